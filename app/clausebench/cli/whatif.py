"""``clausebench whatif`` and ``knockout``: a policy without some of its clauses, nothing saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from clausebench.bootstrap import current_settings, open_desk
from clausebench.cli.changes import comparison_form, print_comparison
from clausebench.cli.edited import compare_edit
from clausebench.cli.options import EngineOptions, engine_options, json_option
from clausebench.cli.output import one_line, print_json, table
from clausebench.cli.policies import find_subject
from clausebench.cli.trials import cases_option, clause_name, drain, find_cases
from clausebench.domain.cancel import CancelToken
from clausebench.domain.comparison import Change, compare
from clausebench.domain.errors import BadInputError
from clausebench.domain.knockout import Carried
from clausebench.domain.plain import to_plain
from clausebench.domain.reading_policy import parse
from clausebench.services.variants import (
    Variant,
    Variants,
    named_clauses,
    without,
)


@click.command("whatif", short_help="What would change without some clauses?")
@click.argument("policy")
@click.option("--mute", "muted", multiple=True, help="A clause's code; several.")
@click.option("--edited", help="The edited policy: a file, a folder, or a name.")
@click.option("--guard", type=click.IntRange(0), default=20, help="Cases drawn from the others.")
@cases_option
@engine_options
@click.option("--all", "everything", is_flag=True, help="Also the cases that did not change.")
@json_option
def whatif(
    policy: str,
    muted: tuple[str, ...],
    edited: str | None,
    guard: int,
    cases: Path | None,
    everything: bool,
    as_json: bool,
    **given: Any,
) -> int:
    """Judge the cases of POLICY as it is and without the muted clauses, or as it was edited.
    Nothing is saved but the runs in history.

    With --edited, cases that the changed clauses can reach are asked first, then some drawn from
    the others, which tell how much was missed; --all asks the rest.
    """
    if bool(muted) is bool(edited):
        raise BadInputError("What if what?", hint="Name clauses with --mute, or an --edited file.")
    options, settings = EngineOptions(**given), current_settings()
    with open_desk(options.workspace_path, options.choice, settings) as desk:
        found = find_cases(desk, policy, cases)
        if edited:
            text = find_subject(desk, edited).subject.text
            asked = options.run_settings(settings)
            return compare_edit(
                desk, found, text, asked, guard=guard, everything=everything, as_json=as_json
            )
        parsed = parse(found.subject.text)
        other = without(found.subject, parsed, named_clauses(parsed, muted))
        texts = (Variant(found.subject.name, found.subject.text), other)
        running = Variants(desk.suites).run(
            texts, found.cases, options.run_settings(settings), CancelToken()
        )
        before, after = drain(running, quiet=as_json)
    compared = compare(before.sides, after.sides)
    if as_json:
        print_json({"muted": list(muted), "text": other.text, **comparison_form(compared)})
    else:
        print_comparison(compared, everything=everything)
    return 0


@click.command("knockout", short_help="What does each clause carry?")
@click.argument("policy")
@click.option("--clause", "clauses", multiple=True, help="Only this one; several. Default: all.")
@cases_option
@engine_options
@json_option
def knockout(
    policy: str, clauses: tuple[str, ...], cases: Path | None, as_json: bool, **given: Any
) -> int:
    """Judge the cases of POLICY without each of its clauses in turn: how many get another
    decision, how the share that violates changes, and how often reasoning claims the clause."""
    options, settings = EngineOptions(**given), current_settings()
    with open_desk(options.workspace_path, options.choice, settings) as desk:
        found = find_cases(desk, policy, cases)
        running = Variants(desk.suites).knock_out(
            found.subject,
            found.cases,
            options.run_settings(settings),
            CancelToken(),
            clauses=clauses,
        )
        carried = drain(running, quiet=as_json)
    if as_json:
        print_json({"clauses": [_form(c) for c in carried]})
    else:
        _print(carried)
    return 0


def _form(carried: Carried) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(carried)
    return {
        **plain,
        "comparison": comparison_form(carried.comparison),
        "is_certain": carried.is_certain,
    }


def _print(carried: Sequence[Carried]) -> None:
    rows = [
        (
            clause_name(c.clause, c.title),
            f"{c.flips}/{c.cases}",
            str(c.comparison.count(Change.BROKEN)),
            f"{c.difference:+.0%}",
            f"{c.low:+.0%} to {c.high:+.0%}",
            f"{c.claimed:.0%}",
            one_line(c.title, 40),
        )
        for c in carried
    ]
    header = ("clause", "flips", "broken", "violates", "95 %", "claimed", "title")
    click.echo(table(header, rows))
    idle = [clause_name(c.clause, c.title) for c in carried if not c.comparison.changed]
    if idle:
        click.echo(f"\nCarry nothing in these cases: {', '.join(idle)}.")
        click.echo("Either no case tests them, or other clauses say the same.")
