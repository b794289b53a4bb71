// The reviewer's desk: which item is looked at, what was said, and the keys.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const memory = makeMemory(() => window.localStorage, `clausebench-review:${data.package}`);
const MANY = 200; // cases; of more than that the browser draws only those that are in sight
let review = memory.recall() || emptyReview();
let items = [];
let places = new Map();
let current = -1;
let opened = null;

function build() {
  const { policy } = data;
  byId("title").append(inline(policy.title));
  byId("origin").textContent =
    `Version ${policy.version}, revision ${policy.revision}, ${policy.created.slice(0, 10)} · ${policy.sha256}`;
  const overview = [policyItem(data, comment)];
  const clauses = data.clauses.map((clause) => clauseItem(clause, data.since, comment));
  const cases = data.cases.map((entry) => caseItem(entry, comment));
  items = [...overview, ...clauses, ...cases];
  places = new Map(items.map((item) => [`${item.subject} ${item.ref}`, item]));
  byId("overview").append(overview[0].element, ...reported(data.report));
  byId("changes").append(...(data.changes.length
    ? reported(data.changes) : [part("p", { text: "There is no earlier version to compare with." })]));
  byId("clauses").append(...clauses.map((item) => item.element));
  const list = part("div", { class: cases.length > MANY ? "cases are-many" : "cases" }, ...cases.map((item) => item.element));
  byId("cases").append(data.cases.length ? list : part("p", { text: "The policy has no cases." }));
  items[0].element.tabIndex = 0;
  fillSections();
  fillStandings();
  fillKeys();
}

function fillSections() {
  const counts = { Clauses: data.clauses.length, Cases: data.cases.length };
  for (const section of document.querySelectorAll("main > section")) {
    const head = section.firstElementChild;
    const count = counts[head.textContent];
    if (count !== undefined) head.textContent += ` (${count})`;
    const link = part("a", { href: `#${section.id}`, text: head.textContent });
    link.addEventListener("click", () => reach(section, "start"));
    byId("sections").append(part("li", null, link));
  }
}

function fillStandings() {
  const counts = new Map();
  for (const { standing, standing_words: said } of data.cases) {
    const [, count] = counts.get(standing) || [said, 0];
    counts.set(standing, [said, count + 1]);
  }
  const chosen = byId("standing");
  chosen.append(part("option", { value: "", text: `all ${data.cases.length} cases` }));
  for (const [standing, [said, count]] of counts) {
    chosen.append(part("option", { value: standing, text: `${said} (${count})` }));
  }
  chosen.addEventListener("change", () => choose(chosen.value));
  chosen.parentElement.hidden = counts.size < 2;
}

// Only cases of one standing, or all.
function choose(standing) {
  byId("standing").value = standing;
  for (const item of items) {
    item.element.hidden = item.subject === "case" && standing !== "" && item.standing !== standing;
  }
}

function say(text) {
  byId("status").textContent = text;
}

function change(next) {
  review = next;
  memory.keep(review);
  if (!memory.works && !review.saved) {
    say("This browser keeps nothing for pages from a disk: save your comments before you close it.");
  }
}

function itemOf({ subject, ref }) {
  return places.get(`${subject} ${ref}`);
}

function show() {
  const act = { change: edit, remove };
  for (const item of items) item.said.replaceChildren();
  for (const each of review.comments) itemOf(each)?.said.append(commentView(each, null, act));
  const all = review.comments.map((each) => {
    const item = itemOf(each);
    const link = part("a", { href: `#${item ? item.element.id : "main"}` }, inline(each.name));
    link.addEventListener("click", () => item && go(items.indexOf(item)));
    return commentView(each, link, act);
  });
  const none = part("p", { class: "quiet", text: "None yet. Press C on a clause or a case." });
  const head = byId("comments-head");
  head.textContent = `Your comments (${all.length})`;
  byId("comments").replaceChildren(head, ...(all.length ? all : [none]));
  byId("sections").lastElementChild.firstElementChild.textContent = head.textContent;
  byId("who").value = review.who;
}

function go(place) {
  if (!items[place]) return;
  if (items[place].element.hidden) choose("");
  items[Math.max(current, 0)].element.tabIndex = -1;
  current = place;
  const { element } = items[place];
  element.tabIndex = 0;
  element.focus({ preventScroll: true });
  reach(element, "nearest");
}

// What was not drawn yet has another height once it is: look again for some frames.
function reach(element, block, frames = 12) {
  element.scrollIntoView({ block });
  if (frames) window.requestAnimationFrame(() => reach(element, block, frames - 1));
}

