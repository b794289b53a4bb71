"""A computer that is the same on every machine, and what is known of its speed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from tests.support.small_probe import ONE_THREAD, SMALL_SHAPE

from clausebench.domain.machine import Machine, MachineSpeed, rates
from clausebench.domain.plain import to_plain
from clausebench.domain.shape import SHAPE_20B
from clausebench.domain.weights import CatalogueEntry
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.speed_probe import engine_build
from clausebench.services.fitting import Fits
from clausebench.services.self_testing import SelfTests

GB = 10**9
ENTRY = CatalogueEntry(
    *("small", "Small", "org/small", "*.gguf", 12 * GB, 14 * GB, "Apache-2.0", "org", "Good."),
    is_recommended=True,
)
LARGE = replace(ENTRY, id="large", size=63 * GB, memory=66 * GB, is_recommended=False)
MACHINE = Machine("a processor", 8, 20 * GB, 32 * GB)
KEY = f"{engine_build(ONE_THREAD)}|a processor|1"
SPEED = MachineSpeed(
    engine_build(ONE_THREAD), "a processor", 1, rates(SHAPE_20B, 60.0, 15.0), "2026-01-01"
)


def make_fits(
    folder: Path, *, options: LlamaOptions = ONE_THREAD, machine: Machine = MACHINE
) -> Fits:
    """On ``machine``; everything lies in ``folder``."""
    return Fits(
        folder,
        replace(options, digests=str(folder)),
        (ENTRY, LARGE),
        SelfTests(folder / "self-tests.json", now=lambda: "2026-01-01"),
        now=lambda: "2026-01-02",
        examine=lambda: machine,
        shape=SMALL_SHAPE,
    )


def remember(folder: Path, key: str = KEY, speed: MachineSpeed = SPEED) -> None:
    """As if a probe had found ``speed``."""
    (folder / "machine-speed.json").write_text(json.dumps({key: to_plain(speed)}))
