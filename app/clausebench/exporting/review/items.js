// What can be commented on: the policy, each clause, each case.

function makeItem(subject, ref, name, tone) {
  const id = `${subject}-${makeItem.count = (makeItem.count || 0) + 1}`;
  const element = part("article", {
    class: "item", id, tabindex: "-1", "data-tone": tone, "aria-label": `${subject} ${name}`,
  });
  const said = part("div", { class: "own" });
  return { subject, ref, name, element, said, reveal: null, isRevealed: false };
}

function finish(item, onComment, ...children) {
  const comment = button("Comment", () => onComment(item), { "aria-label": `Comment on ${item.name}` });
  item.row = part("div", { class: "row" }, comment);
  item.element.append(...children.filter(Boolean), item.said, item.row);
  return item;
}

function policyItem(data, onComment) {
  const { policy } = data;
  const item = makeItem("policy", "", policy.title, undefined);
  return finish(item, onComment,
    part("div", { class: "head" }, part("h3", { text: "The policy as a whole" })),
    policy.opening.trim() ? words(policy.opening) : null);
}

function clauseItem(clause, since, onComment) {
  const item = makeItem("clause", clause.ref, clause.name, clause.change ? "doubt" : undefined);
  const change = clause.change ? chip(`${clause.change} since ${since}`, "doubt") : null;
  const before = clause.before
    ? part("details", null, part("summary", { text: "The words before" }), words(clause.before, "content"))
    : null;
  const isHeading = clause.words.replace(/^[#\s]+/, "").trim() === clause.name;
  item.element.classList.toggle("is-heading", isHeading);
  item.element.dataset.depth = Math.min(clause.depth, 3);
  return finish(item, onComment,
    part("div", { class: "head" },
      part("h3", null, inline(clause.name)), chip(clause.kind, "kind"), change || ""),
    isHeading ? null : words(clause.words), before);
}

function caseItem(entry, onComment) {
  const tone = TONES[entry.standing];
  const item = makeItem("case", entry.name, entry.name, tone);
  const shown = part("div");
  const reveal = button("", () => item.reveal(!item.isRevealed), { "aria-expanded": "false" });
  item.standing = entry.standing;
  item.reveal = (isRevealed) => {
    item.isRevealed = isRevealed;
    shown.replaceChildren(...(isRevealed ? openCase(entry) : [masked(entry.content, entry.about)]));
    reveal.textContent = isRevealed ? "Conceal the content" : "Show the content";
    reveal.setAttribute("aria-expanded", String(isRevealed));
  };
  item.reveal(false);
  finish(item, onComment,
    part("div", { class: "head" },
      part("h3", null, inline(entry.name)), chip(entry.standing_words, tone)),
    facts([["Expected", entry.expected || "nothing"], ["Model", withConfidence(entry)]]),
    shown, entry.facts.length ? part("p", { class: "quiet" }, ...listed(entry.facts)) : null);
  item.row.prepend(reveal);
  return item;
}

function withConfidence(entry) {
  if (entry.confidence === null) return entry.said;
  return `${entry.said} · measured confidence ${Math.round(entry.confidence / 10)} %`;
}

// A note, a reason and the reasoning may quote the content: they are shown with it.
function openCase(entry) {
  const parts = [words(entry.content, "content")];
  if (entry.note) parts.push(part("h4", { text: "Note" }), words(entry.note));
  if (entry.twin_change) parts.push(part("h4", { text: "What the twin changes" }), words(entry.twin_change));
  if (entry.settled) parts.push(part("h4", { text: "Settled before" }), words(entry.settled));
  for (const answer of entry.answers) {
    const title = entry.answers.length > 1 ? `Repeat ${answer.repeat}: ` : "The model's answer: ";
    parts.push(part("details", { open: entry.answers.length === 1 },
      part("summary", null, title, inline(answer.said)),
      answer.reasoning ? words(answer.reasoning, "reasoning") : "",
      answer.final ? words(answer.final, "reasoning") : ""));
  }
  return parts;
}

// The form under an item. `comment` is the one that is changed, or null for a new one.
function commentForm(item, comment, act) {
  const name = `mark-${item.element.id}`;
  const marks = MARKS.map((mark) => part("label", null,
    part("input", { type: "radio", name, value: mark, checked: mark === (comment?.mark || "question") }),
    ` ${MARK_WORDS[mark]}`));
  const text = part("textarea", { maxlength: String(LONGEST), "aria-label": `Comment on ${item.name}`, dir: "auto" });
  text.value = comment?.text || "";
  const hint = part("p", { class: "hint", role: "alert" });
  const form = part("form", null,
    part("fieldset", null, part("legend", { text: "I mean it as a" }), ...marks),
    text, hint,
    part("div", { class: "row" },
      part("button", { type: "submit", class: "main", text: "Keep comment" }),
      button("Cancel", act.cancel)));
  const value = () => ({ mark: form.elements[name].value, text: text.value });
  form.addEventListener("input", () => act.draft(value()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hint.textContent = act.keep(value());
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") act.leave(value());
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  return { form, text, value };
}

const MARK_WORDS = { question: "Question", problem: "Problem", agree: "Agreement" };

// A comment as it stands under its item and in the list of all.
function commentView(comment, where, act) {
  return part("div", { class: "said" },
    part("p", { class: "quiet" }, MARK_WORDS[comment.mark], where ? " on " : "", where || ""),
    comment.text ? words(comment.text) : "",
    part("div", { class: "row" },
      button("Change", () => act.change(comment), { "aria-label": `Change the comment on ${comment.name}` }),
      button("Delete", () => act.remove(comment), { "aria-label": `Delete the comment on ${comment.name}` })));
}