function step(direction) {
  let place = current + direction;
  while (items[place]?.element.hidden) place += direction;
  go(place);
}

function comment(item) {
  openForm(item, null, null);
}

function edit(existing) {
  const item = itemOf(existing);
  if (item) openForm(item, existing, existing);
}

// `start` is what the form begins with; `existing` the comment it would replace.
function openForm(item, existing, start) {
  keepOpen();
  const cancel = () => {
    closeForm();
    item.element.focus();
  };
  const { form, text, value } = commentForm(item, start, {
    cancel,
    leave: (written) => {
      if (!written.text.trim()) return cancel();
      say("Your words stay in the form. Cancel throws them away.");
      return item.element.focus();
    },
    draft: (value) => change({ ...review, draft: { ...value, subject: item.subject, ref: item.ref, id: existing?.id } }),
    keep: (value) => keep(item, existing, value),
  });
  opened = { form, item, existing, value };
  item.element.append(form);
  go(items.indexOf(item));
  text.focus();
}

// What was begun elsewhere is a comment: nothing that was written gets lost.
function keepOpen() {
  if (!opened) return;
  const { item, existing, value } = opened;
  const written = value();
  const isNew = written.text.trim() && written.text !== existing?.text;
  if (!isNew || keep(item, existing, written)) closeForm();
}

function closeForm() {
  opened?.form.remove();
  opened = null;
  if (review.draft) change({ ...review, draft: null });
}

function keep(item, existing, value) {
  const id = existing?.id || newId((bytes) => window.crypto.getRandomValues(bytes));
  const { subject, ref, name } = item;
  const made = { id, subject, ref, name, ...value, at: new Date().toISOString() };
  const why = refusal(made) || (!existing && review.comments.length >= MOST ? "That is enough for one file." : "");
  if (why) return why;
  change(withComment(review, made));
  closeForm();
  show();
  item.element.focus();
  if (memory.works) say("Kept. Save your comments as a file when you are done.");
  return "";
}

function remove(existing) {
  const item = itemOf(existing);
  change(withoutComment(review, existing.id));
  show();
  (item?.element || byId("main")).focus();
  say("Deleted.");
}

function save() {
  keepOpen();
  if (!review.comments.length) return say("There is no comment to save yet.");
  if (!review.who.trim()) {
    byId("who").focus();
    return say("Type your name first, so that people know who says it.");
  }
  const name = fileName(data.policy);
  const file = new Blob([asFile(review, data, new Date().toISOString())], { type: "application/json" });
  if (file.size > LARGEST_FILE) return say("These are more words than one file may have. Delete some.");
  const link = part("a", { href: URL.createObjectURL(file), download: name });
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  change({ ...review, saved: true });
  return say(`Saved as ${name}. Send this file to whoever sent you this page.`);
}

async function load(file) {
  if (!file) return;
  try {
    if (file.size > LARGEST_FILE) throw new Error("This file is too large to hold comments.");
    const found = fromFile(await file.text(), data);
    change(merged(review, found));
    show();
    say(`Took ${counted(found.comments.length)} from the file.`);
  } catch (error) {
    say(error.message);
  }
}

function revealAll() {
  const all = byId("reveal-all");
  const isRevealed = all.getAttribute("aria-pressed") !== "true";
  for (const item of items) item.reveal?.(isRevealed);
  all.setAttribute("aria-pressed", String(isRevealed));
  all.textContent = isRevealed ? "Conceal all contents" : "Show all contents";
}

function listen() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", (event) => {
    const place = items.findIndex((item) => item.element.contains(event.target));
    if (place >= 0) current = place;
  });
  byId("who").addEventListener("input", (event) => change({ ...review, who: event.target.value, saved: !review.comments.length }));
  byId("save").addEventListener("click", save);
  byId("reveal-all").addEventListener("click", revealAll);
  byId("open").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", async (event) => {
    await load(event.target.files[0]);
    event.target.value = "";
  });
  byId("keys-open").addEventListener("click", () => byId("keys").showModal());
  byId("keys-close").addEventListener("click", () => byId("keys").close());
  window.addEventListener("beforeunload", (event) => {
    if (!review.saved && !memory.works) event.preventDefault();
  });
}

function resume() {
  const { draft } = review;
  const item = draft && itemOf(draft);
  const existing = review.comments.find((each) => each.id === draft?.id) || null;
  if (item) openForm(item, existing, draft);
  if (review.comments.length) say(`Here from before: ${counted(review.comments.length)}.`);
}

build();
show();
listen();
resume();
