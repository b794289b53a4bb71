"""Two runs beside each other, on the terminal."""

from __future__ import annotations

from typing import Any

import click

from clausebench.cli.output import mark, table
from clausebench.domain.comparison import Comparison, Side
from clausebench.domain.plain import to_plain

_SHOWN = 6
"""Names of cases that one side does not have."""


def comparison_form(compared: Comparison) -> dict[str, Any]:
    """The stable JSON form."""
    return {
        "cases": [to_plain(case) for case in compared.cases],
        "only_before": list(compared.only_before),
        "only_after": list(compared.only_after),
        "p": compared.p,
        "sentence": compared.sentence,
    }


def print_comparison(compared: Comparison, *, everything: bool = False) -> None:
    """What changed, worst first; ``everything`` shows the rest as well."""
    cases = compared.cases if everything else compared.changed
    rows = [
        (
            ", ".join(change.value for change in case.changes) or "same",
            case.name,
            _side(case.before),
            _side(case.after),
        )
        for case in cases
    ]
    if rows:
        click.echo(table(("change", "case", "before", "after"), rows))
        click.echo()
    click.echo(compared.sentence)
    for words, names in (
        ("only before", compared.only_before),
        ("only after", compared.only_after),
    ):
        if names:
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            click.echo(f"{words}: {', '.join(names[:_SHOWN])}{more}")


def _side(side: Side) -> str:
    parts = [mark(side.decision, side.outcome.value)]
    parts += [" ".join(side.clauses[:2])] if side.clauses else []
    if side.repeats > 1:
        parts.append(f"{round(side.agreement * side.repeats)}/{side.repeats}")
    return " ".join(parts)
