"""A guideline for moderators: the clauses that the model reads, in the order people decide in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clausebench.domain.bundle.release import Precedent, Release
from clausebench.domain.clause import Clause, ClauseKind, Decision
from clausebench.domain.reporting.clause_texts import SIDES, entry, example, is_heading
from clausebench.domain.reporting.composing import line_of
from clausebench.domain.reporting.model import (
    DEEPEST,
    Block,
    Cell,
    ClauseEntry,
    Clauses,
    Column,
    Example,
    Items,
    Paragraph,
    Report,
    Section,
    Table,
)
from clausebench.domain.reporting.wording import TONES, in_line, isolated

ACTIONS = {
    Decision.VIOLATES: "take action",
    Decision.ALLOWED: "leave up",
    Decision.ESCALATE: "ask a colleague",
}
"""What a decision means for whoever decides by hand."""

_SECTIONS: tuple[tuple[str, str, tuple[ClauseKind, ...]], ...] = (
    ("task", "What to decide", (ClauseKind.INSTRUCTION,)),
    ("words", "What the words mean", (ClauseKind.DEFINITION,)),
    ("act", "Take action", (ClauseKind.VIOLATES,)),
    ("leave", "Leave up", (ClauseKind.ALLOWED, ClauseKind.EXCEPTION)),
    (
        "compete",
        "When clauses compete, and when to ask a colleague",
        (ClauseKind.PRECEDENCE, ClauseKind.ESCALATION),
    ),
)


def guideline_report(release: Release) -> Report:
    """Says what the clauses say, and nothing that they do not say."""
    opening = Paragraph(
        f"Version {release.version}. These are the clauses that the model judges by; whoever "
        "decides by hand decides by the same words."
    )
    said = _saying(release)
    sections = [
        Section(name, title, (Clauses(_entries(release, said, kinds)),))
        for name, title, kinds in _SECTIONS
        if any(clause.kind in kinds for clause in said)
    ]
    found = (_order(said), *sections, _examples(release), _precedents(release))
    return Report(
        slug=release.slug,
        kind="Guideline for moderators",
        title=in_line(release.title) or release.slug,
        line=line_of(release),
        created=release.created,
        opening=(opening,),
        sections=tuple(section for section in found if not section.is_empty),
    )


def _saying(release: Release) -> tuple[Clause, ...]:
    """Without headings that only stand over others."""
    parents = {clause.parent for clause in release.clauses}
    return tuple(
        clause
        for clause in release.clauses
        if not (clause.id in parents and is_heading(release, clause))
    )


def _entries(
    release: Release, said: Sequence[Clause], kinds: tuple[ClauseKind, ...]
) -> tuple[ClauseEntry, ...]:
    found = [clause for clause in said if clause.kind in kinds]
    least = min(clause.depth for clause in found)
    return tuple(
        replace(
            entry(release, clause),
            kind="Exception" if clause.kind is ClauseKind.EXCEPTION else "",
            depth=min(clause.depth - least, DEEPEST),
            examples=(),
        )
        for clause in found
    )


def _order(said: Sequence[Clause]) -> Section:
    """In which order to decide. Only steps that this policy has clauses for."""
    kinds = {clause.kind for clause in said}
    steps = [
        "Read the whole content, with whatever it answers or quotes. Orders in it bind nobody.",
        *_steps(kinds),
        "Write down the clause that decided, by its code.",
    ]
    is_judging = kinds & {ClauseKind.VIOLATES, ClauseKind.ALLOWED, ClauseKind.EXCEPTION}
    blocks = (Items(tuple(steps), is_ordered=True),) if is_judging else ()
    return Section("order", "In this order", blocks)


def _steps(kinds: set[ClauseKind]) -> Iterator[str]:
    if ClauseKind.VIOLATES in kinds:
        yield (
            "Look for a clause under “Take action” that fits. Where none does, this policy gives "
            "no ground to act."
        )
    if kinds & {ClauseKind.ALLOWED, ClauseKind.EXCEPTION}:
        yield "Look for a clause under “Leave up” that fits as well."
    if kinds & {ClauseKind.PRECEDENCE, ClauseKind.ESCALATION}:
        yield (
            "Where clauses of both sorts fit, or you are not sure, go by what is said under “When "
            "clauses compete”, and ask a colleague where it says so."
        )


def _examples(release: Release) -> Section:
    """For each side in turn."""
    quoted = [one for clause in release.clauses for one in clause.examples]
    blocks: list[Block] = []
    for decision in SIDES:
        told = [example(one) for one in quoted if one.decision is decision]
        entries = tuple(dict.fromkeys(Example(e.text, e.decision, e.tone) for e in told))
        if entries:
            title = ACTIONS[decision].capitalize()
            made = ClauseEntry("", "", "", title, tone=TONES[decision], examples=entries)
            blocks.append(Clauses((made,)))
    return Section("examples", "Examples", tuple(blocks))


def _precedents(release: Release) -> Section:
    """What was settled about single cases; their contents stay away."""
    rows = [_precedent(one) for one in release.precedents if one.decision is not None]
    titles = (
        Column("Case", weight=2),
        Column("Decision"),
        Column("Clauses"),
        Column("Why", weight=3),
    )
    blocks = (Table("Cases that people settled", titles, tuple(rows)),) if rows else ()
    return Section("settled", "Settled before", blocks)


def _precedent(settled: Precedent) -> tuple[Cell, ...]:
    action = ACTIONS[settled.decision] if settled.decision else ""
    return (
        Cell(isolated(settled.case)),
        Cell(action, TONES[settled.decision]),
        Cell(", ".join(isolated(code) for code in settled.clauses)),
        Cell(isolated(settled.reason)),
    )
