"""Small changes of meaning: a suite that does not notice them does not test those words.

Each changes one clause in one place. What is replaced is found by words of English policies; a
policy in another language gets only the mutations that need no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from clausebench.domain.clause import Clause, ClauseKind, Decision, ParsedPolicy, QuotedExample
from clausebench.domain.text import Span, whole_lines
from clausebench.domain.trying.muting import carrying, mute


class MutationKind(StrEnum):
    """What is done to a clause, in words."""

    DROP_NEGATION = "a negation dropped"
    DROP_EXCEPTION = "an exception dropped"
    DROP_EXAMPLE = "an example dropped"
    WIDEN = "a quantifier widened"
    NARROW = "a quantifier narrowed"
    SWAP_LABEL = "an example's label swapped"


@dataclass(frozen=True, slots=True)
class Mutation:
    """``text`` is the whole policy. ``before`` and ``after`` are the words that differ."""

    kind: MutationKind
    clause: str
    before: str
    after: str
    text: str

    @property
    def title(self) -> str:
        """Which clause, and what was done."""
        return f"{self.clause}: {self.kind.value}"


_NEGATIONS = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|must|should|can)(?P<not>n[’']t)\b"
    r"|\b(?P<word>not|never|no|without)\b\s*",
    re.IGNORECASE,
)
_NUMBER = r"(?:two|three|four|five|ten|\d+)"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE)


_WIDER = (
    (_words(rf"{_NUMBER} or more"), "one or more"),
    (
        re.compile(r"\b(?:two|three|four|five|ten|\d+) times or more\b", re.IGNORECASE),
        "once or more",
    ),
    (re.compile(r"\bonly\s+", re.IGNORECASE), ""),
    (re.compile(r"\b(?:all|every|each|both)\b", re.IGNORECASE), "any"),
    (re.compile(r"\bclearly\s+", re.IGNORECASE), ""),
)
_NARROWER = (
    (
        re.compile(r"\b(?:one|two|three|four|five|ten|\d+) or more\b", re.IGNORECASE),
        "a hundred or more",
    ),
    (_words(rf"{_NUMBER} times or more"), "a hundred times or more"),
    (re.compile(r"\b(?:any|some)\b", re.IGNORECASE), "every"),
    (re.compile(r"\bor\b", re.IGNORECASE), "and"),
)


def mutations(policy: ParsedPolicy) -> tuple[Mutation, ...]:
    """In the order of the text; none leaves the policy as it was."""
    found: list[Mutation] = []
    for clause in carrying(policy):
        found += _of_words(policy, clause)
        if clause.kind in (ClauseKind.ALLOWED, ClauseKind.EXCEPTION):
            text = mute(policy, [clause.id])
            found.append(
                Mutation(MutationKind.DROP_EXCEPTION, _name(clause), _own(policy, clause), "", text)
            )
    found += _of_examples(policy)
    return tuple(m for m in found if m.text != policy.text)


def _of_words(policy: ParsedPolicy, clause: Clause) -> Iterator[Mutation]:
    negation = _NEGATIONS.search(policy.text, clause.own.start, clause.own.end)
    if negation:
        group = "not" if negation["not"] else "word"
        whole = negation.span(group)
        end = negation.end() if group == "word" else whole[1]
        span = Span(whole[0], end)
        yield _replaced(policy, MutationKind.DROP_NEGATION, clause, span, "")
    for kind, rules in ((MutationKind.WIDEN, _WIDER), (MutationKind.NARROW, _NARROWER)):
        for pattern, other in rules:
            match = pattern.search(policy.text, clause.own.start, clause.own.end)
            if match:
                yield _replaced(policy, kind, clause, Span(*match.span()), other)
                break


def _of_examples(policy: ParsedPolicy) -> Iterator[Mutation]:
    """Each quoted example with the rest of its line."""
    for clause in policy.clauses:
        for example in clause.examples:
            line = whole_lines(policy.text, example.span)
            if _is_alone(clause, example, line):
                dropped = _replaced(policy, MutationKind.DROP_EXAMPLE, clause, line, "")
                yield replace(dropped, before=example.text, clause=_named(example))
            yield from _swapped(policy, clause, example)


def _is_alone(clause: Clause, example: QuotedExample, line: Span) -> bool:
    """Whether a line holds nothing but this example and its label."""
    others = (e.span for e in clause.examples if e is not example)
    is_only = not any(line.start <= span.start < line.end for span in others)
    return is_only and clause.kind is ClauseKind.EXAMPLE


_LABELS = {
    Decision.VIOLATES: ("violates", "allowed"),
    Decision.ALLOWED: ("allowed", "violates"),
}


def _swapped(policy: ParsedPolicy, clause: Clause, example: QuotedExample) -> Iterator[Mutation]:
    """Where the label is written out behind the example."""
    word, other = _LABELS.get(example.decision or Decision.ESCALATE, ("", ""))
    if not word:
        return
    pattern = re.compile(rf"\b{word}\b", re.IGNORECASE)
    end = whole_lines(policy.text, example.span).end
    match = pattern.search(policy.text, example.span.end, end)
    if match:
        swapped = _replaced(policy, MutationKind.SWAP_LABEL, clause, Span(*match.span()), other)
        yield replace(swapped, clause=_named(example))


def _named(example: QuotedExample) -> str:
    return f"“{example.text[:30]}…”" if len(example.text) > 31 else f"“{example.text}”"


def _replaced(
    policy: ParsedPolicy, kind: MutationKind, clause: Clause, span: Span, other: str
) -> Mutation:
    text = policy.text[: span.start] + other + policy.text[span.end :]
    return Mutation(kind, _name(clause), span.of(policy.text), other, text)


def _name(clause: Clause) -> str:
    return clause.code or clause.title[:40] or clause.id


def _own(policy: ParsedPolicy, clause: Clause) -> str:
    return clause.own.of(policy.text).strip()
