"""A grammar without recursion as a regular expression, to test it without llama.cpp."""

from __future__ import annotations

import json
import re

_TOKEN = re.compile(
    r'(?P<literal>"(?:[^"\\]|\\.)*")|(?P<class>\[(?:[^\]\\]|\\.)*\])|(?P<name>[a-z]+)'
    r"|(?P<operator>[()|?]|\{\d+(?:,\d+)?\})|\s+"
)


def as_regex(grammar: str) -> str:
    """The pattern that fully matches what the grammar's root does."""
    rules = dict(line.split(" ::= ", 1) for line in grammar.splitlines())
    return _expression(rules["root"], rules)


def _expression(expression: str, rules: dict[str, str]) -> str:
    parts: list[str] = []
    position = 0
    while position < len(expression):
        match = _TOKEN.match(expression, position)
        assert match, f"not in the notation: {expression[position:]}"
        parts.append(_token(match, rules))
        position = match.end()
    return f"(?:{''.join(parts)})"


def _token(match: re.Match[str], rules: dict[str, str]) -> str:
    if match["literal"]:
        return f"(?:{re.escape(json.loads(match['literal']))})"
    if match["name"]:
        return _expression(rules[match["name"]], rules)
    operator = match["operator"] or ""
    return match["class"] or ("(?:" if operator == "(" else operator)
