"""Single cases that a reader should look at: decided otherwise, unsteady, contested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausebench.domain.bundle.release import PersonLabel, Precedent
from clausebench.domain.case import CaseSeverity, Outcome
from clausebench.domain.measures import JudgedCase
from clausebench.domain.reporting.model import (
    Block,
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
    Tone,
)
from clausebench.domain.reporting.proof import Proof
from clausebench.domain.reporting.wording import decided, isolated, many, per_cent, verb

MOST_ROWS = 400
_GRAVE = {str(severity): place for place, severity in enumerate(CaseSeverity)}
_WRONG_TITLES = ("Case", "Expected", "Decided", "Severity", "Split")
_WRONG = (Outcome.FAILED, Outcome.UNREADABLE)


def otherwise_section(proof: Proof) -> Section:
    """Cases whose majority decides otherwise than expected, the gravest first."""
    wrong = [case for case in proof.judged if case.outcome in _WRONG]
    moved = [case for case in proof.judged if case.outcome is Outcome.WRONG_CLAUSE]
    return Section(
        "otherwise",
        "Decided otherwise",
        tuple(_otherwise(proof, wrong, moved)),
    )


def _otherwise(
    proof: Proof, wrong: Sequence[JudgedCase], moved: Sequence[JudgedCase]
) -> Iterator[Block]:
    if proof.measures is None:
        yield _no_verdicts()
        return
    if not wrong and not moved:
        yield Paragraph("Every judged case with an expectation was decided as expected.")
    if wrong:
        rows = [_wrong_row(case) for case in sorted(wrong, key=_gravity)]
        yield from _table(f"{many(len(wrong), 'case')} decided otherwise", _WRONG_TITLES, rows)
    if moved:
        titles = ("Case", "Decision", "Clause expected", "Clause cited")
        caption = f"{many(len(moved), 'case')} decided right, for another clause"
        yield from _table(caption, titles, [_moved_row(case) for case in moved])


def _gravity(case: JudgedCase) -> int:
    return -_GRAVE.get(case.facets.severity, -1)


def _wrong_row(case: JudgedCase) -> tuple[Cell, ...]:
    wanted = " ".join(filter(None, (str(case.wanted or ""), isolated(case.expected.label or ""))))
    got = " ".join(filter(None, (decided(case.decision), isolated(case.label or ""))))
    is_unread = case.outcome is Outcome.UNREADABLE
    split = str(case.facets.split or "")
    return (
        Cell(isolated(case.name)),
        Cell(wanted),
        Cell("no readable answer" if is_unread else got, Tone.BAD),
        Cell(case.facets.severity or "not said"),
        Cell(split),
    )


def _moved_row(case: JudgedCase) -> tuple[Cell, ...]:
    return (
        Cell(isolated(case.name)),
        Cell(decided(case.decision)),
        Cell(_codes(case.expected.clauses)),
        Cell(_codes(case.clauses), Tone.CAUTION),
    )


def _codes(codes: Sequence[str]) -> str:
    return ", ".join(isolated(code) for code in codes) or "none"


def unsteady_section(proof: Proof) -> Section:
    """Cases that were decided one way and then another."""
    return Section("unsteady", "Unsteady cases", tuple(_unsteady(proof)))


def _unsteady(proof: Proof) -> Iterator[Block]:
    asked = [case for case in proof.judged if case.repeats > 1]
    if proof.measures is None:
        yield _no_verdicts()
    elif not asked:
        yield Paragraph(
            "Every case was asked once, so nothing is known about how steady the verdicts are."
        )
    elif not proof.unsteady:
        yield Paragraph(
            f"All repeats agree in each of the {many(len(asked), 'case')} asked more than once."
        )
    else:
        caption = (
            f"{len(proof.unsteady):,} of {many(len(asked), 'case')} asked more than once, "
            "with repeats that disagree"
        )
        titles = ("Case", "Expected", "Repeats", "Most frequent", "Agreement")
        rows = [_unsteady_row(proof, case) for case in proof.unsteady]
        yield from _table(caption, titles, rows, (3, 2, 4, 2, 2))


def _unsteady_row(proof: Proof, case: JudgedCase) -> tuple[Cell, ...]:
    counts = proof.counts(case.name).most_common()
    return (
        Cell(isolated(case.name)),
        Cell(str(case.wanted or "nothing")),
        Cell(", ".join(f"{name} {count}" for name, count in counts)),
        Cell(decided(case.decision), Tone.CAUTION),
        Cell(per_cent(case.agreement)),
    )


def contested_section(proof: Proof) -> Section:
    """Cases about which people differ, and what was settled."""
    return Section("contested", "Contested and settled cases", tuple(_contested(proof)))


def _contested(proof: Proof) -> Iterator[Block]:
    labels, contested = proof.labels(), proof.contested()
    settled = {precedent.case: precedent for precedent in proof.release.precedents}
    if not labels and not settled:
        yield Paragraph("No labels of people came along with this release.")
        return
    several = [said for said in labels.values() if len(said) > 1]
    if several:
        yield Paragraph(
            f"People differ about {len(contested):,} of the {many(len(several), 'case')} that "
            "more than one person labelled."
        )
    elif labels:
        yield Paragraph(
            f"{many(len(labels), 'case')} {verb(len(labels), 'was', 'were')} labelled, each by one "
            "person: nobody can differ."
        )
    if contested:
        mine = {case.name: decided(case.decision) for case in proof.judged}
        rows = [
            (
                Cell(isolated(name)),
                Cell("; ".join(_said(label) for label in said)),
                Cell(_settled(settled.get(name)), Tone.PLAIN if name in settled else Tone.CAUTION),
                Cell(mine.get(name, "not judged")),
            )
            for name, said in contested.items()
        ]
        titles = ("Case", "What people say", "Settled", "The engine's majority")
        yield from _table("Contested cases", titles, rows, (3, 5, 4, 2))
    others = [p for name, p in settled.items() if name not in contested]
    if others:
        told = [(Cell(isolated(p.case)), Cell(_settled(p))) for p in others]
        yield from _table("Other settled cases", ("Case", "Settled"), told, (2, 5))


def _said(label: PersonLabel) -> str:
    words = [str(label.decision or "no decision"), isolated(label.label or "")]
    blind = " (blind)" if label.is_blind else ""
    return f"{isolated(label.who)}: {' '.join(filter(None, words))}{blind}"


def _settled(precedent: Precedent | None) -> str:
    if precedent is None:
        return "not settled"
    words = [str(precedent.decision or "no decision"), isolated(precedent.label or "")]
    clauses = f" ({_codes(precedent.clauses)})" if precedent.clauses else ""
    reason = f". {isolated(precedent.reason)}" if precedent.reason.strip() else ""
    return f"{' '.join(filter(None, words))}{clauses}{reason}"


def _no_verdicts() -> Paragraph:
    return Paragraph("No verdicts came along with this release.")


def _table(
    caption: str,
    titles: Sequence[str],
    rows: Sequence[tuple[Cell, ...]],
    weights: Sequence[int] = (2,),
) -> Iterator[Block]:
    """``weights`` are those of the first columns; the others are 1."""
    wide = (*weights, *[1] * (len(titles) - len(weights)))
    made = tuple(Column(t, weight=w) for t, w in zip(titles, wide, strict=True))
    yield Table(caption, made, tuple(rows[:MOST_ROWS]))
    if len(rows) > MOST_ROWS:
        yield Paragraph(f"And {len(rows) - MOST_ROWS:,} more, which the bundle names.")
