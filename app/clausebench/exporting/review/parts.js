// Pieces of the page. Whatever people wrote becomes text here, never markup.

// Characters that steer or hide: shown by their number, so that no text looks like another.
// Joiners are left alone; Persian and emoji need them.
const HIDDEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
const TONES = { disagrees: "bad", clause: "doubt", unsteady: "doubt", unreadable: "bad", passed: "good" };

function part(tag, options, ...children) {
  const { text, ...attributes } = options || {};
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

function counted(number) {
  return number === 1 ? "1 comment" : `${number} comments`;
}

function button(text, act, attributes) {
  const made = part("button", { type: "button", text, ...attributes });
  made.addEventListener("click", act);
  return made;
}

// Somebody's words, in the direction of their script.
function words(text, kind) {
  const made = part("div", { class: kind ? `words ${kind}` : "words", dir: "auto" });
  made.append(...signed(text.replace(/\r\n?/g, "\n")));
  return made;
}

// A short text of somebody's inside a line of ours.
function inline(text) {
  const made = part("bdi");
  made.append(...signed(text));
  return made;
}

function signed(text) {
  const parts = [];
  let start = 0;
  for (const found of text.matchAll(HIDDEN)) {
    const code = found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    parts.push(text.slice(start, found.index), part("span", { class: "sign", text: `U+${code}` }));
    start = found.index + found[0].length;
  }
  parts.push(text.slice(start));
  return parts.filter((piece) => piece !== "");
}

function chip(text, tone) {
  return part("span", { class: "chip", "data-tone": tone }, inline(text));
}

function facts(pairs) {
  const shown = pairs.filter(([, value]) => value);
  const rows = shown.flatMap(([name, value]) => [
    part("dt", { text: name }), part("dd", null, inline(value)),
  ]);
  return rows.length ? part("dl", { class: "facts" }, ...rows) : null;
}

function listed(values) {
  return values.flatMap((value, place) => (place ? [" · ", inline(value)] : [inline(value)]));
}

function masked(content, about) {
  const shape = Array.from(content.slice(0, 400), (c) => (/\s/u.test(c) ? c : "▮")).join("");
  return part("div", null,
    part("p", { class: "quiet", text: `Concealed: ${about}` }),
    part("div", { class: "words content masked", "aria-hidden": "true", text: shape.slice(0, 200) }));
}

// A report's lines: heads, notices, items and what belongs to them.
function* reported(blocks) {
  let list = null;
  for (const [shape, text] of blocks) {
    if (shape === "item") {
      if (!list) yield (list = part("ul"));
      list.append(part("li", null, inline(text)));
    } else if (shape === "part" && list) {
      list.lastElementChild.append(part("div", { class: "part" }, inline(text)));
    } else {
      list = null;
      const is = shape === "notice" ? { class: "notice" } : null;
      yield part(shape === "head" ? "h3" : "p", is, inline(text));
    }
  }
}
