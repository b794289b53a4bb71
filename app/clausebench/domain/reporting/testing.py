"""How it was tested: on which cases, by what, how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case, Tolerance
from clausebench.domain.reporting.model import (
    Block,
    Column,
    Fact,
    Facts,
    Paragraph,
    Section,
    Table,
    cells,
)
from clausebench.domain.reporting.opening import day
from clausebench.domain.reporting.proof import Proof, engine_words
from clausebench.domain.reporting.wording import isolated, language, many

_MOST_VALUES = 30


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
        ("Expected", (_wanted(case) for case in cases)),
        ("Split", (case.split.value for case in cases)),
        ("Language", (language(case.language) for case in cases)),
        ("Kind", (case.kind.value.replace("-", " ") for case in cases)),
        ("Severity", (str(case.severity or "not said") for case in cases)),
        ("Source", (isolated(case.source) or "not said" for case in cases)),
    )
    yield Table(
        f"The {many(len(cases), 'case')}, sorted in six ways",
        (Column("By", weight=1), Column("Cases", weight=5)),
        tuple(cells(what, _counts(Counter(names))) for what, names in sorts),
    )


def _wanted(case: Case) -> str:
    expected = case.expected
    if expected.tolerance is Tolerance.ESCALATE:
        return "escalate"
    return str(expected.decision or "nothing")


def _counts(counts: Counter[str]) -> str:
    """The most frequent first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    told = [f"{name} {count:,}" for name, count in ordered[:_MOST_VALUES]]
    if len(ordered) > _MOST_VALUES:
        rest = sum(count for _, count in ordered[_MOST_VALUES:])
        told.append(f"{len(ordered) - _MOST_VALUES:,} others {rest:,}")
    return ", ".join(told)
