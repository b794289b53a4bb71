"""What the options of ``clausebench import`` say, and asking before anything is kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid
from clausebench.domain.importing.mapping import Field
from clausebench.domain.importing.twice import TwiceKind
from clausebench.domain.policy import Policy
from clausebench.importing.grids.reading import read_grid, read_pasted
from clausebench.services.desk import Desk
from clausebench.services.importing import Choices, Working

R = TypeVar("R")
Given = Mapping[str, Any]
"""The options by name."""
Importer = Callable[[Desk, Path, Given], list[dict[str, Any]]]
"""Imports one file or folder; returns what it came to, for ``--json``."""

_LEFT_OUT = frozenset({TwiceKind.EXACT, TwiceKind.PRESENT})


def named_policy(desk: Desk, given: Given) -> Policy:
    """Raises ``BadInputError`` without ``--policy``, ``NotFoundError`` for an unknown one."""
    if not given["policy"]:
        raise BadInputError("For which policy?", hint="Name it with --policy.")
    return desk.library.find(given["policy"])


def grid_of(path: Path, given: Given) -> Grid:
    """Raises ``BadInputError``."""
    if str(path) == "-":
        return read_pasted(sys.stdin.read(), "standard input")
    return read_grid(path, sheet=given["sheet"], header=given["header"], encoding=given["encoding"])


def choices_of(given: Given) -> Choices:
    """Raises ``BadInputError``."""
    columns = {}
    for pair in given["columns"]:
        wanted, _, column = pair.partition("=")
        columns[_field(wanted)] = column
    if given["truth"] is not None:
        columns[Field.TRUTH] = given["truth"]
    labels = {}
    for pair in given["labels"]:
        value, _, meaning = pair.rpartition("=")
        labels[value] = meaning
    left_out = frozenset() if given["keep_duplicates"] else _LEFT_OUT
    left_out |= {TwiceKind.NEAR} if given["skip_near"] else set()
    left_out |= {TwiceKind.LEAKED} if given["skip_leaked"] else set()
    flags = given["flags"]
    chosen = None if flags is None else tuple(f.strip() for f in flags.split(",") if f.strip())
    return Choices(columns, chosen, labels, frozenset(left_out), given["source"], given["licence"])


def _field(name: str) -> Field:
    try:
        return Field(name.strip().casefold())
    except ValueError as error:
        known = ", ".join(f.value for f in Field)
        raise BadInputError(f"“{name}” is nothing a column can be.", f"Known: {known}.") from error


def is_wanted(question: str, given: Given) -> bool:
    """Ask, unless the answer was given. Raises ``BadInputError`` if nobody can be asked."""
    if given["yes"]:
        return True
    if given["as_json"] or not sys.stdin.isatty():
        raise BadInputError(
            "Nothing was kept: nobody could be asked.", hint="Add --yes, or --dry-run to look."
        )
    return click.confirm(question, default=False)


def drained(running: Generator[Working, None, R], given: Given) -> R:
    """The result, with progress on a terminal."""
    is_live = not given["as_json"] and sys.stderr.isatty()
    while True:
        try:
            event = next(running)
        except StopIteration as end:
            if is_live:
                click.echo("\r\x1b[K", nl=False, err=True)
            return end.value  # type: ignore[no-any-return]
        if is_live:
            words = f"{event.stage.value}: {event.done:,} of {event.total:,}"
            click.echo(f"\r\x1b[K{words}", nl=False, err=True)
