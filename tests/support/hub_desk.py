"""A desk whose weights come from a hub on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.support.gguf_maker import random_weights
from tests.support.loopback_hub import REPO, LoopbackHub, loopback_hub
from tests.support.qt import quiet_desk

from clausebench.domain.fit import FitReport
from clausebench.domain.network import Connection
from clausebench.paths import shipped
from clausebench.services.downloads import Downloads
from clausebench.services.models import Models

NAME = "gpt-oss-safeguard-20b-MXFP4.gguf"
AT = "2026-11-27T10:00:00+00:00"


class NoFits:
    """Fit reports are tested where they are made."""

    def of_entry(self, _entry: object) -> FitReport | None:
        return None

    def of_size(self, _size: int) -> FitReport | None:
        return None

    def of_file(self, _path: Path) -> FitReport | None:
        return None


@contextmanager
def hub_desk(folder: Path) -> Iterator[tuple[Any, LoopbackHub]]:
    """The desk and the hub; ``folder`` gets the weights that are served, and those fetched."""
    made = random_weights(folder)
    with loopback_hub({NAME: made.read_bytes()}) as hub:
        made.unlink()
        models = Models(
            shipped("resources") / "models.json",
            folder / "models",
            now=lambda: AT,
            connection=Connection(hub.url),
        )
        downloads = Downloads(models, folder / "models")
        tests = SimpleNamespace(recall=lambda _engine: None, of_weights=lambda _sha256: None)
        yield (
            quiet_desk(
                models=lambda: models,
                downloads=lambda: downloads,
                fits=NoFits,
                self_tests=tests,
            ),
            hub,
        )


__all__ = ["NAME", "REPO", "hub_desk"]
