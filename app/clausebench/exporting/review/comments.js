// The reviewer's comments as values: kept, changed, written as a file, read back. No page here.

const FORMAT = "clausebench-comments";
const FORMAT_VERSION = 1;
const MARKS = ["question", "problem", "agree"];
const SUBJECTS = ["policy", "clause", "case"];
const LONGEST = 20000; // characters of one comment; the reader on the other side refuses more
const MOST = 2000; // comments in one file
const LARGEST_FILE = 8 << 20; // bytes

function newId(random) {
  const bytes = random(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function emptyReview() {
  return { who: "", comments: [], draft: null, saved: true };
}

// A comment without words says something only where it agrees.
function refusal(comment) {
  if (!MARKS.includes(comment.mark)) return "Say how you mean it.";
  if (comment.mark !== "agree" && !comment.text.trim()) return "Write what you mean.";
  if (comment.text.length > LONGEST) return `Write less than ${LONGEST} characters.`;
  return "";
}

function withComment(review, comment) {
  const isThere = review.comments.some((each) => each.id === comment.id);
  const comments = isThere
    ? review.comments.map((each) => (each.id === comment.id ? comment : each))
    : [...review.comments, comment];
  return { ...review, comments, saved: false };
}

function withoutComment(review, id) {
  const comments = review.comments.filter((comment) => comment.id !== id);
  return { ...review, comments, saved: false };
}

function fileName(policy) {
  return `${policy.slug}-${policy.version}.comments.json`;
}

// What the reviewer sends back.
function asFile(review, data, now) {
  const { slug, title, version, sha256 } = data.policy;
  const comments = review.comments.map(({ id, subject, ref, name, mark, text, at }) => (
    { id, subject, ref, name, mark, text, at }
  ));
  const file = {
    format: FORMAT,
    version: FORMAT_VERSION,
    package: data.package,
    policy: { slug, title, version, sha256 },
    who: review.who.trim(),
    saved: now,
    comments,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

// Comments of a file that was saved here before. Throws an Error whose message is for people.
function fromFile(text, data) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error("This file holds no comments.");
  }
  if (!file || file.format !== FORMAT || !Array.isArray(file.comments)) {
    throw new Error("This file holds no comments.");
  }
  if (file.version !== FORMAT_VERSION) throw new Error("These comments are of another format.");
  if (file.package !== data.package) {
    throw new Error("These comments are about another version of the policy.");
  }
  const comments = file.comments.slice(0, MOST).map(readComment).filter(Boolean);
  return { who: typeof file.who === "string" ? file.who.slice(0, 200) : "", comments };
}

function readComment(value) {
  const texts = ["id", "subject", "ref", "name", "mark", "text", "at"];
  if (!value || !texts.every((key) => typeof value[key] === "string")) return null;
  const comment = Object.fromEntries(texts.map((key) => [key, value[key]]));
  const isOurs = /^[0-9a-f]{32}$/.test(comment.id) && SUBJECTS.includes(comment.subject);
  return isOurs && !refusal(comment) ? comment : null;
}

// Of two comments with one id the later stands.
function merged(review, found) {
  let result = { ...review, who: review.who || found.who };
  for (const comment of found.comments) {
    const own = result.comments.find((each) => each.id === comment.id);
    if (!own || own.at < comment.at) result = withComment(result, comment);
  }
  return result;
}

// Kept in the browser where it allows that; many do not for pages from a disk.
function makeMemory(storage, key) {
  let works = true;
  return {
    get works() {
      return works;
    },
    recall() {
      try {
        const kept = JSON.parse(storage().getItem(key) || "null");
        if (!kept || !Array.isArray(kept.comments)) return null;
        return {
          who: typeof kept.who === "string" ? kept.who : "",
          comments: kept.comments.map(readComment).filter(Boolean),
          draft: kept.draft && typeof kept.draft.text === "string" ? kept.draft : null,
          saved: kept.saved === true,
        };
      } catch {
        works = false;
        return null;
      }
    },
    keep(review) {
      try {
        storage().setItem(key, JSON.stringify(review));
        works = true;
      } catch {
        works = false;
      }
    },
  };
}
