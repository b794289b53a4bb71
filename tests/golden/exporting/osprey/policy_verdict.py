"""Judge contents under one policy. Made by Clausebench; needs Python 3.9 or later, nothing else.

    python policy_verdict.py --url http://127.0.0.1:8080/v1 < content.txt
    python policy_verdict.py --check
"""

import argparse
import json
import re
import sys
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
TABLE = json.loads('{"form": "object", "words": {}, "escalation": null, "codes": ["SP1", "SP7"], "fields": ["violation", "policy_category", "rule_ids", "confidence", "rationale"]}')
ORDER = ("violates", "escalate", "allowed")
UNREADABLE = {"status": "unreadable", "decision": None, "clauses": []}


def read(answer):
    """What an answer decides. Never guesses: what cannot be read for sure is unreadable."""
    plain = re.sub(r"^```(?:json)?\s*|\s*```$", "", answer.strip()).strip()
    readers = {"object": _read_object, "pair": _read_pair, "word": _read_word, "lines": _read_lines}
    found = readers[TABLE["form"]](plain)
    return {"status": "ok", **found} if found else dict(UNREADABLE)


def _once(pairs):
    """A key that comes twice contradicts itself."""
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a key comes twice")
    return values


def _read_object(plain):
    try:
        values = json.loads(plain, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or set(values) != set(TABLE["fields"]):
        return None
    flag, category = values["violation"], values.get("policy_category")
    if type(flag) is not int or flag not in (0, 1):
        return None
    if category is not None and category not in (*TABLE["codes"], TABLE["escalation"]):
        return None
    is_escalation = category is not None and category == TABLE["escalation"]
    asks_person = not flag and values.get("escalate") is True
    if is_escalation or asks_person:
        decision = "escalate"
    else:
        decision = "violates" if flag else "allowed"
    cited = [] if is_escalation else [category]
    cited += values.get("rule_ids") or []
    return {"decision": decision, "clauses": list(dict.fromkeys(c for c in cited if c))}


def _read_pair(plain):
    halves = re.fullmatch(r"D-(\S+), R-(\S+)", plain)
    if not halves or any(half not in TABLE["words"] for half in halves.groups()):
        return None
    meant = {half: TABLE["words"][half] for half in halves.groups()}
    decision = next(d for d in ORDER if d in meant.values())
    return {"decision": decision, "clauses": [h for h, d in meant.items() if d == decision]}


def _read_word(plain):
    decision = TABLE["words"].get(plain)
    if decision is None:
        return None
    return {"decision": decision, "clauses": [plain] if plain in TABLE["codes"] else []}


def _read_lines(plain):
    """Lines such as ``Decision: BLOCK``. All that decide must say the same."""
    rules = TABLE["lines"]
    plain = plain.replace("*", "").replace("`", "")
    meant = set()
    for line in re.finditer(rules["line"], plain, re.MULTILINE):
        name, value = line[1].casefold(), line[2].strip(rules["marks"]).casefold()
        if name in rules["decisions"]:
            fits = (d for d, stems in rules["stems"] if value.startswith(tuple(stems)))
            meant.add(next(fits, None))
        elif name in rules["violated"]:
            meant.add("allowed" if value in rules["nothing"] else "violates")
    decision = meant.pop() if len(meant) == 1 else None
    return {"decision": decision, "clauses": _cited(plain)} if decision else None


def _cited(plain):
    """The codes named in a text, in order, each once."""
    if not TABLE["codes"]:
        return []
    longest_first = sorted(TABLE["codes"], key=len, reverse=True)
    known = "|".join(re.escape(code) for code in longest_first)
    return list(dict.fromkeys(re.findall(rf"(?<![\w-])(?:{known})(?!\w)", plain)))


def judge(content, url, timeout=600):
    """Ask a server that speaks OpenAI's API."""
    request = json.loads((HERE / "request.json").read_text("utf-8"))
    request["messages"][-1]["content"] = content
    asked = urllib.request.Request(
        url.rstrip("/") + "/chat/completions",
        json.dumps(request).encode("utf-8"),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=timeout) as answered:
        message = json.load(answered)["choices"][0]["message"]
    return read(message["content"] or "")


def check():
    """How many golden answers are read otherwise than Clausebench reads them: must be 0."""
    cases = json.loads((HERE / "parser_cases.json").read_text("utf-8"))
    wrong = 0
    for case in cases:
        found = read(case["answer"])
        is_read = found["status"] == "ok"
        must_read = case["status"] == "ok"
        wrong += (is_read or must_read) and found["decision"] != case["decision"]
        wrong += is_read and must_read and found["clauses"] != case["clauses"]
    print(f"{len(cases)} answers, {wrong} read otherwise")
    return wrong


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--url", default="http://127.0.0.1:8080/v1")
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    if given.check:
        return 1 if check() else 0
    print(json.dumps(judge(sys.stdin.read(), given.url), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
