"""What an import would come to, for people and for programs."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from clausebench.cli.output import mark, one_line, table
from clausebench.domain.clause import Decision
from clausebench.domain.importing.mapping import Field
from clausebench.domain.importing.twice import TwiceKind
from clausebench.services.importing import Proposal

_SHOWN = 5
_TWICE_WORDS = {
    TwiceKind.EXACT: "stand in the file twice",
    TwiceKind.NEAR: "are nearly the same as another",
    TwiceKind.PRESENT: "are test cases already",
    TwiceKind.LEAKED: "are shown as examples in the policy, so judging them tests little",
}


def print_proposal(proposal: Proposal, policy: str) -> None:
    """Preview, columns, labels, and everything that gives pause."""
    grid, coming = proposal.grid, proposal.coming
    click.echo(f"{grid.name}: {grid.form}, {len(grid.rows):,} rows, for {policy}")
    for remark in grid.skipped[:_SHOWN]:
        click.echo(f"  line {remark.line} left out: {one_line(remark.words)}")
    _more(len(grid.skipped), "lines left out")
    click.echo(
        "\nColumns: " + ", ".join(f"{f.value} = {c}" for f, c in proposal.columns.of.items())
    )
    for reason in proposal.columns.reasons:
        click.echo(f"  {one_line(reason, 240)}")
    for words in truth_words(proposal):
        click.echo(f"  Careful: {words}")
    _print_labels(proposal)
    rows = [
        (
            str(made.line),
            one_line(made.case.name, 24),
            mark(made.case.expected.decision, "nothing expected"),
            made.case.kind.value,
            one_line(made.case.content, 48),
        )
        for made in coming[:_SHOWN]
    ]
    if rows:
        click.echo("\n" + table(("line", "name", "expected", "kind", "content"), rows))
    _print_remarks(proposal)
    counts = Counter(made.case.expected.decision for made in coming)
    parts = (f"{counts[d]:,} {mark(d, '')}" for d in Decision if counts[d])
    split = ", ".join((*parts, *([f"{counts[None]:,} expect nothing"] if counts[None] else ())))
    click.echo(f"\n{len(coming):,} test cases would be kept" + (f": {split}." if split else "."))
    if proposal.is_log:
        click.echo("They hold a model's answers: --as-history keeps those in History instead.")


def truth_words(proposal: Proposal) -> Iterator[str]:
    """Why the column taken as the truth may be the wrong one."""
    truth = proposal.columns.get(Field.TRUTH)
    machines = {c.column for c in proposal.candidates if c.by_machine}
    for found in proposal.disagreeing:
        other = found.other if found.one == truth else found.one
        sounds = " sounds like a model's answers and" if other in machines else ""
        yield (
            f"“{other}”{sounds} says something else than “{truth}” in {found.rows} of "
            f"{found.total} rows. Which one is the truth? Choose with --truth."
        )
    if truth in machines:
        yield f"“{truth}” sounds like a model's answers, not like a person's."
    if proposal.columns.lacks_flags:
        yield "Say which columns mean a violation of this policy, e.g. --flags " + ",".join(
            proposal.columns.marks[:2]
        )
    if proposal.is_foreign:
        names = ", ".join(one_line(m.value, 16) for m in proposal.meanings[:3])
        yield f"The policy has no labels like {names}: are the cases meant for another one?"


def _print_labels(proposal: Proposal) -> None:
    if not proposal.meanings:
        return
    click.echo("\nLabels:")
    for meaning in proposal.meanings[:12]:
        expected = meaning.expected
        says = expected.decision if expected and expected.decision else "nothing is expected"
        click.echo(f"  {one_line(meaning.value, 32)} ({meaning.count:,}): {says}, {meaning.reason}")
    _more(len(proposal.meanings), "labels", 12)
    if proposal.unknown:
        value = one_line(proposal.unknown[0].value, 32)
        click.echo(f"  Say what they mean, e.g. --labels {shlex.quote(value + '=violates')}")


def _print_remarks(proposal: Proposal) -> None:
    problems = proposal.problems
    if problems:
        click.echo(f"\n{len(problems):,} remarks on lines:")
        for remark in problems[:_SHOWN]:
            click.echo(f"  line {remark.line} {one_line(remark.words, 80)}")
        _more(len(problems), "remarks")
    for remark in proposal.making.notes[:_SHOWN]:
        click.echo(f"Note: line {remark.line} {remark.words}")
    _more(len(proposal.making.notes), "such notes")
    if proposal.others:
        click.echo(f"\n{proposal.others:,} rows were judged under another policy: left out.")
        click.echo("  To take them all the same: --map policy-hash=")
    _print_twice(proposal)


def _print_twice(proposal: Proposal) -> None:
    counts = Counter(twice.kind for twice in proposal.twice)
    for kind, count in counts.items():
        example = next(t for t in proposal.twice if t.kind is kind)
        out = "left out" if kind in proposal.choices.left_out else "kept"
        click.echo(
            f"\n{count:,} {_TWICE_WORDS[kind]}: {out}."
            f" Line {example.line} is {kind.value} {one_line(example.other, 40)}."
        )
    conflicts = [t for t in proposal.twice if t.conflicts]
    if conflicts:
        lines = ", ".join(str(t.line) for t in conflicts[:8])
        click.echo(f"  {len(conflicts)} of them expect another decision: lines {lines}.")


def _more(count: int, what: str, shown: int = _SHOWN) -> None:
    if count > shown:
        click.echo(f"  and {count - shown:,} more {what}")


def proposal_form(proposal: Proposal) -> dict[str, Any]:
    """The stable JSON form, without contents."""
    counts = Counter(twice.kind.name.lower() for twice in proposal.twice)
    return {
        "file": proposal.grid.name,
        "form": proposal.grid.form,
        "rows": len(proposal.grid.rows),
        "columns": {f.value: c for f, c in proposal.columns.of.items()},
        "flags": list(proposal.columns.flags),
        "marks": list(proposal.columns.marks),
        "disagreeing": [
            {"one": d.one, "other": d.other, "rows": d.rows, "total": d.total}
            for d in proposal.disagreeing
        ],
        "labels": [
            {
                "value": m.value,
                "count": m.count,
                "decision": m.expected.decision if m.expected else None,
                "label": m.expected.label if m.expected else None,
                "clauses": list(m.expected.clauses) if m.expected else [],
                "reason": m.reason,
            }
            for m in proposal.meanings
        ],
        "duplicates": dict(counts),
        "conflicts": [t.line for t in proposal.twice if t.conflicts],
        "skipped": [{"line": r.line, "why": r.words} for r in proposal.grid.skipped],
        "problems": [{"line": r.line, "what": r.words} for r in proposal.problems],
        "notes": [{"line": r.line, "what": r.words} for r in proposal.making.notes],
        "others": proposal.others,
        "coming": len(proposal.coming),
    }
