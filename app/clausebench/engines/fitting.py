"""Choose what depends on this computer: threads, and whether there is memory to spare."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import psutil

from clausebench.domain.sizes import gigabytes
from clausebench.engines.llama.options import LlamaOptions

_MOST_SLOTS = 16
"""Contents judged at once. Experts of gpt-oss get enough tokens each from about so many on."""

_PER_SLOT = 50_000_000
"""Bytes: a content and its answer are some 900 tokens, and the 20b weights keep 50 kB of each."""

_WORKING_SPACE = 2 * 10**9
"""Bytes for the memory of the prompt, the engine itself, and the other programs' next minute."""


def fit_to_machine(options: LlamaOptions, weights: Path) -> LlamaOptions:
    """Fill in what the options leave open.

    At exact pace the number of threads cannot follow the load, and waiting for a busy core costs
    most, so one is left to whoever works at this computer.
    """
    repack = _may_repack(weights) if options.repack is None else options.repack
    return replace(
        options,
        threads=options.threads or (_cores() - 1 if options.strict else _cores()) or 1,
        adapts=not options.threads and not options.strict,
        slots=options.slots or _slots(weights, repacked=repack),
        repack=repack,
    )


def memory_warning(weights: Path) -> str:
    """A sentence when the weights do not fit into free memory; else empty."""
    size, free = _size(weights), _free_memory()
    if size + _WORKING_SPACE <= free:
        return ""
    return (
        f"Reading the weights needs {gigabytes(size + _WORKING_SPACE)} of memory and "
        f"{gigabytes(free)} are free: this will be slow"
    )


def _cores() -> int:
    """Physical ones that this program may use."""
    cores = psutil.cpu_count(logical=False) or psutil.cpu_count() or 2
    if sys.platform == "linux":
        cores = min(cores, len(psutil.Process().cpu_affinity()))
    return cores


def _slots(weights: Path, *, repacked: bool) -> int:
    spare = _free_memory() - (1 + repacked) * _size(weights) - _WORKING_SPACE
    return max(1, min(_MOST_SLOTS, spare // _PER_SLOT))


def _may_repack(weights: Path) -> bool:
    """Repacked weights lie in memory a second time, and those cannot be dropped."""
    return 2 * (_size(weights) + _WORKING_SPACE) <= _free_memory()


def _free_memory() -> int:
    return int(psutil.virtual_memory().available)


def _size(weights: Path) -> int:
    return weights.stat().st_size if weights.is_file() else 0
