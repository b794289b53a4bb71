"""How far a download is, as people read it."""

from __future__ import annotations

from clausebench.domain.weights import Phase, Progress

_PHASES = {
    Phase.ASKING: "asking the hub",
    Phase.WAITING: "waiting",
    Phase.CHECKING: "checking what is here",
    Phase.RETRYING: "waiting for the network",
    Phase.VERIFYING: "checking that the file is complete",
    Phase.MOVING: "moving",
    Phase.READY: "ready",
}


def amount_words(done: int, total: int) -> str:
    """``4.1 of 12.1 GB``: in the unit of the whole, so that it does not jump."""
    unit, size = ("GB", 1e9) if total >= 1e9 else ("MB", 1e6)
    return f"{done / size:.1f} of {total / size:.1f} {unit}"


def rate_words(rate: float) -> str:
    """``9 MB/s`` or ``340 kB/s``; empty without a rate. ``rate`` in bytes per second."""
    if rate <= 0:
        return ""
    return f"{rate / 1e6:.0f} MB/s" if rate >= 9.5e5 else f"{max(rate / 1e3, 1):.0f} kB/s"


def left_range(left: int, rates: tuple[float, float]) -> str:
    """``14–16 min``: what is left at two rates, lately and on the whole. Empty if unknown.

    ``left`` in bytes, ``rates`` in bytes per second.
    """
    seconds = sorted(left / rate for rate in rates if rate > 0)
    if not seconds:
        return ""
    shortest, longest = seconds[0], seconds[-1]
    for unit, size, up_to in (("s", 1, 90), ("min", 60, 5400), ("h", 3600, float("inf"))):
        if longest < up_to:
            low, high = (_rounded(s / size, unit) for s in (shortest, longest))
            return f"{low} {unit}" if low == high else f"{low}\N{EN DASH}{high} {unit}"
    return ""


def _rounded(number: float, unit: str) -> str:
    return f"{number:.1f}" if unit == "h" else f"{max(round(number), 1)}"


def progress_words(progress: Progress, average: float) -> str:
    """One line without the name. ``average`` is the rate since it began."""
    amount = amount_words(progress.done, progress.total)
    if progress.phase is not Phase.DOWNLOADING:
        return f"{amount} · {_PHASES[progress.phase]}"
    left = left_range(progress.total - progress.done, (progress.rate, average))
    return " · ".join(filter(None, (amount, rate_words(progress.rate), left)))
