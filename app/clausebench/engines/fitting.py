"""What this computer has, and the choices that depend on it: threads, and memory to spare."""

from __future__ import annotations

import platform
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil

from clausebench.domain.fit import WORKING_SPACE, may_repack
from clausebench.domain.machine import Machine
from clausebench.domain.sizes import gigabytes
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.parts import parts_by_name

_MOST_SLOTS = 32
"""Contents judged at once. With weights as wide as the 20b, whose experts have to be read for each
step, two cores judged 1.25 times as many contents per second as with 16; 64 gave an eighth more
and would make each answer wait half as long again."""

_MOST_ON_CARD = 64
"""The same on a graphics card: with weights as wide as the 20b an H200 judged 1.3 times as many
contents per second as with 32; 128 gave a tenth more and would make each answer wait
nearly twice as long."""

_PER_SLOT = 50_000_000
"""Bytes: a content and its answer are some 900 tokens, and the 20b weights keep 50 kB of each."""


def machine() -> Machine:
    """Processor and main memory, as they are now."""
    memory = psutil.virtual_memory()
    return Machine(_processor(), _cores(), int(memory.available), int(memory.total))


def threads_for(options: LlamaOptions) -> int:
    """Those that the options ask for, or what suits this computer.

    At exact pace their number cannot follow the load, and waiting for a busy core costs most, so
    one is left to whoever works at this computer.
    """
    return options.threads or (_cores() - 1 if options.strict else _cores()) or 1


def fit_to_machine(options: LlamaOptions, weights: Path) -> LlamaOptions:
    """Fill in what the options leave open."""
    repack = options.repack
    if repack is None:
        repack = may_repack(_size(weights), _free_memory())
    return replace(
        options,
        threads=threads_for(options),
        adapts=not options.threads and not options.strict,
        slots=options.slots or _slots(weights, repacked=repack),
        card_slots=0 if options.slots else _MOST_ON_CARD,
        repack=repack,
    )


def memory_warning(weights: Path) -> str:
    """A sentence when the weights do not fit into free memory; else empty."""
    size, free = _size(weights), _free_memory()
    if size + WORKING_SPACE <= free:
        return ""
    return (
        f"Reading the weights needs {gigabytes(size + WORKING_SPACE)} of memory and "
        f"{gigabytes(free)} are free: this will be slow"
    )


def _processor() -> str:
    """Its name, or its kind where the system does not tell."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _cores() -> int:
    """Physical ones that this program may use."""
    cores = psutil.cpu_count(logical=False) or psutil.cpu_count() or 2
    if sys.platform == "linux":
        cores = min(cores, len(psutil.Process().cpu_affinity()))
    return cores


def _slots(weights: Path, *, repacked: bool) -> int:
    spare = _free_memory() - (1 + repacked) * _size(weights) - WORKING_SPACE
    return max(1, min(_MOST_SLOTS, spare // _PER_SLOT))


def _free_memory() -> int:
    return int(psutil.virtual_memory().available)


def _size(weights: Path) -> int:
    """Bytes of all parts that are there."""
    return sum(part.stat().st_size for part in parts_by_name(weights) if part.is_file())
