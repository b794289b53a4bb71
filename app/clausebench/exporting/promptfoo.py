"""A promptfoo project: prompt, tests with expectations, and assertions that read the answer."""

from __future__ import annotations

import json

from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case
from clausebench.exporting.answers import AnswerForm, Answering, answering
from clausebench.exporting.conversation import MODEL, chat_request
from clausebench.exporting.files import Files, json_file, jsonl_file
from clausebench.exporting.yaml_text import yaml_file

_ADDRESS = "http://127.0.0.1:8080/v1"
_READ = """\
const TABLE = %s;
const ORDER = ['violates', 'escalate', 'allowed'];
function read(text) {
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
    """``promptfooconfig.yaml``, ``prompt.json`` and ``tests.jsonl``.

    Tests are JSON Lines and not CSV: contents stay exact to the letter.
    """
    found = answering(release)
    prompt = [
        {"role": "system", "content": _raw(release.prompt)},
        {"role": "user", "content": "{{content}}"},
    ]
    tests: list[object] = [_test(case) for case in release.cases if case.expected.decision]
    return {
        "promptfooconfig.yaml": yaml_file(_config(release, found)),
        "prompt.json": json_file(prompt),
        "tests.jsonl": jsonl_file(tests),
    }


def _config(release: Release, found: Answering) -> dict[str, object]:
    request = chat_request(release, found, "")
    passed = ("temperature", "top_p", "seed", "reasoning_effort", "response_format")
    config = {"apiBaseUrl": _ADDRESS, **{k: request[k] for k in passed if k in request}}
    return {
        "description": f"{release.title}, version {release.version}",
        "prompts": ["file://prompt.json"],
        "providers": [{"id": f"openai:chat:{MODEL}", "config": config}],
        "defaultTest": {"assert": _assertions(found)},
        "tests": "file://tests.jsonl",
        "evaluateOptions": {"repeat": release.settings.repeats if release.settings else 1},
    }


def _assertions(found: Answering) -> list[dict[str, object]]:
    table = found.table
    known = {
        "form": table.form.value,
        "words": {word: decision.value for word, decision in table.words},
        "escalation": table.escalation,
    }
    reader = _READ % json.dumps(known, ensure_ascii=False)
    shape: dict[str, object] = {"type": "is-json", "value": found.schema}
    return [
        *([shape] if table.form is AnswerForm.OBJECT else []),
        {"type": "javascript", "metric": "verdict", "value": reader + _VERDICT},
        {"type": "javascript", "metric": "clause", "value": reader + _CLAUSE},
    ]


def _test(case: Case) -> dict[str, object]:
    return {
        "description": case.name,
        "vars": {
            "content": _raw(case.content),
            "expected": case.expected.decision,
            "expected_clauses": " ".join(case.expected.clauses),
        },
        "metadata": {"case_id": case.name, "split": case.split.value, "tags": " ".join(case.tags)},
    }


def _raw(text: str) -> str:
    """promptfoo fills in templates; a text that only looks like one must stay as it is."""
    if not any(mark in text for mark in ("{{", "{%", "{#")):
        return text
    # The text itself may end the raw block: that word is cut in two.
    inner = text.replace("endraw", "endr{% endraw %}{% raw %}aw")
    return f"{{% raw %}}{inner}{{% endraw %}}"
