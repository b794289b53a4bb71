"""What llama.cpp can compute on here, and how much memory that has."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from clausebench.engines.llama.header import Header
from clausebench.engines.llama.native import library
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.placement import Placement, place, slots_on_card

_GPUS = (1, 2)
"""ggml's numbers for graphics cards with memory of their own and without."""


@dataclass(frozen=True, slots=True)
class Device:
    """``free`` and ``total`` in bytes."""

    name: str
    description: str
    is_gpu: bool
    free: int
    total: int


def devices() -> tuple[Device, ...]:
    """In llama.cpp's order."""
    library()
    ggml = _ggml()
    return tuple(_device(ggml, ggml.ggml_backend_dev_get(i)) for i in range(_count(ggml)))


def free_gpu_memory() -> int:
    """Bytes on all graphics cards together; 0 without one."""
    return sum(device.free for device in devices() if device.is_gpu)


def card_in_use(placement: Placement) -> tuple[str, int]:
    """The first graphics card, and the bytes free on all; nothing when none computes."""
    cards = [device for device in devices() if device.is_gpu] if placement.gpu_layers else []
    return (cards[0].description, sum(card.free for card in cards)) if cards else ("", 0)


def placement_for(header: Header, options: LlamaOptions) -> Placement:
    """Where weights go. A number of layers that somebody chose is kept, where there is a card."""
    if not library().llama_supports_gpu_offload():
        return Placement(0)
    if options.gpu_layers >= 0:
        return Placement(options.gpu_layers)
    return place(header.size, header.layers, free_gpu_memory())


def slots_for(header: Header, options: LlamaOptions, placement: Placement) -> int:
    """How many contents are judged at once; to be asked before the weights are loaded."""
    free = free_gpu_memory() if options.card_slots else 0
    return slots_on_card(placement, header.size, free, options.slots, options.card_slots)


class _Override(ctypes.Structure):
    _fields_ = (("pattern", ctypes.c_char_p), ("buffer", ctypes.c_void_p))


def experts_in_main_memory(layers: int) -> Any:
    """What makes llama.cpp leave the experts of the first layers where the processor is.

    The array must live until the weights are loaded. Patterns as in llama.cpp's ``--n-cpu-moe``.
    """
    buffer = _ggml().ggml_backend_cpu_buffer_type
    buffer.restype = ctypes.c_void_p
    patterns = [rf"blk\.{i}\.ffn_(up|down|gate|gate_up)_(ch|)exps".encode() for i in range(layers)]
    overrides = (_Override * (layers + 1))()
    for override, pattern in zip(overrides, patterns, strict=False):
        override.pattern, override.buffer = pattern, buffer()
    return overrides


def _ggml() -> Any:
    from llama_cpp._ggml import libggml

    return libggml


def _count(ggml: Any) -> int:
    ggml.ggml_backend_dev_count.restype = ctypes.c_size_t
    ggml.ggml_backend_dev_get.restype = ctypes.c_void_p
    ggml.ggml_backend_dev_get.argtypes = [ctypes.c_size_t]
    return int(ggml.ggml_backend_dev_count())


def _device(ggml: Any, handle: int) -> Device:
    for name in ("name", "description"):
        function = getattr(ggml, f"ggml_backend_dev_{name}")
        function.restype, function.argtypes = ctypes.c_char_p, [ctypes.c_void_p]
    ggml.ggml_backend_dev_type.argtypes = [ctypes.c_void_p]
    size = ctypes.POINTER(ctypes.c_size_t)
    ggml.ggml_backend_dev_memory.argtypes = [ctypes.c_void_p, size, size]
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    ggml.ggml_backend_dev_memory(handle, ctypes.byref(free), ctypes.byref(total))
    return Device(
        ggml.ggml_backend_dev_name(handle).decode(),
        ggml.ggml_backend_dev_description(handle).decode("utf-8", "replace"),
        int(ggml.ggml_backend_dev_type(handle)) in _GPUS,
        free.value,
        total.value,
    )
