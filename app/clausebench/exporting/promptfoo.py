"""A promptfoo project: prompt, tests with expectations, and assertions that read the answer.

promptfoo fills templates into every variable and reads files that variables name, so a content
could make it send off any file of the machine. Contents therefore travel as JSON texts without a
brace, and a function of the prompt turns them back: what is judged is exact to the letter.
"""

from __future__ import annotations

import json

from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case
from clausebench.exporting.answers import AnswerForm, Answering, answering
from clausebench.exporting.conversation import MODEL, chat_request
from clausebench.exporting.files import Files, jsonl_file, text_file
from clausebench.exporting.yaml_text import yaml_file

_PROMPT = """\
// Made by Clausebench. The policy is in policy.md; contents are JSON texts, see tests.jsonl.
const fs = require('node:fs');
const path = require('node:path');
const policy = fs.readFileSync(path.join(__dirname, 'policy.md'), 'utf8');

// promptfoo fills templates into every text of a prompt: no brace may open or close one.
const inert = (text) => text.replace(/[{}]/g, (brace) => `{{ '${brace}' }}`);

module.exports = async ({ vars }) => [
  { role: 'system', content: inert(policy) },
  { role: 'user', content: inert(JSON.parse(vars.content)) },
];
"""
_ADDRESS = "http://127.0.0.1:8080/v1"
_READ = """\
const [form, words, escalation] = %s;
const TABLE = { form, words: Object.fromEntries(words), escalation };
const ORDER = ['violates', 'escalate', 'allowed'];
function read(answer) {
  // promptfoo has parsed it already where the provider was asked for a schema.
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer ?? null);
  const plain = text.trim().replace(/^```(?:json)?\\s*|\\s*```$/g, '').trim();
  if (TABLE.form === 'object') {
    let v;
    try { v = JSON.parse(plain); } catch { return null; }
    if (v === null || (v.violation !== 0 && v.violation !== 1)) return null;
    const isHandedOver = TABLE.escalation !== null && v.policy_category === TABLE.escalation;
    const asks = v.violation === 0 && v.escalate === true;
    const decision = isHandedOver || asks ? 'escalate' : v.violation ? 'violates' : 'allowed';
    const cited = [v.policy_category, ...(v.rule_ids || [])];
    return { decision, clauses: cited.filter((c) => c && c !== TABLE.escalation) };
  }
  if (TABLE.form === 'pair') {
    const m = plain.match(/^D-(\\S+), R-(\\S+)$/);
    const two = m ? [TABLE.words[m[1]], TABLE.words[m[2]]] : [];
    if (!two[0] || !two[1]) return null;
    const decision = ORDER.find((d) => two.includes(d));
    return { decision, clauses: [m[1], m[2]].filter((w) => TABLE.words[w] === decision) };
  }
  return TABLE.words[plain] ? { decision: TABLE.words[plain], clauses: [plain] } : null;
}
"""
_VERDICT = "const v = read(output);\nreturn v !== null && v.decision === context.vars.expected;\n"
_CLAUSE = """\
const v = read(output);
const wanted = (context.vars.expected_clauses || '').split(' ').filter(Boolean);
if (!wanted.length) return true;
return v !== null && wanted.some((w) => v.clauses.some((c) => c === w || c.startsWith(w + '.')));
"""


def write(release: Release) -> Files:
    """``promptfooconfig.yaml``, ``prompt.cjs``, ``policy.md`` and ``tests.jsonl``."""
    found = answering(release)
    tests: list[object] = [_test(case) for case in release.cases if case.expected.decision]
    return {
        "promptfooconfig.yaml": yaml_file(config_of(release, found)),
        "prompt.cjs": text_file(_PROMPT),
        "policy.md": release.prompt.encode(),
        "tests.jsonl": jsonl_file(tests),
    }


def config_of(release: Release, found: Answering) -> dict[str, object]:
    """The configuration, for answers that mean what ``found`` says."""
    request = chat_request(release, found, "")
    passed = ("temperature", "top_p", "seed", "reasoning_effort", "response_format")
    config = {
        "apiBaseUrl": _ADDRESS,
        **{k: request[k] for k in passed if k in request and not _may_be_filled(request[k])},
    }
    return {
        "description": f"{_plain(release.title)}, version {release.version}",
        "prompts": ["file://prompt.cjs"],
        "providers": [{"id": f"openai:chat:{MODEL}", "config": config}],
        "defaultTest": {"assert": _assertions(found)},
        "tests": "file://tests.jsonl",
        "evaluateOptions": {"repeat": release.settings.repeats if release.settings else 1},
    }


def _assertions(found: Answering) -> list[dict[str, object]]:
    table = found.table
    known = [
        table.form.value,
        [[word, decision.value] for word, decision in table.words],
        table.escalation,
    ]
    reader = _READ % _inert(known)
    shape: dict[str, object] = {"type": "is-json", "value": found.schema}
    is_shaped = table.form is AnswerForm.OBJECT and not _may_be_filled(found.schema)
    return [
        *([shape] if is_shaped else []),
        {"type": "javascript", "metric": "verdict", "value": reader + _VERDICT},
        {"type": "javascript", "metric": "clause", "value": reader + _CLAUSE},
    ]


def _test(case: Case) -> dict[str, object]:
    return {
        "description": _plain(case.name),
        "vars": {
            "content": _inert(case.content),
            "expected": case.expected.decision,
            "expected_clauses": _plain(" ".join(case.expected.clauses)),
        },
        "metadata": {"case_id": _plain(case.name), "split": case.split.value},
    }


def _inert(value: object) -> str:
    """A JSON text, of texts and lists only, in which promptfoo finds neither a template nor the
    name of a file."""
    return json.dumps(value, ensure_ascii=False).replace("{", "\\u007b")


def _may_be_filled(value: object) -> bool:
    """Whether some text in it could pass for a template, as names in a stranger's policy may."""
    if isinstance(value, dict):
        return any(map(_may_be_filled, (*value, *value.values())))
    if isinstance(value, (list, tuple)):
        return any(map(_may_be_filled, value))
    return isinstance(value, str) and "{" in value


def _plain(text: str) -> str:
    """A name, without what promptfoo would take for a template, a file or code to load."""
    return text.replace("{", "(").replace("file://", "file:").replace("package:", "package ")
