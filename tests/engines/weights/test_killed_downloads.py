"""Killed twenty times and finished: the bytes are right, and few came twice."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.engines.weights.conftest import NAME, some_bytes
from tests.support.loopback_hub import LoopbackHub, loopback_hub

_SIZE = 60_000_000
ROOT = Path(__file__).resolve().parents[3]
_FETCH = """
import sys
from pathlib import Path
from clausebench.domain.cancel import CancelToken
from clausebench.engines.weights.hub import Hub
from clausebench.engines.weights.transfer import Manners, Transfer
hub = Hub(sys.argv[1], patience=2.0)
repo = hub.describe("org/model-GGUF")
manners = Manners(margin=0, first_wait=0.05, sync_every=250_000)
for progress in Transfer(hub, repo, repo.matching("*.gguf"), Path(sys.argv[2]), manners).run(
    CancelToken()
):
    print(progress.phase.value, progress.done, flush=True)
"""


def _start(hub: LoopbackHub, folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "app")}
    command = (sys.executable, "-c", _FETCH, hub.url, str(folder))
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.mark.process
def test_twenty_kills_cost_a_quarter_more_traffic_at_the_most(folder: Path) -> None:
    with loopback_hub({NAME: some_bytes(_SIZE)}) as hub:
        _kill_until_done(hub, folder)


def _kill_until_done(hub: LoopbackHub, folder: Path) -> None:
    chance, kills = random.Random(5), 0
    hub.faults.rate = 6_000_000
    while kills < 20 and not (folder / NAME).exists():
        with _start(hub, folder) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if line.startswith("downloading"):
                    break
            time.sleep(chance.uniform(0.0, 0.5))  # noqa: TID251 - at a moment nobody chose
            process.send_signal(signal.SIGKILL)
        kills += 1
    hub.faults.rate = 0
    with _start(hub, folder) as process:
        assert process.stdout is not None
        assert process.stdout.read().splitlines()[-1] == f"ready {_SIZE}"
    digest = hashlib.sha256((folder / NAME).read_bytes()).hexdigest()
    assert digest == hub.sha256(NAME)
    assert kills == 20
    assert [p.name for p in folder.iterdir()] == [NAME]
    assert hub.bytes_sent <= _SIZE * 1.25
