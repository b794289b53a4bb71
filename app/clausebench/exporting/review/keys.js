// The keyboard: what a single key does, and when it does nothing.

const KEYS = [
  ["J", "Next clause or case"], ["K", "The one before"], ["C", "Comment on it"],
  ["V", "Show or conceal its content"], ["Shift+V", "Show or conceal all contents"],
  ["S", "Save your comments as a file"], ["?", "These keys"],
  ["Ctrl+Enter", "In a comment: keep it"], ["Esc", "In a comment: leave it"],
];

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  c: () => comment(items[Math.max(current, 0)]),
  v: () => items[current]?.reveal?.(!items[current].isRevealed),
  V: revealAll,
  s: save,
  "?": () => byId("keys").showModal(),
};

const TYPED_IN = "input:not([type=checkbox]):not([type=radio]), textarea, select";

// Not while somebody types, nor together with a key that makes it the browser's.
function isOurs(event) {
  const isOther = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  return !isOther && !event.target.closest?.(TYPED_IN);
}

function onKey(event) {
  const act = ACTS[event.key] || ACTS[event.key.toLowerCase()];
  if (!act || !isOurs(event) || byId("keys").open || !byId("keys-on").checked) return;
  event.preventDefault();
  act();
}

function fillKeys() {
  byId("keys-rows").append(...KEYS.map(([key, what]) => part("tr", null,
    part("td", null, part("kbd", { text: key })), part("td", { text: what }))));
}
