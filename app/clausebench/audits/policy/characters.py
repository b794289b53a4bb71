"""Characters that the model reads and people do not see, or that look like its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from clausebench.audits.policy.manuscript import Auditor, Manuscript, remark
from clausebench.domain.clause import Finding, Severity
from clausebench.domain.hidden import HiddenCharacter, hidden_characters
from clausebench.domain.text import Span

_CONTROL_TOKEN: Final = re.compile(r"<\|[^|<>\s]{1,40}\|>")
_DIRECTION_MARKS: Final = frozenset({"U+200E", "U+200F", "U+061C"})


def _check_control_tokens(manuscript: Manuscript) -> Iterator[Finding]:
    for match in _CONTROL_TOKEN.finditer(manuscript.text):
        yield remark(
            "policy.control-token",
            Severity.WARNING,
            f"{match[0]} looks like a control token of the model.",
            hint="Here it is sent as plain text, but other tools may obey it: reword it.",
            span=Span(*match.span()),
            clause=manuscript.clause_at(match.start()),
        )


def _check_hidden(manuscript: Manuscript) -> Iterator[Finding]:
    """One remark for each run; inside an example they may be the point."""
    quoted = {i for span in manuscript.example_spans for i in range(span.start, span.end)}
    for run in _runs(hidden_characters(manuscript.text)):
        first, last = run[0], run[-1]
        is_mild = first.offset in quoted or all(h.code in _DIRECTION_MARKS for h in run)
        count = f"{len(run)} invisible characters" if len(run) > 1 else "An invisible character"
        yield remark(
            "policy.hidden-characters",
            Severity.HINT if is_mild else Severity.WARNING,
            f"{count} here: {first.code} {first.name}.",
            hint="Delete it, or write it out as text such as U+200B.",
            span=Span(first.offset, last.offset + 1),
            clause=manuscript.clause_at(first.offset),
        )


def _runs(found: tuple[HiddenCharacter, ...]) -> Iterator[list[HiddenCharacter]]:
    for _key, run in groupby(enumerate(found), lambda pair: pair[1].offset - pair[0]):
        yield [character for _number, character in run]


AUDITORS: Final = (
    Auditor("policy.control-token", "Nothing looks like a control token", _check_control_tokens),
    Auditor("policy.hidden-characters", "Nothing in the text is invisible", _check_hidden),
)
