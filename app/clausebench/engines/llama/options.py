"""What a person or a test may choose about running weights."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LlamaOptions:
    """Defaults suit a desktop that somebody is working at.

    ``context_tokens`` is the size to begin with; it grows when a prompt needs more, up to what
    the weights were trained for. ``slots`` contents are judged at once, 0 means as many as are
    fastest; where a graphics card computes everything and has the memory, up to ``card_slots`` are.
    ``strict`` makes each answer independent of those beside it, to the last digit, and
    slower. ``threads`` 0 means as many as are fastest, up to all physical cores; ``adapts`` lets
    their number change while it works. ``gpu_layers`` -1 means what fits, where the build can,
    and 0 none. ``repack`` trades memory (the weights' size again) for some 30 % speed on CPUs;
    None decides by the memory at hand. ``digests`` is a folder where the weights' SHA-256 is
    remembered; empty: it is computed at each start. ``prefixes`` is a folder where policies that
    were read are kept, at most ``prefix_bytes`` in all; empty: they are read at each start.
    ``command`` starts the engine's process; empty: this Python.
    """

    context_tokens: int = 8192
    threads: int = 0
    adapts: bool = False
    slots: int = 0
    card_slots: int = 0
    strict: bool = False
    gpu_layers: int = -1
    repack: bool | None = None
    digests: str = ""
    prefixes: str = ""
    prefix_bytes: int = 2 << 30
    command: tuple[str, ...] = ()
