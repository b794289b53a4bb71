"""How it was tested: on which cases, by what, how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Tolerance
from clausebench.domain.reporting.model import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Paragraph,
    Section,
    Table,
)
from clausebench.domain.reporting.opening import day
from clausebench.domain.reporting.proof import Proof, engine_words
from clausebench.domain.reporting.wording import isolated, language, many

_MOST_ROWS = 30


def testing_section(proof: Proof) -> Section:
    """The cases sorted in every way that matters, and how each was asked."""
    release = proof.release
    return Section("testing", "How it was tested", (*_asked(proof), *_cases(release)))


def _asked(proof: Proof) -> Iterator[Block]:
    release, settings = proof.release, proof.release.settings
    if settings is None or release.metrics is None:
        yield Paragraph("It was not tested: there is no finished run on exactly this text.")
        return
    times = "once" if settings.repeats == 1 else f"{settings.repeats} times"
    yield Facts(
        (
            Fact("Judged by", engine_words_isolated(proof)),
            Fact("When", day(release.metrics.at)),
            Fact("Cases judged", f"{release.metrics.cases:,} of {len(release.cases):,}"),
            Fact("Each was asked", f"{times}, with effort {settings.effort}"),
            Fact("Verdicts with this report", _evidence(release)),
        )
    )


def engine_words_isolated(proof: Proof) -> str:
    """What judged; only where something did."""
    settings = proof.release.settings
    return isolated(engine_words(settings)) if settings else "nothing"


def _evidence(release: Release) -> str:
    if not release.verdicts:
        return "none: the numbers cannot be worked out again from what came along"
    return f"{many(len(release.verdicts), 'verdict')} ({release.evidence})"


def _cases(release: Release) -> Iterator[Block]:
    cases = release.cases
    if not cases:
        yield Paragraph("There are no test cases.")
        return
    yield Paragraph(
        "Locked cases are kept apart to measure with: nobody is to tune the wording on them.",
        is_quiet=True,
    )
    sorts: tuple[tuple[str, Iterable[str]], ...] = (
        ("Expected", (_wanted(release, n) for n in range(len(cases)))),
        ("Split", (case.split.value for case in cases)),
        ("Language", (language(case.language) for case in cases)),
        ("Kind", (case.kind.value.replace("-", " ") for case in cases)),
        ("Severity", (str(case.severity or "not said") for case in cases)),
        ("Source", (isolated(case.source) or "not said" for case in cases)),
    )
    rows = [row for what, names in sorts for row in _rows(what, Counter(names))]
    yield Table(
        f"The {many(len(cases), 'case')} by what they are",
        (Column("By", weight=2), Column("Value", weight=5), Column("Cases", is_number=True)),
        tuple(rows),
    )


def _wanted(release: Release, number: int) -> str:
    expected = release.cases[number].expected
    if expected.tolerance is Tolerance.ESCALATE:
        return "escalate"
    return str(expected.decision or "nothing")


def _rows(what: str, counts: Counter[str]) -> Iterator[tuple[Cell, ...]]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    for name, count in ordered[:_MOST_ROWS]:
        yield Cell(what), Cell(name), Cell(f"{count:,}")
    if len(ordered) > _MOST_ROWS:
        rest = sum(count for _, count in ordered[_MOST_ROWS:])
        yield Cell(what), Cell(f"{len(ordered) - _MOST_ROWS} others"), Cell(f"{rest:,}")
