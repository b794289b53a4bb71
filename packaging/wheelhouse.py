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
        environment=build_environment(),
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


_WITHOUT_AMX = {
    "avx": "AVX",
    "avx2": "AVX2",
    "avx_vnni": "AVX_VNNI",
    "fma": "FMA",
    "f16c": "F16C",
    "bmi2": "BMI2",
    "avx512f": "AVX512",
    "avx512vbmi": "AVX512_VBMI",
    "avx512_vnni": "AVX512_VNNI",
    "avx512_bf16": "AVX512_BF16",
}
"""Of a processor's flags, those that ggml can be told to use, by ggml's names."""


def build_environment() -> dict[str, str]:
    """The build uses everything the processor can do, except AMX.

    ggml's kernels for AMX load tiles that were never configured when weights are repacked: the
    engine ends with an illegal instruction (llama-cpp-python 0.3.36 on Sapphire Rapids).
    """
    flags = _processor_flags()
    environment = dict(os.environ)
    if any(flag.startswith("amx") for flag in flags):
        names = [name for flag, name in _WITHOUT_AMX.items() if flag in flags]
        options = ["-DGGML_NATIVE=OFF", *(f"-DGGML_{name}=ON" for name in names)]
        given = environment.get("CMAKE_ARGS", "")
        environment["CMAKE_ARGS"] = " ".join([given, *options]).strip()
    return environment


def _processor_flags() -> list[str]:
    """As Linux tells them; empty elsewhere."""
    cpuinfo = Path("/proc/cpuinfo")
    if not cpuinfo.is_file():
        return []
    lines = cpuinfo.read_text(errors="replace").splitlines()
    return next((x.split(":", 1)[1].split() for x in lines if x.startswith("flags")), [])


def processor_key() -> str:
    """A short name for what the processor can do and for the C library it runs on."""
    facts = [platform.machine(), platform.processor(), *platform.libc_ver()]
    flags = _processor_flags()
    if any(flag.startswith("amx") for flag in flags):
        facts.append("built without amx")  # wheels of before are not taken for ours
    return hashlib.sha256(" ".join([*facts, *flags]).encode()).hexdigest()[:16]
