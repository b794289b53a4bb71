"""How charts look: paper and inks, light and dark."""

from __future__ import annotations

from dataclasses import dataclass

_SHORT = 26


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours; every ink is readable on the paper (contrast at least 4.5:1)."""

    paper: str
    ink: str
    faint: str
    line: str
    first: str
    second: str
    good: str
    bad: str
    odd: str
    good_fill: str
    bad_fill: str
    odd_fill: str
    none_fill: str


LIGHT = Inks(
    paper="#ffffff",
    ink="#1b1d22",
    faint="#5b5f66",
    line="#d5d8de",
    first="#3a55c5",
    second="#8a4b00",
    good="#0b6b3a",
    bad="#a31621",
    odd="#7a4a00",
    good_fill="#dcefe4",
    bad_fill="#f7dcde",
    odd_fill="#f5e8d0",
    none_fill="#eef0f3",
)
DARK = Inks(
    paper="#16181d",
    ink="#e6e8ec",
    faint="#a3a8b1",
    line="#3a3f48",
    first="#8ea4ff",
    second="#f0b35e",
    good="#63c893",
    bad="#ff8f96",
    odd="#e5b567",
    good_fill="#1c3a2b",
    bad_fill="#4a2327",
    odd_fill="#453720",
    none_fill="#24272e",
)


@dataclass(frozen=True, slots=True)
class Look:
    """``suffix`` is svg or png."""

    suffix: str = "svg"
    is_dark: bool = False

    @property
    def inks(self) -> Inks:
        return DARK if self.is_dark else LIGHT


def shortened(name: str, most: int = _SHORT) -> str:
    """In one line; a long name keeps its beginning and its end, where names differ."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if len(flat) <= most:
        return flat
    head = (most - 1) * 2 // 3
    return f"{flat[:head]}…{flat[len(flat) - (most - 1 - head) :]}"
