"""When a reasoning made up its mind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausebench.domain.verdict import LabelChances, TracePoint

SURE = 0.9


@dataclass(frozen=True, slots=True)
class Settling:
    """``label`` is the likeliest at the end. From ``tokens`` on its chance was at least ``SURE``;
    None when it was not at the end. ``turned``: another label was the likeliest before."""

    label: str
    tokens: int | None
    turned: bool


def settling(trace: Sequence[TracePoint]) -> Settling | None:
    """None without a trace."""
    if not trace:
        return None
    label = likeliest(trace[-1].chances)
    tokens = None
    for point in reversed(trace):
        if share_of(label, point.chances) < SURE:
            break
        tokens = point.tokens
    turned = any(_is_behind(label, point.chances) for point in trace)
    return Settling(label, tokens, turned)


def _is_behind(label: str, chances: LabelChances) -> bool:
    return any(share > share_of(label, chances) for _, share in chances.by_label)


def likeliest(chances: LabelChances) -> str:
    """The first of equals."""
    return max(chances.by_label, key=lambda pair: pair[1])[0]


def share_of(label: str, chances: LabelChances) -> float:
    """0..1; 0 for a label that is none of them."""
    return dict(chances.by_label).get(label, 0.0)
