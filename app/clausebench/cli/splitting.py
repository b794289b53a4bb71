"""Which cases a run takes: open ones, locked ones, or both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from clausebench.domain.case import Case, Split
from clausebench.domain.errors import BadInputError

F = TypeVar("F", bound=Callable[..., Any])


def split_options(command: F) -> F:
    """Add ``--locked`` and ``--all-cases``."""
    locked = click.option("--locked", is_flag=True, help="Only the locked cases.")
    both = click.option(
        "--all-cases", is_flag=True, help="The locked cases too. Default: only the open ones."
    )
    return locked(both(command))


def choose_cases(
    cases: Sequence[Case], *, locked: bool, all_cases: bool
) -> tuple[tuple[Case, ...], int]:
    """The cases to run, and how many locked ones stay out.

    Locked cases measure what wording was not tuned on, so only being asked for runs them: whoever
    sees them fail after each edit tunes on them. Raises ``BadInputError`` when none is left.
    """
    if locked and all_cases:
        raise BadInputError("--locked and --all-cases are two choices.", hint="Name one.")
    if all_cases:
        return tuple(cases), 0
    wanted = Split.LOCKED if locked else Split.OPEN
    found = tuple(case for case in cases if case.split is wanted)
    left_out = 0 if locked else len(cases) - len(found)
    if found:
        return found, left_out
    if locked:
        raise BadInputError(
            "No case is locked.", hint="Lock cases with split = locked in their file."
        )
    raise BadInputError(
        f"All {len(cases)} cases are locked.",
        "They are kept to measure with, and are run only when asked for.",
        "Add --locked.",
    )


def left_out_words(left_out: int) -> str:
    """Empty when none was."""
    if not left_out:
        return ""
    are = "case was" if left_out == 1 else "cases were"
    return f"{left_out} locked {are} left out; --locked runs them, --all-cases runs all."
