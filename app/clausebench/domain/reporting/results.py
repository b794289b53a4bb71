"""What came out: shares with intervals, confusion, and clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausebench.domain.bundle.measures import MetricsSnapshot
from clausebench.domain.clause import Clause
from clausebench.domain.measures import (
    FEW,
    By,
    ClassScore,
    Confusion,
    Measures,
    Metric,
    Share,
    Slice,
)
from clausebench.domain.measures import Cell as ConfusionCell
from clausebench.domain.reporting.clause_texts import clause_words, codes_to_cite
from clausebench.domain.reporting.model import (
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Notice,
    Paragraph,
    Section,
    Table,
    Tone,
)
from clausebench.domain.reporting.proof import Proof
from clausebench.domain.reporting.wording import bar, isolated, language, listed, many, per_cent

_MOST_BARS = 20
HOW_TO_READ = (
    "A bar shows a share, and the band around it where the share among all cases like these "
    "would lie, with 95 % confidence (Wilson's interval). Few cases make a wide band. Out of "
    f"fewer than {FEW} cases no percentage is given, for it would say more than is known."
)


def results_section(proof: Proof, *, is_short: bool = False) -> Section:
    """``is_short``: the shares and their targets, and nothing that explains them further."""
    metrics = proof.release.metrics
    if metrics is None:
        told = Paragraph("There are no results: this version was not tested.")
        return Section("results", "Results", (told,))
    blocks = (*_consistency(proof), Paragraph(HOW_TO_READ, is_quiet=True), _shares(proof, metrics))
    if is_short or proof.measures is None:
        return Section("results", "Results", (*blocks, *_missing_rows(proof)))
    return Section(
        "results",
        "Results",
        blocks,
        (
            Section("confusion", "Expected against decided", tuple(_confusion(proof.measures))),
            Section("clauses", "Clause by clause", tuple(_by_clause(proof, proof.measures))),
            Section("parts", "Parts of the cases", tuple(_parts(proof.measures))),
        ),
    )


def _consistency(proof: Proof) -> Iterator[Block]:
    if not proof.agrees:
        yield Notice(
            Tone.CAUTION,
            "The verdicts do not give the same counts",
            "The shares below are those that the release states. Confusion, clauses and cases "
            "are worked out from the verdicts that came along, which give other counts: cases "
            "were asked again with more effort, or verdicts are missing.",
        )


def _missing_rows(proof: Proof) -> Iterator[Block]:
    if proof.measures is None:
        yield Paragraph(
            "No verdicts came along with this release, so nothing is said here about clauses, "
            "confusion or single cases."
        )


def _shares(proof: Proof, metrics: MetricsSnapshot) -> Bars:
    overall = [result.target for result in metrics.results if result.target.by is None]
    wanted = {target.metric: target.minimum for target in overall}
    passed = Share(metrics.passed, metrics.cases - metrics.unlabelled)
    bars = [
        bar(
            "Passed",
            passed,
            target=wanted.get(Metric.PASSED),
            detail="decision, label and clause as expected, and as steady as demanded",
        ),
        bar(
            "Recall",
            metrics.recall.share,
            target=wanted.get(Metric.RECALL),
            detail="of the cases that violate the policy, those that were found",
        ),
        bar(
            "Precision",
            metrics.precision.share,
            target=wanted.get(Metric.PRECISION),
            detail="of the cases judged as violating, those that do violate it",
        ),
    ]
    if proof.measures is not None:
        bars += _more_shares(proof.measures)
    return Bars("The main shares", tuple(bars))


def _more_shares(measures: Measures) -> Iterator[Bar]:
    yield bar(
        "Wrongly removed",
        measures.wrongly_removed,
        detail="of the cases that are allowed, those judged as violating; less is better",
    )
    yield bar(
        "Let through",
        measures.let_through,
        detail="of the cases that violate, those judged as allowed; less is better",
    )
    if measures.overall.stable.total:
        yield bar(
            "Steady",
            measures.overall.stable,
            detail="of the cases asked more than once, those decided the same every time",
        )


def _confusion(measures: Measures) -> Iterator[Block]:
    yield from _matrix("Decisions", measures.confusion)
    found = measures.label_confusion
    if 1 < len(found.expected) <= _MOST_BARS and len(found.got) <= _MOST_BARS:
        yield from _matrix("Labels", found)


def _matrix(what: str, found: Confusion) -> Iterator[Block]:
    if not found.n:
        yield Paragraph("No case with a verdict expects a decision.")
        return
    titles = ("Expected", *(isolated(got) for got in found.got), "All")
    rows = []
    for expected in found.expected:
        every = [found.cell(expected, got) for got in found.got]
        counts = [_counted(c) for c in every]
        total = Cell(f"{sum(c.count for c in every):,}")
        rows.append((Cell(isolated(expected)), *counts, total))
    yield Table(
        f"{what}: expected (rows) against decided (columns), {many(found.n, 'case')}. "
        "✓ marks agreement.",
        tuple(Column(title, is_number=place > 0) for place, title in enumerate(titles)),
        tuple(rows),
    )


def _counted(cell: ConfusionCell) -> Cell:
    if not cell.count:
        return Cell("0")
    if cell.is_right:
        return Cell(f"{cell.count:,} ✓", Tone.GOOD)
    return Cell(f"{cell.count:,}", Tone.BAD)


def _by_clause(proof: Proof, measures: Measures) -> Iterator[Block]:
    known = {(c.code or "").casefold(): c for c in proof.release.clauses if c.code}
    scores = measures.clauses.classes
    if scores:
        yield Paragraph(
            "Recall: of the cases that expect the clause, those where it was cited. Precision: of "
            "the cases where it was cited, those that expect it. A sub-clause counts for the "
            "clause it stands under.",
            is_quiet=True,
        )
        yield Bars("Recall by clause", tuple(_clause_bar(proof, s, known) for s in scores))
    else:
        yield Paragraph("No case with a verdict expects a clause.")
    yield from _untested(proof, scores)


def _clause_bar(proof: Proof, score: ClassScore, known: dict[str, Clause]) -> Bar:
    clause = known.get(score.name.casefold())
    told = " ".join(clause_words(proof.release, clause).split()) if clause else "no such clause"
    precision = score.precision
    few = "" if precision.is_few else f" = {per_cent(precision.hits / precision.total)}"
    counts = f"{precision.hits:,} of {precision.total:,}{few}" if precision.total else "never cited"
    return bar(isolated(score.name), score.recall, detail=f"{told}\nPrecision: {counts}")


def _untested(proof: Proof, scores: Sequence[ClassScore]) -> Iterator[Block]:
    silent = untested(proof, scores)
    if silent:
        yield Notice(
            Tone.CAUTION,
            f"{many(len(silent), 'clause')} without a case",
            f"No judged case expects these, so nothing is known about them: {listed(silent, 40)}.",
        )


def untested(proof: Proof, scores: Sequence[ClassScore]) -> tuple[str, ...]:
    """Codes that a verdict could rest on, and that no judged case expects."""
    expected = [score.name.casefold() for score in scores if score.expected]
    return tuple(
        clause.code or ""
        for clause in codes_to_cite(proof.release)
        if not any(_touches((clause.code or "").casefold(), name) for name in expected)
    )


def _touches(code: str, expected: str) -> bool:
    """Whether a case that expects ``expected`` says something about ``code``."""
    return code == expected or expected.startswith(f"{code}.")


def _parts(measures: Measures) -> Iterator[Block]:
    yield Paragraph("Decided and labelled as expected, whatever clause it rests on.", is_quiet=True)
    titles = {
        By.SPLIT: "By split",
        By.LANGUAGE: "By language",
        By.KIND: "By kind",
        By.SEVERITY: "By severity",
        By.TAG: "By tag",
    }
    for by, title in titles.items():
        found = sorted(measures.by(by), key=lambda s: -s.n)
        if by is By.SPLIT or len(found) > 1:
            yield Bars(_title(title, len(found)), tuple(_part(by, s) for s in found[:_MOST_BARS]))


def _title(title: str, count: int) -> str:
    return f"{title} (the {_MOST_BARS} largest of {count})" if count > _MOST_BARS else title


def _part(by: By, found: Slice) -> Bar:
    if by is By.LANGUAGE:
        return bar(language(found.name), found.right)
    return bar(isolated(found.name.replace("-", " ")) or "not said", found.right)
