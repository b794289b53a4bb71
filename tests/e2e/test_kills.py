"""The power goes: what was typed is there, and nothing keeps running."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from tests.support.gguf_maker import scripted_weights

from clausebench.bootstrap import EngineChoice, open_desk
from clausebench.settings import Settings, save_settings

ROOT = Path(__file__).resolve().parents[2]
LONGEST_LOSS_MS = 1000
KEY_EVERY_MS = 40
PATIENCE_S = 60

pytestmark = [pytest.mark.e2e, pytest.mark.process]


@contextmanager
def _window(home: Path, work: str) -> Iterator[subprocess.Popen[str]]:
    """The window at work, killed at the end if it still lives."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.driven_window", work],
        cwd=ROOT,
        env={**os.environ, "CLAUSEBENCH_HOME": str(home), "PYTHONPATH": f"{ROOT / 'app'}:{ROOT}"},
        stdout=subprocess.PIPE,
        text=True,
    )
    patience = threading.Timer(PATIENCE_S, process.kill)
    patience.start()
    try:
        yield process
    finally:
        patience.cancel()
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _wait_for(process: subprocess.Popen[str], word: str, number: int = 0) -> int:
    """The number of the first line ``word N`` with N at least ``number``."""
    assert process.stdout is not None
    for line in process.stdout:
        said, _, count = line.strip().partition(" ")
        if said == word and int(count) >= number:
            return int(count)
    raise AssertionError(f"the window ended before it said {word!r}")


def test_a_killed_window_loses_at_most_a_second_of_typing(tmp_path: Path) -> None:
    with _window(tmp_path, "type") as process:
        typed = _wait_for(process, "typed", 80)
        process.kill()
    with open_desk(tmp_path / "workspace.db", EngineChoice(), Settings()) as desk:
        drafts = [desk.library.open(card.policy.id).text for card in desk.library.policies()]
    kept = max(_longest_run(text) for text in drafts)
    assert (typed - kept) * KEY_EVERY_MS <= LONGEST_LOSS_MS, f"typed {typed}, kept {kept}"


def _longest_run(text: str) -> int:
    return max(len(run) for run in "".join(c if c == "x" else " " for c in text).split())


def test_the_engine_ends_with_a_killed_window(tmp_path: Path) -> None:
    weights = scripted_weights(tmp_path, "reasons-for-ever")
    save_settings(tmp_path / "settings.toml", Settings(weights=str(weights)))
    with _window(tmp_path, "judge") as process:
        engine = psutil.Process(_wait_for(process, "engine"))
        assert engine.is_running()
        process.kill()
        process.wait()
        gone, alive = psutil.wait_procs([engine], timeout=2)
        assert gone
        assert not alive


def test_a_second_window_gives_way_to_the_first(tmp_path: Path) -> None:
    with _window(tmp_path, "type") as first:
        _wait_for(first, "typed")
        with _window(tmp_path, "type") as second:
            out, _ = second.communicate(timeout=20)
            assert second.returncode == 0
            assert "typed" not in out
        assert first.poll() is None
