"""What this computer has, how fast it was measured to be, and what that means for weights."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.shape import Shape

_BATCH = 128
"""Tokens of a prompt that a processor evaluates at once: so often it goes through all experts."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Memory in bytes, as it is now. ``cores`` are physical ones that this program may use."""

    processor: str
    cores: int
    free: int
    total: int


@dataclass(frozen=True, slots=True)
class Rates:
    """What one device does per second: ``bytes_s`` of weights gone through while writing,
    ``work_s`` floating-point operations while reading."""

    bytes_s: float
    work_s: float


@dataclass(frozen=True, slots=True)
class MachineSpeed:
    """Measured with weights made for it; see ``engines.speed_probe``.

    ``repacked`` is the processor with weights repacked for speed, None where that was not
    measured. ``card`` is the graphics card that the engine can use, with ``card_free`` bytes of
    memory at the time; empty and None without one. ``at`` is UTC.
    """

    engine: str
    processor: str
    threads: int
    plain: Rates
    at: str
    repacked: Rates | None = None
    card: str = ""
    card_free: int = 0
    card_rates: Rates | None = None


@dataclass(frozen=True, slots=True)
class ProbeStep:
    """What is done now, for people who wait, and the ``fraction`` that is done already."""

    sentence: str
    fraction: float


@dataclass(frozen=True, slots=True)
class Division:
    """Of weights between processor and graphics card. Without a card the processor has all; with
    one it has only the ``share`` of the experts that the card has no room for."""

    shape: Shape
    share: float = 1.0
    has_card: bool = False

    @property
    def bytes_per_token(self) -> float:
        if self.has_card:
            return self.share * self.shape.expert_bytes_per_token
        return self.shape.bytes_per_token

    @property
    def work_per_token(self) -> float:
        """Experts' work in proportion to their bytes, which is a little too much for them."""
        return self.shape.work_per_token * self.bytes_per_token / self.shape.bytes_per_token


def rates(shape: Shape, reading: float, writing: float) -> Rates:
    """From tokens per second that weights of ``shape`` reached."""
    return Rates(writing * shape.bytes_per_token, reading * shape.work_per_token)


def writing_speed(division: Division, processor: Rates, card: Rates | None) -> float:
    """Tokens per second of one answer: each token goes through its share of the weights once."""
    here = division.bytes_per_token
    seconds = here / processor.bytes_s
    if division.has_card and card is not None:
        seconds += (division.shape.bytes_per_token - here) / card.bytes_s
    return 1 / seconds


def reading_speed(division: Division, processor: Rates, card: Rates | None) -> float:
    """Tokens per second of a prompt: by its work, but no faster than the weights come by."""
    here = division.work_per_token
    passing = division.shape.bytes_per_batch * here / division.shape.work_per_token / _BATCH
    seconds = max(here / processor.work_s, passing / processor.bytes_s)
    if division.has_card and card is not None:
        seconds += (division.shape.work_per_token - here) / card.work_s
    return 1 / seconds
