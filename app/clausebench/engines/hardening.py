"""What the engine's process does to itself before it reads anything.

Everything here is best effort: a system that lacks a means has others.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4
_NO_CRASH_DIALOGS = 0x0001 | 0x0002


def private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes on 0 and 1 away from native code, which prints wherever it likes.

    From here on 0 is empty, and 1 is what 2 is: the log.
    """
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return source, sink


def harden() -> None:
    """Die with the parent, die first when memory ends, leave no core dump, write privately."""
    os.umask(0o077)
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_NO_CRASH_DIALOGS)
        return
    _forbid_core_dumps()
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        # Content is in memory; core dumps that go to a program ignore the limit of zero.
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _forbid_core_dumps() -> None:
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
