"""Probes that take a second: weights of a few megabytes, and engine processes that misbehave."""

from __future__ import annotations

import sys
from pathlib import Path

from clausebench.domain.shape import Shape
from clausebench.engines.llama.options import LlamaOptions

SMALL_SHAPE = Shape(
    layers=2,
    experts=4,
    used=2,
    width=128,
    heads=4,
    key_heads=2,
    head_size=64,
    vocabulary=512,
)
ONE_THREAD = LlamaOptions(threads=1, repack=False)
_ROOT = Path(__file__).resolve().parents[2]


def misbehaving(misdeed: str) -> tuple[str, ...]:
    """The command of an engine process that does ``misdeed`` when it is asked anything."""
    start = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); "
    start += "from tests.support.fake_worker import main; main()"
    return (sys.executable, "-c", start, misdeed)
