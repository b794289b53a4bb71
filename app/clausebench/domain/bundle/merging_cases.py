"""Two sides' test cases brought together by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clausebench.domain.bundle.merging import Take
from clausebench.domain.case import Case


@dataclass(frozen=True, slots=True)
class MergedCases:
    """``differing`` are pairs of (ours, theirs in its place), ``changed`` those of them where
    theirs was chosen, ``open`` the names of those without a choice."""

    new: tuple[Case, ...]
    differing: tuple[tuple[Case, Case], ...]
    changed: tuple[tuple[Case, Case], ...]
    open: tuple[str, ...]


def merge_cases(
    ours: Sequence[Case],
    theirs: Sequence[Case],
    choices: Mapping[str, Take] | None = None,
    every: Take | None = None,
) -> MergedCases:
    """``choices`` by name; ``every`` decides the rest. Cases that only we have stay."""
    known = {case.name: case for case in ours}
    pairs = [
        (known[case.name], _in_place_of(known[case.name], case))
        for case in theirs
        if case.name in known
    ]
    differing = tuple((was, now) for was, now in pairs if was != now)
    chosen = {was.name: (choices or {}).get(was.name, every) for was, _ in differing}
    return MergedCases(
        new=tuple(case for case in theirs if case.name not in known),
        differing=differing,
        changed=tuple(pair for pair in differing if chosen[pair[0].name] is Take.THEIRS),
        open=tuple(name for name, choice in chosen.items() if choice is None),
    )


def _in_place_of(ours: Case, theirs: Case) -> Case:
    return replace(theirs, id=ours.id, policy_id=ours.policy_id, created_at=ours.created_at)
