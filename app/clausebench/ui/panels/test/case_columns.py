"""The columns of the cases table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from clausebench.domain.case import CaseSeverity, Split
from clausebench.domain.clause import Decision
from clausebench.domain.language import LANGUAGE_NAMES
from clausebench.ui.judged.cells import (
    clauses_words,
    decision_key,
    expected_look,
    expected_words,
    outcome_key,
)
from clausebench.ui.judged.change_looks import SPLIT
from clausebench.ui.judged.previews import Previews
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.roles import Role
from clausebench.ui.tables.column import Column, Drawn
from clausebench.ui.text.clock_words import clock_words
from clausebench.ui.text.showable import one_line
from clausebench.ui.verdict_chip import NO_VERDICT, ChipLook, outcome_look, verdict_look

_SEVERITIES: tuple[CaseSeverity | None, ...] = (None, *CaseSeverity)

_Column = Column[CaseRow]


def case_columns(previews: Previews) -> tuple[_Column, ...]:
    """Outcome first, for that is what one looks for; the content last, for it may be hidden."""
    return (
        _Column("Outcome", 18, look=_outcome, key=_outcome_key, drawn=Drawn.MARK),
        _Column("Test case", 22, _namer(previews), key=lambda row: row.case.name.casefold()),
        _Column("Expected", 11, look=_expected, key=_expected_key, drawn=Drawn.MARK, tip=_wanted),
        _Column("Verdict", 14, look=_verdict, key=_verdict_key, drawn=Drawn.CHIP),
        _Column("Before", 13, look=_before, drawn=Drawn.MARK, is_needed=_any(_before)),
        _Column("Clauses", 11, _clauses, tip=_cited_tip),
        _Column("Agreement", 13, _agreement, key=_agreement_key, is_needed=_any(_agreement)),
        _Column("Severity", 9, _severity, key=_severity_key, is_needed=_any(_severity)),
        _Column("Language", 9, _language, drawn=Drawn.MUTED, is_needed=_varies(_language)),
        _Column("Tags", 11, _tags, drawn=Drawn.MUTED, is_needed=_any(_tags)),
        _Column(
            "Content",
            16,
            lambda row: previews.content(row.id, row.case.content),
            key=lambda row: row.case.content.casefold(),
            drawn=Drawn.MUTED,
            tip=lambda _row: "",
            stretches=True,
        ),
        _Column("Judged", 14, _judged, key=_judged_key, drawn=Drawn.MUTED, tip=_judged_tip),
    )


def _namer(previews: Previews) -> Callable[[CaseRow], str]:
    """Names are often made of a content's first words."""
    return lambda row: previews.derived(row.id, row.case.name, row.case.content)


def _any(said: Callable[[CaseRow], object]) -> Callable[[Sequence[CaseRow]], bool]:
    return lambda rows: any(said(row) for row in rows)


def _varies(said: Callable[[CaseRow], object]) -> Callable[[Sequence[CaseRow]], bool]:
    return lambda rows: len({said(row) for row in rows}) > 1


def _outcome(row: CaseRow) -> ChipLook:
    return outcome_look(row.outcome) if row.outcome else NO_VERDICT


def _outcome_key(row: CaseRow) -> int:
    return outcome_key(row.outcome)


def _expected(row: CaseRow) -> ChipLook | None:
    return expected_look(row.case.expected)


def _expected_key(row: CaseRow) -> tuple[int, str]:
    return decision_key(row.case.expected.decision), row.case.expected.label or ""


def _wanted(row: CaseRow) -> str:
    return expected_words(row.case.expected)


def _verdict(row: CaseRow) -> ChipLook | None:
    if row.result is None:
        return None
    return SPLIT if row.is_split else verdict_look(row.result.shown)


def _verdict_key(row: CaseRow) -> int:
    return decision_key(row.result.decision) if row.result else len(Decision) + 1


def _before(row: CaseRow) -> ChipLook | None:
    if row.former is None or not row.has_changed:
        return None
    word = verdict_look(row.former.shown).word.lower()
    return ChipLook("flip", f"was {word}", Role.FLIP)


def _clauses(row: CaseRow) -> str:
    return clauses_words(row.result.shown.clauses) if row.result else ""


def _cited_tip(row: CaseRow) -> str:
    wanted = ", ".join(row.case.expected.clauses)
    return f"{_clauses(row)}\nExpected: {wanted}".strip() if wanted else _clauses(row)


def _agreement(row: CaseRow) -> str:
    if row.result is None:
        return ""
    if row.answers[0].reused:
        return "taken over"
    if row.result.counted < 2:
        return ""
    same = round(row.result.agreement * row.result.counted)
    word = row.result.decision.value if row.result.decision else "split"
    return f"{same}/{row.result.counted} {word}"


def _agreement_key(row: CaseRow) -> float:
    return row.result.agreement if row.result else 2.0


def _severity(row: CaseRow) -> str:
    split = "locked" if row.case.split is Split.LOCKED else ""
    severity = row.case.severity.value if row.case.severity else ""
    return ", ".join(filter(None, (severity, split)))


def _severity_key(row: CaseRow) -> int:
    return -_SEVERITIES.index(row.case.severity)


def _language(row: CaseRow) -> str:
    return LANGUAGE_NAMES.get(row.case.language, row.case.language)


def _tags(row: CaseRow) -> str:
    return one_line(", ".join(row.case.tags), 60)


def _judged(row: CaseRow) -> str:
    if not row.answers:
        return ""
    return "older wording" if row.is_outdated else clock_words(row.answers[-1].at)


def _judged_key(row: CaseRow) -> str:
    return row.answers[-1].at if row.answers else ""


def _judged_tip(row: CaseRow) -> str:
    if not row.answers:
        return ""
    when = clock_words(row.answers[-1].at)
    return f"{when}\nThe policy has changed since" if row.is_outdated else when
