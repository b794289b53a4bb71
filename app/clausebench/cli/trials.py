"""What the commands share that try a policy in other words."""

from __future__ import annotations

import time
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import click

from clausebench.cli.output import one_line
from clausebench.cli.policies import FoundPolicy, subject_with_cases
from clausebench.cli.progress import Progress
from clausebench.domain.case import Split
from clausebench.domain.errors import BadInputError
from clausebench.services.desk import Desk
from clausebench.services.variants import TrialEvent, VariantStarted

T = TypeVar("T")

cases_option = click.option(
    "--cases", type=click.Path(path_type=Path), help="Cases from a .csv or .jsonl file."
)


def find_cases(desk: Desk, policy: str, cases: Path | None) -> FoundPolicy:
    """A policy with at least one case; locked ones stay out, since wording is tried on these.

    Raises ``BadInputError``, ``NotFoundError``.
    """
    found = subject_with_cases(desk, policy, cases)
    is_open = tuple(case for case in found.cases if case.split is Split.OPEN)
    if not is_open:
        raise BadInputError(
            f"All {len(found.cases)} test cases of {policy} are locked.",
            "They are kept to measure with; wording is not tried on them.",
            "Add open ones.",
        )
    left_out = len(found.cases) - len(is_open)
    if left_out:
        click.echo(f"{left_out} locked test case{'s' * (left_out > 1)} left out.", err=True)
    return FoundPolicy(found.subject, is_open)


def drain(running: Generator[TrialEvent, None, T], *, quiet: bool) -> T:
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
    if event.total == 1:
        return event.variant.name
    line = f"{event.index} of {event.total}: {event.variant.name}"
    done = event.index - 1
    if not done:
        return line
    left = seconds / done * (event.total - done)
    words = f"{left:.0f} s" if left < 90 else f"{left / 60:.0f} min"
    return f"{line}, about {words} left"


def clause_name(clause: str, title: str) -> str:
    """Clauses without a code of their own are known by their title."""
    return one_line(title, 28) if clause.startswith("c-") and title else clause
