"""How the engine's process is started: its command and its environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_PACKAGE_ROOT = str(Path(__file__).resolve().parents[2])
# Another Python finds its own libraries first: ours are of another version.
_FOREIGN_START = (
    "import sys; sys.path.append(sys.argv.pop()); "
    "from clausebench.engines.worker import main; sys.exit(main())"
)

_KEPT = frozenset(
    (
        *("PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR", "VIRTUAL_ENV"),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "USERPROFILE", "COMSPEC"),
        *("APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "NUMBER_OF_PROCESSORS"),
    )
)
_KEPT_FAMILIES = ("LC_", "CUDA_", "HIP_", "ROCR_", "VK_", "GGML_", "OMP_", "COVERAGE_")
_OWN = {
    # Threads wait for each other 1,349 times per token of the 20b weights. A short spin beats
    # both sleeping at once and the default, which burns whole cores when others need them.
    "GOMP_SPINCOUNT": "1000",
    # On an abort llama.cpp would start a debugger and print what it finds.
    "GGML_NO_BACKTRACE": "1",
    "PYTHONSAFEPATH": "1",
    "PYTHONUTF8": "1",
}


def engine_command(program: str = "") -> tuple[str, ...]:
    """The command that starts the engine with ``program``, another Python; empty: with this one.

    A build for a graphics card is thus a Python environment with its own ``llama_cpp``.
    """
    if program:
        return (program, "-c", _FOREIGN_START, _PACKAGE_ROOT)
    if getattr(sys, "frozen", False):
        return (sys.executable, "--engine-worker")
    return (sys.executable, "-m", "clausebench.engines.worker")


def engine_environment(ours: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Only what a computing process needs: no tokens, no proxies, nothing unknown."""
    kept = {
        name: value
        for name, value in ours.items()
        if name.upper() in _KEPT or name.upper().startswith(_KEPT_FAMILIES)
    }
    return kept | _OWN | {"PYTHONPATH": _PACKAGE_ROOT}
