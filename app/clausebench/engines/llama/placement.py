"""Which part of the weights goes to a graphics card.

The experts are nine tenths of gpt-oss and each token uses an eighth of them; attention is used
whole. So what does not fit is experts, layer by layer, which the processor then computes.
"""

from __future__ import annotations

from dataclasses import dataclass

_EXPERTS = 0.9
"""Their share of the file: 10.15 of 11.27 GiB in the 20b weights."""

_BESIDE = 1_500_000_000
"""Bytes for the memory of the prompt, the buffers of a computation, and the screen."""

_PER_SLOT = 65_000_000
"""Bytes: some 1,000 tokens with what a context is larger than needed, 50 kB each in the 20b
weights."""


@dataclass(frozen=True, slots=True)
class Placement:
    """``gpu_layers`` 0 means none and -1 all; of all, the experts of ``experts_on_cpu`` layers stay
    in main memory."""

    gpu_layers: int
    experts_on_cpu: int = 0


def place(size: int, layers: int, free: int) -> Placement:
    """``size`` of the weights and ``free`` memory of the graphics card in bytes."""
    if free <= 0 or layers <= 0:
        return Placement(0)
    missing = size + _BESIDE - free
    if missing <= 0:
        return Placement(-1)
    per_layer = size * _EXPERTS / layers
    staying = -int(-missing // per_layer)
    return Placement(-1, staying) if staying <= layers else Placement(0)


def slots_on_card(placement: Placement, size: int, free: int, slots: int, most: int) -> int:
    """How many contents at once: ``slots``, or up to ``most`` when the card computes everything.

    Below that the processor sets the pace, and more at once would only make each wait longer.
    ``size`` and ``free`` as for ``place``.
    """
    if placement.gpu_layers != -1 or placement.experts_on_cpu:
        return slots
    return max(slots, min(most, (free - size - _BESIDE) // _PER_SLOT))


def words(placement: Placement, device: str) -> str:
    """For people: what computes."""
    if placement.gpu_layers == 0:
        return "on the processor" if not device else f"on the processor, {device} has no room"
    if placement.experts_on_cpu:
        return f"on {device}, with the experts of {placement.experts_on_cpu} layers in main memory"
    return f"on {device}"
