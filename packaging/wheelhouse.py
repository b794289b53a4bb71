"""The llama-cpp-python wheel: built once per processor, then kept.

PyPI has only its source. The default build is tied to the processor it was made on, so wheels
are kept per processor: pip's own cache would hand an AVX-512 build to a machine without it.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from pathlib import Path

from steps import run_quietly, say


def llama_wheel(python: Path, version: str) -> Path:
    """Path of a wheel that fits this processor, built now if need be."""
    folder = _cache() / "wheels" / processor_key()
    found = _find(folder, version)
    if found:
        return found
    say("Building llama.cpp for this processor (about 4 minutes on 2 cores; kept for next time)")
    folder.mkdir(parents=True, exist_ok=True)
    run_quietly(
        [
            str(python),
            "-m",
            "pip",
            "wheel",
            "--disable-pip-version-check",
            "--no-deps",
            "--no-cache-dir",
            "--wheel-dir",
            str(folder),
            f"llama-cpp-python=={version}",
        ],
        "Building llama-cpp-python failed",
        expected_seconds=480 // max(1, os.cpu_count() or 1),
    )
    found = _find(folder, version)
    assert found, f"pip reported success but left no wheel in {folder}"
    return found


def _find(folder: Path, version: str) -> Path | None:
    return next(iter(sorted(folder.glob(f"llama_cpp_python-{version}-*.whl"))), None)


def _cache() -> Path:
    override = os.environ.get("CLAUSEBENCH_CACHE")
    if override:
        return Path(override)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "clausebench" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "clausebench"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "clausebench"


def processor_key() -> str:
    """A short name for what the processor can do and for the C library it runs on."""
    facts = [platform.machine(), platform.processor(), *platform.libc_ver()]
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        lines = cpuinfo.read_text(errors="replace").splitlines()
        facts += next((x.split(":", 1)[1].split() for x in lines if x.startswith("flags")), [])
    return hashlib.sha256(" ".join(facts).encode()).hexdigest()[:16]
