"""Other ways to write the same policy: its meaning stays, and so should its verdicts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from clausebench.domain.clause import Clause, ClauseKind, ParsedPolicy
from clausebench.domain.reading_policy import parse
from clausebench.domain.text import Span, whole_lines

_BULLET = re.compile(r"^([ \t]*)[-*+] ", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6}) (.+?)[ #]*$", re.MULTILINE)
_CODED_LINE = re.compile(r"^(\**[A-Z]{1,6}\d*(?:\.[a-z0-9]+)?\**[ :].+)$", re.MULTILINE)
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")


def _stars(policy: ParsedPolicy) -> str:
    return _BULLET.sub(r"\1* ", policy.text)


def _sentences(policy: ParsedPolicy) -> str:
    """Lists of one level become paragraphs."""
    return re.sub(r"^- (.+)$", r"\1\n", policy.text, flags=re.MULTILINE)


def _bullets(policy: ParsedPolicy) -> str:
    """Clauses that stand in lines of their own, each behind its code, become a list."""
    return _CODED_LINE.sub(r"- \1", policy.text)


def _neutral_terms(policy: ParsedPolicy) -> str:
    """Defined terms under names that mean nothing by themselves: the definition has to carry.

    A synonym would need a dictionary of every language, and would bring a meaning of its own.
    """
    text = policy.text
    terms = {clause.term for clause in policy.terms if clause.term}
    for number, term in enumerate(sorted(terms, key=lambda t: (-len(t), t)), start=1):
        word = re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE)
        text = word.sub(f"Concept {number}", text)
    return text


def _deeper_headings(policy: ParsedPolicy) -> str:
    return _HEADING.sub(lambda m: f"#{m[1]} {m[2]}" if len(m[1]) < 6 else m[0], policy.text)


def _capital_headings(policy: ParsedPolicy) -> str:
    return _HEADING.sub(lambda m: f"{m[1]} {m[2].upper()}", policy.text)


def _airy(policy: ParsedPolicy) -> str:
    """More empty lines."""
    return re.sub(r"\n{2,}", "\n\n\n", policy.text)


def _plain_terms(policy: ParsedPolicy) -> str:
    """Without bold."""
    return _BOLD.sub(r"\1", policy.text)


def _turned(policy: ParsedPolicy, kinds: tuple[ClauseKind, ...]) -> str:
    """Clauses that stand one after the other in one list, last first."""
    text = policy.text
    for group in reversed(_neighbours(policy, kinds)):
        spans = [whole_lines(text, clause.span) for clause in group]
        pieces = [span.of(text) for span in spans]
        ended = [piece if piece.endswith("\n") else piece + "\n" for piece in pieces]
        text = text[: spans[0].start] + "".join(reversed(ended)) + text[spans[-1].end :]
    return text


def _neighbours(policy: ParsedPolicy, kinds: tuple[ClauseKind, ...]) -> list[list[Clause]]:
    groups: list[list[Clause]] = []
    for clause in policy.clauses:
        if clause.kind not in kinds or policy.children(clause.id):
            continue
        last = groups[-1][-1] if groups else None
        span = whole_lines(policy.text, clause.span)
        if (
            last
            and last.parent == clause.parent
            and whole_lines(policy.text, last.span).end == span.start
        ):
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return [group for group in groups if len(group) > 1]


def _turned_examples(policy: ParsedPolicy) -> str:
    """Examples on lines of their own, last first."""
    text = policy.text
    for clause in policy.clauses:
        lines = [whole_lines(policy.text, example.span) for example in clause.examples]
        is_list = all(a.end == b.start for a, b in itertools.pairwise(lines))
        if len(lines) > 1 and is_list and clause.kind is ClauseKind.EXAMPLE:
            pieces = [span.of(policy.text) for span in lines]
            ended = [piece if piece.endswith("\n") else piece + "\n" for piece in pieces]
            whole = Span(lines[0].start, lines[-1].end)
            text = text[: whole.start] + "".join(reversed(ended)) + text[whole.end :]
    return text


_RULES = (ClauseKind.VIOLATES, ClauseKind.ALLOWED, ClauseKind.EXCEPTION)

REWORDINGS: dict[str, Callable[[ParsedPolicy], str]] = {
    "list-marks": _stars,
    "sentences": _sentences,
    "bullets": _bullets,
    "neutral-terms": _neutral_terms,
    "deeper-headings": _deeper_headings,
    "capital-headings": _capital_headings,
    "empty-lines": _airy,
    "no-bold": _plain_terms,
    "clause-order": lambda policy: _turned(policy, _RULES),
    "definition-order": lambda policy: _turned(policy, (ClauseKind.DEFINITION,)),
    "example-order": _turned_examples,
}
"""By name."""


def reword(policy: ParsedPolicy, name: str) -> str | None:
    """None where it changes nothing, or where Clausebench would read other clauses in it: then
    it is not the same policy. Raises ``KeyError`` for an unknown name."""
    text = REWORDINGS[name](policy)
    if text == policy.text:
        return None
    other = parse(text)
    return text if _shape(other) == _shape(policy) else None


def _shape(policy: ParsedPolicy) -> tuple[object, ...]:
    """What must stay: the codes with their kinds, and the labels."""
    codes = frozenset((c.code, c.kind) for c in policy.clauses if c.code)
    return codes, frozenset(label.name.casefold() for label in policy.labels)
