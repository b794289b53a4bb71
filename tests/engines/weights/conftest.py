"""A hub on this machine and a folder to fetch into."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.loopback_hub import LoopbackHub, loopback_hub

from clausebench.domain.cancel import CancelToken
from clausebench.domain.weights import Progress
from clausebench.engines.weights.hub import Hub
from clausebench.engines.weights.transfer import Manners, Transfer

SIZE = 12_000_000
NAME = "model.gguf"
QUICK = Manners(margin=0, tries=4, first_wait=0.01, sync_every=1_000_000)


def some_bytes(size: int = SIZE, seed: int = 7) -> bytes:
    return random.Random(seed).randbytes(size)


@pytest.fixture(scope="session")
def data() -> bytes:
    return some_bytes()


@pytest.fixture
def hub(data: bytes) -> Iterator[LoopbackHub]:
    with loopback_hub({NAME: data, "README.md": b"# model\n"}) as hub:
        yield hub


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


def transfer(hub: LoopbackHub, folder: Path, manners: Manners = QUICK, token: str = "") -> Transfer:
    client = Hub(hub.url, token, patience=1.0)
    repo = client.describe("org/model-GGUF")
    return Transfer(client, repo, repo.matching("*.gguf"), folder, manners)


def fetch(
    hub: LoopbackHub,
    folder: Path,
    manners: Manners = QUICK,
    token: str = "",
    cancel: CancelToken | None = None,
) -> list[Progress]:
    running = transfer(hub, folder, manners, token).run(cancel or CancelToken())
    return list(running)
