"""What is installed, what the machine can do, and whether the workspace is well."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import AppError
from clausebench.domain.fit import Fit
from clausebench.domain.self_test import Sanity
from clausebench.domain.sizes import gigabytes
from clausebench.engines.base import Engine
from clausebench.services.fitting import Fits
from clausebench.services.self_testing import SelfTests
from clausebench.storage.workspace import Workspace

State = Literal["good", "note", "bad"]

_PACKAGES = ("PySide6-Essentials", "llama-cpp-python", "sqlite-utils", "Pygments", "scikit-learn")
_WANTED_FLAGS = ("avx2", "fma", "f16c", "avx512f", "avx512_vnni", "amx_tile")


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report. ``note`` is worth knowing, ``bad`` is to be mended."""

    name: str
    state: State
    finding: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DoctorReport:
    checks: tuple[Check, ...]


def examine_machine(app_version: str) -> Iterator[Check]:
    """Versions, processor and memory."""
    yield Check("clausebench", "good", f"{app_version}, Python {platform.python_version()}")
    for package in _PACKAGES:
        yield _package(package)
    yield _processor()
    yield _memory()
    yield _weights()


def examine_fit(fits: Fits) -> Check:
    """How the recommended weights would do here, by the speed that was measured before."""
    report = fits.of_recommended()
    state: State = "good" if report.fit is Fit.FITS else "note"
    return Check("20b weights", state, report.sentence, report.advice)


def examine_workspace(path: Path, open_workspace: Callable[[Path], Workspace]) -> Iterator[Check]:
    """The workspace's health; one that does not exist is not made."""
    if not path.exists():
        yield Check("workspace", "note", f"none yet; it will be made at {path}")
        return
    try:
        workspace = open_workspace(path)
    except AppError as error:
        yield Check("workspace", "bad", error.title, f"{error.detail} {error.hint}".strip())
        return
    try:
        health = workspace.check()
    finally:
        workspace.close()
    if health.problems:
        yield Check("workspace", "bad", "; ".join(health.problems), f"The file is {path}.")
    else:
        yield Check("workspace", "good", f"{path}, {path.stat().st_size / 2**20:.1f} MiB")


def examine_weights(engine: Engine, tests: SelfTests) -> Iterator[Check]:
    """Load them, say how they fit this machine, and judge six plain cases with them."""
    try:
        for _ in engine.load(CancelToken()):
            pass
        facts = dict(engine.fingerprint().details)
        yield Check("fit", "good", facts.get("fit", ""))
        test = tests.run_to_end(engine)
    except AppError as error:
        yield Check("sense", "bad", error.title, f"{error.detail} {error.hint}".strip())
        return
    hint = "" if test.sanity is Sanity.GOOD else _NO_SENSE
    yield Check("sense", _STATES[test.sanity], test.sentence, hint)


_STATES: dict[Sanity, State] = {
    Sanity.GOOD: "good",
    Sanity.DOUBTFUL: "note",
    Sanity.BROKEN: "bad",
}
_NO_SENSE = "Check that the file is a gpt-oss-safeguard GGUF and complete."


def _package(name: str) -> Check:
    try:
        return Check(name, "good", metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, "bad", "not installed", "Run: python3 packaging/bootstrap.py run")


def _processor() -> Check:
    import psutil

    cores = f"{psutil.cpu_count(logical=False) or '?'} cores, {psutil.cpu_count()} threads"
    flags = _cpu_flags()
    if not flags:
        return Check("processor", "good", f"{platform.machine()}, {cores}")
    found = ", ".join(f for f in _WANTED_FLAGS if f in flags) or "no vector extensions"
    if platform.machine() == "x86_64" and "avx2" not in flags:
        hint = "Without AVX2 the local engine is very slow; a newer machine helps."
        return Check("processor", "bad", f"{cores}; {found}", hint)
    return Check("processor", "good", f"{platform.machine()}, {cores}; {found}")


def _cpu_flags() -> frozenset[str]:
    """Linux only; elsewhere empty."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return frozenset()
    line = next((x for x in text.splitlines() if x.startswith(("flags", "Features"))), "")
    return frozenset(line.partition(":")[2].split())


def _weights() -> Check:
    """What other programs have fetched already; nothing is fetched here."""
    from clausebench.engines.weights import find_weights

    found = [w for w in find_weights() if w.is_safeguard and not w.problem]
    if not found:
        finding = "no gpt-oss-safeguard file in the usual folders"
        return Check("weights", "note", finding, "Name one with --weights or in the settings.")
    files = ", ".join(f"{w.path} ({w.size / 2**30:.1f} GiB)" for w in found)
    return Check("weights", "good", files)


def _memory() -> Check:
    import psutil

    memory = psutil.virtual_memory()
    total, free = gigabytes(memory.total), gigabytes(memory.available)
    return Check("memory", "good", f"{total}, {free} free")
