"""The llama-cpp-python wheel: built once per processor, then kept.

PyPI has only its source. The default build is tied to the processor it was made on, so wheels
are kept per processor: pip's own cache would hand an AVX-512 build to a machine without it. Before
it is built, ``llama-cpp.patch`` makes experts and attention faster; the patch says how.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import sys
import tempfile
from pathlib import Path

from patching import apply_patch
from steps import SetupError, run_quietly, say

PATCH = Path(__file__).with_name("llama-cpp.patch")
_PIP = ("-m", "pip", "--disable-pip-version-check")


def llama_wheel(python: Path, version: str) -> Path:
    """Path of a wheel that fits this processor, built now if need be."""
    folder = _cache() / "wheels" / processor_key()
    found = _find(folder, version)
    if found:
        return found
    say("Building llama.cpp for this processor (about 4 minutes on 2 cores; kept for next time)")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="clausebench-") as place:
        source = _patched_source(python, version, Path(place))
        options = ["--no-deps", "--no-cache-dir", "--wheel-dir", str(folder)]
        run_quietly(
            [str(python), *_PIP, "wheel", *options, str(source)],
            "Building llama-cpp-python failed",
            environment=build_environment(),
            expected_seconds=480 // max(1, os.cpu_count() or 1),
        )
    found = _find(folder, version)
    assert found, f"pip reported success but left no wheel in {folder}"
    return found


def _patched_source(python: Path, version: str, place: Path) -> Path:
    """The folder of the source that is built."""
    options = ["--no-deps", "--no-cache-dir", "--no-binary", "llama-cpp-python", "-d", str(place)]
    run_quietly(
        [str(python), *_PIP, "download", *options, f"llama-cpp-python=={version}"],
        "Getting the source of llama-cpp-python failed",
    )
    shutil.unpack_archive(next(place.glob("*.tar.gz")), place)
    source = next(path for path in place.iterdir() if path.is_dir())
    apply_patch(PATCH.read_text("utf-8"), source)
    name_build(source / "llama_cpp" / "__init__.py")
    return source


def build_name() -> str:
    """What stands behind the version of a build with this patch (PEP 440, local version)."""
    return f"cb.{hashlib.sha256(PATCH.read_text('utf-8').encode()).hexdigest()[:8]}"


def name_build(module: Path) -> None:
    """Put the patch's name into the version, so that every verdict says which build judged."""
    text, found = re.subn(
        r'^(__version__ = "[^"+]+)"',
        rf'\1+{build_name()}"',
        module.read_text("utf-8"),
        flags=re.MULTILINE,
    )
    if found != 1:
        raise SetupError(f"{module.name} of llama-cpp-python does not say its version as expected.")
    module.write_text(text, "utf-8", newline="\n")


def _find(folder: Path, version: str) -> Path | None:
    return next(iter(sorted(folder.glob(f"llama_cpp_python-{version}[-+]*.whl"))), None)


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
    """A short name for what the processor can do, the C library it runs on, and the patch."""
    facts = [platform.machine(), platform.processor(), *platform.libc_ver()]
    facts.append(build_name())
    flags = _processor_flags()
    if any(flag.startswith("amx") for flag in flags):
        facts.append("built without amx")  # wheels of before are not taken for ours
    return hashlib.sha256(" ".join([*facts, *flags]).encode()).hexdigest()[:16]
