"""What gives pause about an import, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clausebench.domain.importing.mapping import Field
from clausebench.domain.importing.twice import TwiceKind
from clausebench.services.importing import Proposal
from clausebench.ui.text.showable import one_line
from clausebench.ui.verdict_chip import DECISION_WORDS

_FEW, _MOST = 4, 6


def file_words(proposal: Proposal) -> str:
    """``40 rows · text, utf-8 · 8 lines left out``."""
    grid = proposal.grid
    out = f"{_count(len(grid.skipped), 'line')} left out" if grid.skipped else ""
    return " · ".join(filter(None, (_count(len(grid.rows), "row"), grid.form, out)))


def skipped_words(proposal: Proposal) -> str:
    """Which lines were left out, and why: one a line."""
    return "\n".join(f"Line {r.line}: {one_line(r.words, 60)}" for r in proposal.grid.skipped[:20])


def truth_words(proposal: Proposal) -> str:
    """Why the column taken as the truth may be the wrong one; empty if nothing speaks for it."""
    truth = proposal.columns.get(Field.TRUTH)
    machines = {c.column for c in proposal.candidates if c.by_machine}
    for found in proposal.disagreeing:
        other = found.other if found.one == truth else found.one
        sounds = " sounds like a model's answers and" if other in machines else ""
        return (
            f"Which column is the truth? “{other}”{sounds} says something else than “{truth}” "
            f"in {found.rows} of {found.total} rows."
        )
    if truth in machines:
        return f"“{truth}” sounds like a model's answers, not like a person's."
    if proposal.columns.lacks_flags:
        return "Which columns mean a violation of this policy? Tick them."
    if proposal.is_foreign:
        names = ", ".join(one_line(m.value, 16) for m in proposal.meanings[:_FEW])
        return f"The policy has no labels like {names}: are the cases meant for another one?"
    return ""


def remark_words(proposal: Proposal) -> Iterator[str]:
    """Problems of lines, labels that mean nothing, cases that contradict each other."""
    yield from proposal.columns.reasons
    if proposal.others:
        yield f"{_count(proposal.others, 'row')} judged under another policy stay out."
    problems = proposal.problems
    if problems:
        told = "; ".join(f"line {r.line} {one_line(r.words, 50)}" for r in problems[:_FEW])
        more = f"; and {len(problems) - _FEW:,} more" if len(problems) > _FEW else ""
        yield f"{_count(len(problems), 'remark')} on lines: {told}{more}."
    if proposal.unknown:
        names = ", ".join(one_line(m.value, 24) for m in proposal.unknown[:_FEW])
        count = sum(m.count for m in proposal.unknown)
        yield f"{count:,} rows have a label that means nothing here ({names}): say what it means."
    notes = proposal.making.notes
    if notes:
        yield f"{_count(len(notes), 'content')}, such as line {notes[0].line}, {notes[0].words}."
    conflicts = [twice for twice in proposal.twice if twice.conflicts]
    if conflicts:
        lines = ", ".join(str(twice.line) for twice in conflicts[:_FEW])
        noun = "line" if len(conflicts) == 1 else "lines"
        yield f"{_count(len(conflicts), 'duplicate')} with another decision: {noun} {lines}."


def candidate_words(proposal: Proposal) -> str:
    """The columns that may say what is expected, with their values: one a line. Empty if there is
    nothing to choose from."""
    truth = proposal.columns.get(Field.TRUTH)
    differing = {
        d.other if d.one == truth else d.one: f"differs in {d.rows:,} of {d.total:,} rows"
        for d in proposal.disagreeing
    }
    alike = {meaning.value for meaning in proposal.meanings}
    lines = []
    taken = {c for f, c in proposal.columns.of.items() if f is not Field.TRUTH}
    for candidate in proposal.candidates:
        if candidate.column in taken:
            continue
        if alike and alike.isdisjoint(value for value, _ in candidate.values):
            continue
        values = " · ".join(f"{one_line(v, 16)} ({n:,})" for v, n in candidate.values[:_FEW])
        more = " · …" if len(candidate.values) > _FEW else ""
        doubts = [
            differing.get(candidate.column, ""),
            "sounds like a model's answers" if candidate.by_machine else "",
        ]
        said = ", ".join(filter(None, doubts))
        name = one_line(candidate.column, 32)
        lines.append(f"{name}: {values}{more}" + (f", {said}" if said else ""))
    return "\n".join(lines[:_MOST]) if len(lines) > 1 or truth is None else ""


def coming_words(proposal: Proposal) -> str:
    """``22 violates · 18 allowed · 3 expect nothing``."""
    counts = Counter(made.case.expected.decision for made in proposal.coming)
    said = [f"{counts[d]:,} {word.lower()}" for d, word in DECISION_WORDS.items() if counts[d]]
    if counts[None]:
        said.append(f"{counts[None]:,} expect nothing")
    return " · ".join(said)


def _count(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def twice_counts(proposal: Proposal) -> Counter[TwiceKind]:
    """How many lines of each kind of duplicate."""
    return Counter(twice.kind for twice in proposal.twice)
