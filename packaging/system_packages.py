"""What pip cannot bring: libraries that Qt loads, a compiler, Debian's own venv package."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from steps import SetupError, run_quietly, say

QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libgomp.so.1": "libgomp1",
}


def provide() -> None:
    """Make sure that the libraries and a C++ compiler are there."""
    if sys.platform == "linux":
        missing = [package for name, package in QT_LIBRARIES.items() if not _loads(name)]
        if not _has_compiler():
            missing += ["g++", "make"]
        _install(missing)
    elif not _has_compiler():
        raise SetupError(_NO_COMPILER.get(sys.platform, "A C++ compiler is needed."))


def provide_venv() -> None:
    """Debian splits venv off; this brings the part for the running Python."""
    if sys.platform != "linux" or not shutil.which("apt-get"):
        raise SetupError("This Python has no working venv module. Install one that has it.")
    _install([f"python3.{sys.version_info[1]}-venv"])


_NO_COMPILER = {
    "darwin": "A C++ compiler is needed. Run: xcode-select --install\nThen start this again.",
    "win32": (
        "A C++ compiler is needed. Install 'Build Tools for Visual Studio' with the workload\n"
        "'Desktop development with C++', then start this again from its command prompt."
    ),
}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_compiler() -> bool:
    if sys.platform == "win32":
        return True  # CMake finds Visual Studio by itself and says so when it does not
    return any(shutil.which(name) for name in ("c++", "g++", "clang++"))


def _install(packages: Sequence[str]) -> None:
    if not packages:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        raise SetupError(
            "These libraries are missing, named as Debian names them:\n  "
            + " ".join(packages)
            + "\nInstall their equivalents with your system's package manager, then retry."
        )
    prefix = _root_prefix()
    if prefix is None:
        raise SetupError(
            "Some system packages are missing, and installing them needs an administrator. Run:\n"
            f"  sudo apt-get update && sudo {' '.join(command)}\nThen start this again."
        )
    say(f"Installing system packages: {' '.join(packages)}")
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    run_quietly([*prefix, "apt-get", "update"], "Refreshing Debian's package list failed")
    run_quietly([*prefix, *command], "Installing system packages failed")


def _root_prefix() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        probe = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if probe.returncode == 0:
            return ["sudo"]
    return None
