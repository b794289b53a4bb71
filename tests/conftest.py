"""What holds for every test: nothing is left running, and silence means success."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, settings

# A machine that is busy with something else is no fault of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# No test asks the keyring of whoever runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write tests/golden anew.")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own data."""
    monkeypatch.setenv("CLAUSEBENCH_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Threads and child processes end with the test that started them."""
    threads = set(threading.enumerate())
    children = {child.pid for child in psutil.Process().children(recursive=True)}
    yield
    for thread in set(threading.enumerate()) - threads:
        thread.join(2)
    left = [t.name for t in set(threading.enumerate()) - threads if t.is_alive()]
    assert not left, f"threads left running: {left}"
    started = [c for c in psutil.Process().children(recursive=True) if c.pid not in children]
    _, alive = psutil.wait_procs(started, timeout=2)
    names = [f"{c.pid} {c.status()}" for c in alive if c.is_running()]
    assert not names, f"processes left running: {names}"


class _Alarm(logging.Handler):
    """Collects what should not have been said."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record.getMessage())


@pytest.fixture(autouse=True)
def _no_warnings_in_the_log() -> Iterator[None]:
    alarm = _Alarm()
    logging.getLogger("clausebench").addHandler(alarm)
    yield
    logging.getLogger("clausebench").removeHandler(alarm)
    assert not alarm.records, f"logged: {alarm.records}"


@pytest.fixture
def workspace_path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.db"
