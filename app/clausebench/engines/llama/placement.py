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


def words(placement: Placement, device: str) -> str:
    """For people: what computes."""
    if placement.gpu_layers == 0:
        return "on the processor" if not device else f"on the processor, {device} has no room"
    if placement.experts_on_cpu:
        return f"on {device}, with the experts of {placement.experts_on_cpu} layers in main memory"
    return f"on {device}"
