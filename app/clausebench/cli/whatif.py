"""``clausebench whatif`` and ``knockout``: a policy without some of its clauses, nothing saved."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from clausebench.bootstrap import current_settings, open_desk
from clausebench.cli.changes import comparison_form, print_comparison
from clausebench.cli.options import EngineOptions, engine_options, json_option
from clausebench.cli.output import one_line, print_json, table
from clausebench.cli.policies import FoundPolicy, as_cases, find_subject
from clausebench.cli.progress import Progress
from clausebench.domain.cancel import CancelToken
from clausebench.domain.comparison import Change, compare
from clausebench.domain.errors import BadInputError
from clausebench.domain.knockout import Carried
from clausebench.domain.plain import to_plain
from clausebench.domain.reading_policy import parse
from clausebench.importing.cases import read_cases
from clausebench.services.desk import Desk
from clausebench.services.variants import (
    TrialEvent,
    Variant,
    Variants,
    VariantStarted,
    named_clauses,
    without,
)

T = TypeVar("T")

cases_option = click.option(
    "--cases", type=click.Path(path_type=Path), help="Cases from a .csv or .jsonl file."
)


@click.command("whatif", short_help="What would change without some clauses?")
@click.argument("policy")
@click.option("--mute", "muted", multiple=True, required=True, help="A clause's code; several.")
@cases_option
@engine_options
@click.option("--all", "everything", is_flag=True, help="Also the cases that did not change.")
@json_option
def whatif(
    policy: str,
    muted: tuple[str, ...],
    cases: Path | None,
    everything: bool,
    as_json: bool,
    **given: Any,
) -> int:
    """Judge the cases of POLICY as it is and without the muted clauses. Nothing is saved but the
    runs in history."""
    options, settings = EngineOptions(**given), current_settings()
    with open_desk(options.workspace_path, options.choice, settings) as desk:
        found = _found(desk, policy, cases)
        parsed = parse(found.subject.text)
        other = without(found.subject, parsed, named_clauses(parsed, muted))
        texts = (Variant(found.subject.name, found.subject.text), other)
        running = Variants(desk.suites).run(
            texts, found.cases, options.run_settings(settings), CancelToken()
        )
        before, after = _drain(running, quiet=as_json)
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
        found = _found(desk, policy, cases)
        running = Variants(desk.suites).knock_out(
            found.subject,
            found.cases,
            options.run_settings(settings),
            CancelToken(),
            clauses=clauses,
        )
        carried = _drain(running, quiet=as_json)
    if as_json:
        print_json({"clauses": [_form(c) for c in carried]})
    else:
        _print(carried)
    return 0


def _found(desk: Desk, policy: str, cases: Path | None) -> FoundPolicy:
    found = find_subject(desk, policy)
    if cases is not None:
        found = FoundPolicy(found.subject, as_cases(read_cases(cases)))
    if not found.cases:
        raise BadInputError(
            f"{policy} has no test cases.", hint="Name a file with --cases, or keep some first."
        )
    return found


def _drain(running: Generator[TrialEvent, None, T], *, quiet: bool) -> T:
    """Progress on the terminal; how long the rest takes is known after the first text."""
    progress, started = Progress(quiet=quiet), time.monotonic()
    while True:
        try:
            event = next(running)
        except StopIteration as finished:
            progress.done()
            return finished.value  # type: ignore[no-any-return]
        if isinstance(event, VariantStarted):
            if not quiet:
                progress.done()
                click.echo(_announce(event, time.monotonic() - started), err=True)
        else:
            progress.show(event)


def _announce(event: VariantStarted, seconds: float) -> str:
    line = f"{event.index} of {event.total}: {event.variant.name}"
    done = event.index - 1
    if not done:
        return line
    left = seconds / done * (event.total - done)
    words = f"{left:.0f} s" if left < 90 else f"{left / 60:.0f} min"
    return f"{line}, about {words} left"


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
            c.clause,
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
    idle = [c.clause for c in carried if not c.comparison.changed]
    if idle:
        click.echo(f"\nCarry nothing in these cases: {', '.join(idle)}.")
        click.echo("Either no case tests them, or other clauses say the same.")
