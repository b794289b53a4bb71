"""Options about asking more than once, and about going on with a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import click

from clausebench.domain.effort import Effort
from clausebench.domain.run import RunSettings

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--most-repeats",
        type=click.IntRange(2, 1000),
        help="Ask cases in doubt more often, up to N times: where repeats disagree, where nothing"
        " could be read, where the reasoning is unsteady.",
    ),
    click.option(
        "--careful-effort",
        type=click.Choice([e.value for e in Effort]),
        help="The effort for severe cases, and for those still in doubt.",
    ),
    click.option(
        "--reuse",
        is_flag=True,
        help="Take over answers that the same engine gave to the same question before."
        " Not with repeats, which have to be independent.",
    ),
    click.option(
        "--resume", metavar="RUN", help="Go on with a run that was stopped, by its id; or: last."
    ),
)


def round_options(command: F) -> F:
    """Add the options; the command gets ``most_repeats``, ``careful_effort`` and the others."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def in_rounds(
    settings: RunSettings, most_repeats: int | None, careful_effort: str | None, *, reuse: bool
) -> RunSettings:
    """The settings of a run with these options."""
    return replace(
        settings,
        most_repeats=most_repeats or 0,
        careful_effort=Effort(careful_effort) if careful_effort else None,
        reuses=reuse,
    )
