#!/usr/bin/env python3
"""Set Clausebench up from a checkout, then run it or check it.

    python3 packaging/bootstrap.py run [ARGUMENTS]   set up, open the app (or pass it arguments)
    python3 packaging/bootstrap.py test              set up, then every check and the test suite
    python3 packaging/bootstrap.py check             set up, then the fast checks

Standard library only; Linux, macOS and Windows; Python 3.11 or newer.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import system_packages
import wheelhouse
from steps import SetupError, run_quietly, say

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "clausebench-setup.txt"
CONSTRAINTS = ROOT / "packaging" / "constraints-3.11.txt"

FAST_CHECKS = (
    ("ruff", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("import-linter", ("-c", "from importlinter.cli import lint_imports_command as lint; lint()")),
    ("mypy", ("-m", "mypy")),
    ("habits", ("-m", "pytest", "-q", "tests/quality")),
)
# What everything stands on is measured as it is tested: nine tenths of its branches are not enough.
FLOORED = ("domain", "harmony", "audits", "storage")
FLOOR = 95
_FLOORED_TESTS = tuple(f"tests/{package}" for package in FLOORED)
_PYTEST = ("-m", "pytest", "-q", "--durations=5")
FULL_CHECKS = (
    *FAST_CHECKS[:-1],
    (
        "pytest, with coverage",
        (*_PYTEST, *_FLOORED_TESTS, "--cov=clausebench", "--cov-branch", "--cov-report="),
    ),
    *(
        (
            f"coverage of {package}",
            (
                *("-m", "coverage", "report", "--format=total", f"--fail-under={FLOOR}"),
                f"--include=app/clausebench/{package}/*",
            ),
        )
        for package in FLOORED
    ),
    ("pytest, the rest", (*_PYTEST, *(f"--ignore={path}" for path in _FLOORED_TESTS))),
)


def main(arguments: Sequence[str]) -> int:
    command = arguments[0] if arguments else ""
    if command not in ("run", "test", "check"):
        print(__doc__)
        return 2
    try:
        python = set_up(with_tools=command != "run")
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    if command == "run":
        return hand_over(python, arguments[1:])
    return check(python, FULL_CHECKS if command == "test" else FAST_CHECKS)


def set_up(*, with_tools: bool) -> Path:
    """Make the environment complete. Does nothing, fast, when it already is."""
    if sys.version_info < (3, 11):
        found = ".".join(map(str, sys.version_info[:3]))
        raise SetupError(
            f"This is Python {found}; Clausebench needs 3.11 or newer.\n"
            "Install a newer Python and start this script with it."
        )
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = fingerprint(with_tools=with_tools)
    if python.exists() and STAMP.is_file() and covers(STAMP.read_text(), wanted):
        return python
    say("Setting up Clausebench in .venv (once; about 6 minutes on 2 cores)")
    system_packages.provide()
    if not python.exists():
        make_environment()
    wheel = wheelhouse.llama_wheel(python, wanted_llama())
    install(python, wheel, with_tools=with_tools)
    STAMP.write_text(wanted)
    return python


def fingerprint(*, with_tools: bool) -> str:
    """What the environment must match: the project's needs and the interpreter."""
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes())
    digest.update(CONSTRAINTS.read_bytes())
    digest.update(f"{sys.version_info[:3]} {ROOT} {wheelhouse.processor_key()}".encode())
    return f"{digest.hexdigest()} {'tools' if with_tools else 'app'}"


def covers(found: str, wanted: str) -> bool:
    """An environment with the tools also serves the app."""
    return found == wanted or found == wanted.replace(" app", " tools")


def make_environment() -> None:
    say("Making the Python environment")
    if VENV.exists():
        shutil.rmtree(VENV)
    done = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    system_packages.provide_venv()
    run_quietly([sys.executable, "-m", "venv", str(VENV)], "Making the Python environment failed")


def wanted_llama() -> str:
    """The pinned version of llama-cpp-python."""
    for line in CONSTRAINTS.read_text().splitlines():
        if line.startswith("llama_cpp_python=="):
            return line.partition("==")[2].strip()
    raise SetupError("packaging/constraints-3.11.txt does not pin llama_cpp_python.")


def install(python: Path, wheel: Path, *, with_tools: bool) -> None:
    say("Installing the packages")
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # pip takes the same version for the same build, which it is not after the patch has changed.
    again = [*command, "--no-deps", "--force-reinstall", str(wheel)]
    run_quietly(again, "Installing llama-cpp-python failed")
    if sys.version_info[:2] == (3, 11):
        # Other versions resolve freely: some pins have no build for them.
        command += ["--constraint", str(CONSTRAINTS)]
    target = f"{ROOT}[dev]" if with_tools else str(ROOT)
    command += ["--find-links", str(wheel.parent), str(wheel), "--editable", target]
    run_quietly(command, "Installing the packages failed")


def hand_over(python: Path, arguments: Sequence[str]) -> int:
    """Become the app."""
    command = [str(python), "-m", "clausebench", *arguments]
    if os.name == "nt":
        return subprocess.run(command, check=False).returncode
    sys.stdout.flush()
    return os.execv(python, command)  # replaces this process


def check(python: Path, checks: Sequence[tuple[str, tuple[str, ...]]]) -> int:
    """Run every check, also after a failure, and say which failed."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    failed = []
    for name, command in checks:
        say(name)
        started = time.monotonic()
        done = subprocess.run([str(python), *command], cwd=ROOT, env=environment, check=False)
        print(f"   {time.monotonic() - started:.0f} s", flush=True)
        if done.returncode:
            failed.append(name)
    say("Failed: " + ", ".join(failed) if failed else "All checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
