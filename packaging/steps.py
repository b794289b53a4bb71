"""Saying what happens, and failing with a sentence."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence


class SetupError(Exception):
    """Set-up cannot go on; the message says what to do."""


def say(sentence: str) -> None:
    print(f"=> {sentence}", flush=True)


def run_quietly(
    command: Sequence[str],
    failure: str,
    *,
    expected_seconds: int = 0,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run; show only that it works. On failure, show the last of what it printed."""
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
    ) as process:
        lines: list[str] = []
        reader = threading.Thread(target=_collect, args=(process.stdout, lines), daemon=True)
        reader.start()
        _wait(process, expected_seconds)
        reader.join()
    if process.returncode:
        tail = "".join(lines[-25:])
        raise SetupError(f"{failure}. The command was:\n  {' '.join(command)}\n\n{tail}")


def _collect(stream: object, lines: list[str]) -> None:
    lines.extend(stream)  # type: ignore[call-overload]


def _wait(process: subprocess.Popen[str], expected_seconds: int) -> None:
    started = time.monotonic()
    interval = 1 if sys.stdout.isatty() else 30
    while True:
        try:
            process.wait(interval)
        except subprocess.TimeoutExpired:
            _tick(time.monotonic() - started, expected_seconds)
        else:
            if sys.stdout.isatty():
                print("\r\x1b[K", end="", flush=True)
            return


def _tick(seconds: float, expected: int) -> None:
    clock = f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
    of = f" of about {expected // 60}:{expected % 60:02d}" if expected else ""
    end = "" if sys.stdout.isatty() else "\n"
    start = "\r" if sys.stdout.isatty() else ""
    print(f"{start}   working, {clock}{of}", end=end, flush=True)
