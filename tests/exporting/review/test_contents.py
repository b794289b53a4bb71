"""What reviewers see first, and what is said of each case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.releases import full_release
from tests.support.tested_releases import by_triage

from clausebench.domain.bundle.measures import EvidenceLevel, EvidenceRow
from clausebench.domain.bundle.release import Release
from clausebench.domain.case import CaseSeverity, Split, Tolerance
from clausebench.domain.case_kind import CaseKind
from clausebench.domain.clause import Decision
from clausebench.domain.verdict import VerdictStatus
from clausebench.exporting.review.blocks import blocks
from clausebench.exporting.review.contents import contents
from clausebench.exporting.review.judged import Standing, judged_cases

V, A = Decision.VIOLATES, Decision.ALLOWED


def _judged(*said: tuple[Decision | None, ...]) -> Release:
    """The spam policy, whose first cases got these decisions in so many repeats."""
    full = full_release()
    plain = full.verdicts[0]
    rows: list[EvidenceRow] = []
    for case, decisions in zip(full.cases, said, strict=False):
        for repeat, decision in enumerate(decisions):
            status = VerdictStatus.OK if decision else VerdictStatus.UNREADABLE
            clauses = case.expected.clauses if decision is case.expected.decision else ()
            row = replace(plain, case=case.name, repeat=repeat, status=status, clauses=clauses)
            rows.append(replace(row, decision=decision, label=None, confidence=900 - 100 * repeat))
    return replace(full, verdicts=tuple(rows), cases=full.cases[: len(said) + 1], precedents=())


def test_what_disagrees_comes_first_then_what_is_unsteady() -> None:
    release = _judged((V, V), (V, V, A), (A,), (None,))
    found = judged_cases(release)
    names = [case.name for case in release.cases]
    assert [(names.index(judged.case.name), judged.standing) for judged in found] == [
        (2, Standing.DISAGREES),
        (1, Standing.UNSTEADY),
        (3, Standing.UNREADABLE),
        (0, Standing.PASSED),
        (4, Standing.UNTESTED),
    ]
    assert [judged.said for judged in found] == [
        "allowed",
        "violates, in 2 of 3 repeats (1 allowed)",
        "no readable answer (unreadable)",
        "violates, in all of 2 repeats",
        "",
    ]
    assert [judged.confidence for judged in found] == [900, 850, 900, 850, None]


def test_a_tie_is_told_as_one() -> None:
    (first, *_) = judged_cases(_judged((V, A)))
    assert first.said == "no majority in 2 repeats: 1 violates, 1 allowed"


def test_reasoning_comes_only_with_full_evidence() -> None:
    full = full_release()
    quiet = replace(
        full,
        evidence=EvidenceLevel.SUMMARY,
        verdicts=tuple(replace(row, reasoning="", final="") for row in full.verdicts),
    )
    answers = {len(case["answers"]) for case in contents(full)["cases"]}
    assert answers == {0, 2}
    assert {len(case["answers"]) for case in contents(quiet)["cases"]} == {0}


def test_a_case_shows_what_is_known_of_it() -> None:
    full = full_release()
    case = replace(
        full.cases[0],
        kind=CaseKind.REPLY,
        severity=CaseSeverity.HIGH,
        split=Split.LOCKED,
        expected=replace(full.cases[0].expected, tolerance=Tolerance.STABLE),
        tags=("clear", "new"),
        twin="other",
    )
    (shown,) = contents(replace(full, cases=(case,), verdicts=(), precedents=()))["cases"]
    facts = ["model-reply", "en", "harm if wrong: high", "locked", "must-be-stable", "clear"]
    assert shown["facts"] == [*facts, "new", "twin: other"]
    assert shown["expected"] == "violates · by SP1.a"
    assert shown["about"].endswith("English")


CHANGELOG = """# Changes from version 2 to version 3

## Clauses reworded

- **SP1.a**
  - was: old words
  - is: new words

## Verdicts

2 of 9 changed.

- sale: allowed → violates
  - “Buy my course”
- receipt: violates → allowed
"""


def test_changes_are_shown_at_their_clauses_and_without_contents() -> None:
    shown = contents(replace(full_release(), changelog=CHANGELOG))
    assert shown["since"] == "version 2"
    assert ("item", "sale: allowed → violates") in shown["changes"]
    assert not [text for _, text in shown["changes"] if "Buy my course" in text]
    changed = {c["name"]: (c["change"], c["before"]) for c in shown["clauses"] if c["change"]}
    assert changed == {"SP1.a": ("reworded", "old words")}


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("## Head", ("head", "Head")),
        ("- **SP1** a \\| b", ("item", "SP1 a | b")),
        ("  - was: **x**", ("part", "was: **x**")),
        ("Words.", ("line", "Words.")),
    ],
)
def test_reports_are_read_line_by_line(line: str, block: tuple[str, str]) -> None:
    assert list(blocks(f"# Title\n\n{line}\n| a | b |\n")) == [block]


def test_what_came_out_is_told_with_its_warnings_and_without_markup() -> None:
    shown = contents(by_triage())["report"]
    assert ("notice", "No language model was used") in shown
    assert ("head", "Limits") in shown
    items = [text for shape, text in shown if shape == "item"]
    assert any(text.startswith("Recall: ") and "95 % interval" in text for text in items)
    assert not [text for _, text in shown if text.startswith((">", "|", "- ")) or "**" in text]
