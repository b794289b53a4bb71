"""Will weights work on this computer? Advice beforehand, never a lock.

Weights are mapped, not loaded: what memory does not hold is read from the disk again for each
token. So too little memory means slow, as long as the context and the engine itself fit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from clausebench.domain.machine import (
    Division,
    Machine,
    MachineSpeed,
    reading_speed,
    writing_speed,
)
from clausebench.domain.shape import SHAPE_20B
from clausebench.domain.sizes import duration, gigabytes

WORKING_SPACE = 2 * 10**9
"""Bytes for the memory of the prompt, the engine itself, and the other programs' next minute."""

_ENGINE = 250_000_000
"""Bytes of the engine without weights and context. Measured 0.1 GB with a small vocabulary; the
published one and its merges add less than as much again."""

_CONTEXT = 8192
"""Tokens that a context begins with."""

_CONTENT, _REASONING = 150, 200
"""Tokens of a typical verdict: the policy is known, the content is read, the reasoning written."""

_PATIENCE = 60.0
"""Seconds per verdict. Beyond that, trying an edit on a handful of cases takes longer than anyone
waits beside it, and thirty cases take half an hour."""


class Fit(StrEnum):
    """From best to worst."""

    FITS = "fits"
    TIGHT = "tight"
    SLOW = "slow"
    TOO_BIG = "too-big"

    @property
    def words(self) -> str:
        """For people."""
        return _WORDS[self]

    @property
    def severity(self) -> int:
        """0 for the best."""
        return list(Fit).index(self)


_WORDS = {
    Fit.FITS: "fits",
    Fit.TIGHT: "fits tightly",
    Fit.SLOW: "will be slow",
    Fit.TOO_BIG: "does not fit",
}


@dataclass(frozen=True, slots=True)
class Demand:
    """What weights ask for. ``size`` of the files and ``memory`` free before loading, in bytes.

    ``repack`` as in the engine's options: None decides by the memory at hand.
    """

    size: int
    memory: int
    division: Division
    repack: bool | None = None

    @property
    def held(self) -> int:
        """Bytes of the weights in main memory: all, or the experts that a card has no room for."""
        division = self.division
        if not division.has_card:
            return self.size
        return round(self.size * division.shape.expert_part * division.share)

    @property
    def needed(self) -> int:
        """Bytes of main memory, free before loading."""
        return self.held + self.memory - self.size

    @property
    def least(self) -> int:
        """Bytes beside the weights without which nothing is judged at all."""
        context = _CONTEXT * self.division.shape.memory_per_token
        return min(_ENGINE + context, self.memory - self.size)

    def from_disk(self, free: int) -> float:
        """Bytes read from disk for each token, at the least, when only ``free`` are free."""
        missing = max(self.held + self.least - free, 0) / max(self.held, 1)
        return min(missing, 1.0) * self.division.bytes_per_token


@dataclass(frozen=True, slots=True)
class FitReport:
    """``needed`` and ``free`` main memory in bytes. ``reading`` and ``writing`` in tokens per
    second and ``seconds`` per verdict are None where they cannot be told.

    A verdict is counted as 150 tokens of content read and 200 of reasoning written, under a policy
    that was read before. ``is_measured``: with these very weights; else by the machine's speed.
    ``sentence`` says how it fits, ``advice`` what to do; empty when nothing is to be done.
    """

    fit: Fit
    needed: int
    free: int
    reading: float | None
    writing: float | None
    seconds: float | None
    is_measured: bool
    sentence: str
    advice: str


def may_repack(size: int, free: int) -> bool:
    """Whether there is memory to spare for a second copy of the weights, which cannot be dropped.

    All in bytes.
    """
    return 2 * (size + WORKING_SPACE) <= free


def judge_fit(
    demand: Demand, machine: Machine, speed: MachineSpeed | None, measured: float | None = None
) -> FitReport:
    """``measured`` are tokens per second that a self-test of these very weights wrote here."""
    room = _room(demand, machine)
    reading = writing = seconds = None
    if room.severity < Fit.SLOW.severity:  # else the disk decides, and it was not measured
        reading, writing = _speeds(demand, machine, speed)
        writing = measured or writing
    if writing:
        seconds = _REASONING / writing + (_CONTENT / reading if reading else 0.0)
    fit = Fit.SLOW if seconds is not None and seconds > _PATIENCE else room
    report = FitReport(
        fit,
        demand.needed,
        machine.free,
        reading,
        writing,
        seconds,
        is_measured=bool(measured and writing),
        sentence="",
        advice=_advice(fit, room, demand, machine),
    )
    return replace(report, sentence=_sentence(report, room, demand, machine))


def _room(demand: Demand, machine: Machine) -> Fit:
    """By memory alone. A copy that is repacked by order has to fit whatever becomes of the file."""
    hard = demand.least + (demand.held if demand.repack else 0)
    if machine.total < demand.held or machine.free < hard:
        return Fit.TOO_BIG
    if machine.free < demand.held + demand.least:
        return Fit.SLOW
    return Fit.TIGHT if machine.free < demand.needed else Fit.FITS


def _speeds(
    demand: Demand, machine: Machine, speed: MachineSpeed | None
) -> tuple[float | None, float | None]:
    """Reading and writing, in tokens per second."""
    if speed is None:
        return None, None
    repacks = demand.repack
    if repacks is None:
        repacks = may_repack(demand.size, machine.free)
    here = speed.repacked if repacks and speed.repacked else speed.plain
    card = speed.card_rates
    return reading_speed(demand.division, here, card), writing_speed(demand.division, here, card)


def _sentence(report: FitReport, room: Fit, demand: Demand, machine: Machine) -> str:
    has = f"{gigabytes(report.free)} are free"
    if machine.total < demand.held:
        has = f"this computer has {gigabytes(machine.total)} in all"
    words = report.fit.words
    said = f"{words[:1].upper()}{words[1:]}: needs {gigabytes(report.needed)} of memory, {has}"
    if room is Fit.TOO_BIG:
        return f"{said}."
    if room is Fit.SLOW:
        missing = gigabytes(demand.from_disk(machine.free))
        return f"{said}, so at least {missing} are read from disk for each token."
    return f"{said}. {_speed_sentence(report)}"


def _speed_sentence(report: FitReport) -> str:
    if report.writing is None or report.seconds is None:
        return "How fast it is here has not been measured."
    digits = 0 if report.writing >= 10 else 1
    source = "measured here" if report.is_measured else "expected here"
    return f"{report.writing:.{digits}f} tokens/s {source}, {duration(report.seconds)} per verdict."


def _advice(fit: Fit, room: Fit, demand: Demand, machine: Machine) -> str:
    if fit is Fit.FITS:
        return ""
    if room is Fit.TIGHT and fit is Fit.TIGHT:
        more = gigabytes(demand.needed - machine.free)
        return f"Close what you do not need: long policies want {more} more."
    if room.severity < Fit.SLOW.severity:
        return (
            "Judge with low effort, let suites run by themselves, or use a computer with more "
            "cores or a graphics card."
        )
    if machine.total >= demand.needed:
        free = gigabytes(demand.needed)
        return f"Close other programs until {free} are free, or use a computer with more memory."
    smaller = "Take the 20b weights, or use" if demand.size > 2 * SHAPE_20B.size else "Use"
    return f"{smaller} a computer with {gigabytes(demand.needed)} of free memory."
