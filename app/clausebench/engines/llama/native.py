"""The door to llama.cpp: its ctypes layer, its log, and a flag that stops it.

The high-level ``llama_cpp.Llama`` is not used: it lets content become control tokens, shows no
progress, and knows one sequence only.
"""

from __future__ import annotations

import ctypes
import functools
import sys
from typing import Any

from clausebench.domain.errors import EngineMissingError

_WARNING = 3
_ERROR = 4


@functools.cache
def library() -> Any:
    """``llama_cpp``'s ctypes layer, ready for use. Raises ``EngineMissingError``."""
    try:
        from llama_cpp import llama_cpp as native
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineMissingError(
            "llama.cpp is not installed here.",
            f"llama_cpp cannot be imported ({type(error).__name__}).",
            "Install it with: pip install llama-cpp-python",
        ) from error
    native.llama_log_set(_log_callback(native), ctypes.c_void_p(0))
    native.llama_backend_init()
    return native


def library_version() -> str:
    """The version of llama-cpp-python, which pins a commit of llama.cpp. One of our builds also
    names the patch that it was made with (``0.3.36+cb.1a2b3c4d``)."""
    import llama_cpp

    return str(llama_cpp.__version__)


@functools.cache
def _log_callback(native: Any) -> Any:
    """Warnings and errors go to the log pipe; the cache keeps the callback alive."""

    def log(level: int, text: bytes, _data: object) -> None:
        if level in (_WARNING, _ERROR):
            sys.stderr.write(text.decode("utf-8", "replace"))
            sys.stderr.flush()

    return native.llama_log_callback(log)


class AbortFlag:
    """Stops a computation from any thread within one node of its graph.

    llama.cpp asks a callback 1,349 times per token of the 20b weights. A Python one would need
    the interpreter's lock each time, so the callback is C's own ``strlen`` on a string that is
    empty (go on) or not (stop).
    """

    def __init__(self) -> None:
        self._string = ctypes.create_string_buffer(2)
        is_windows = sys.platform == "win32"
        libc = ctypes.CDLL("msvcrt" if is_windows else None)
        self.callback = ctypes.cast(libc.strlen, library().ggml_abort_callback)
        self.data = ctypes.cast(self._string, ctypes.c_void_p)

    def set(self) -> None:
        self._string[0] = b"\1"

    def clear(self) -> None:
        self._string[0] = b"\0"
