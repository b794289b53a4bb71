"""Sign with a key in a real Secret Service, and without any: what no test in CI can see.

    python tests/bench/real_keyring.py

Needs ``dbus-run-session`` and ``gnome-keyring-daemon`` (Debian: dbus, gnome-keyring). Everything
happens on a bus and in a home of its own, which are gone at the end. Exit code 1: something was
not as it should be.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPAM = ROOT / "policies" / "spam"
_INSIDE = "--inside"
_LOCK = """
import secretstorage
bus = secretstorage.dbus_init()
secretstorage.get_default_collection(bus).lock()
"""


class Steps:
    """Runs the command line and counts what is not as expected."""

    def __init__(self) -> None:
        self.wrong = 0

    def run(self, *arguments: str, code: int = 0, says: str = "") -> None:
        command = [sys.executable, "-m", "clausebench", *arguments]
        quiet = subprocess.DEVNULL
        said = subprocess.run(command, check=False, capture_output=True, text=True, stdin=quiet)
        is_right = said.returncode == code and says in said.stdout + said.stderr
        self.wrong += not is_right
        print("as expected" if is_right else "WRONG", said.returncode, *arguments, flush=True)
        if not is_right:
            print(said.stdout, said.stderr, flush=True)


def unlock() -> None:
    """Start the daemon, or unlock the one that runs."""
    command = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
    subprocess.run(command, input=b"a password", check=True, capture_output=True)


def with_a_keyring(steps: Steps) -> None:
    unlock()
    steps.run("keys", "make", "Ana Lima", says="kept in the keyring")
    steps.run("keys", "list", says="own, in the keyring")
    steps.run("export", str(SPAM), "--out", "a.zip", "--sign", "ana lima")
    steps.run("verify", "a.zip", "--signed", says="Signed by Ana Lima")
    steps.run("keys", "make", "Dot")
    steps.run("keys", "forget", "Dot", "--yes", says="no longer trusted, deleted")
    steps.run("sign", "a.zip", "Dot", code=2, says="no key Dot")
    subprocess.run([sys.executable, "-c", _LOCK], check=True)
    steps.run("sign", "a.zip", "Ana Lima", code=2, says="It is locked")
    steps.run("keys", "make", "Bo", code=2, says="or it is locked")
    steps.run("keys", "forget", "Ana Lima", "--yes", code=2, says="does not let the key")
    steps.run("keys", "list", says="Ana Lima")
    steps.run("verify", "a.zip", "--signed", says="Signed by Ana Lima")
    steps.run("keys", "forget", "Ana Lima", "--yes", "--lost", says="deleted")


def without_a_keyring(steps: Steps) -> None:
    Path("words.txt").write_text("correct horse\n", "utf-8")
    steps.run("keys", "make", "Cy", code=2, says="no keyring")
    steps.run("keys", "make", "Cy", "--passphrase-file", "words.txt", says="kept in the file")
    steps.run("export", str(SPAM), "--out", "c.zip")
    steps.run("sign", "c.zip", "Cy", "--passphrase-file", "words.txt")
    steps.run("verify", "c.zip", "--signed", says="Signed by Cy")
    Path("wrong.txt").write_text("wrong\n", "utf-8")
    steps.run("sign", "c.zip", "Cy", "--passphrase-file", "wrong.txt", code=2)
    steps.run("keys", "forget", "Cy", "--yes", says="deleted")


def inside(kind: str) -> int:
    steps = Steps()
    (with_a_keyring if kind == "with" else without_a_keyring)(steps)
    return steps.wrong


def main() -> int:
    if sys.argv[1:2] == [_INSIDE]:
        return min(inside(sys.argv[2]), 1)
    wrong = 0
    for kind in ("with", "without"):
        with tempfile.TemporaryDirectory() as home:
            print(f"{kind} a keyring", flush=True)
            names = ("HOME", "CLAUSEBENCH_HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")
            own = {name: f"{home}/{name.lower()}" for name in names}
            for folder in own.values():
                Path(folder).mkdir(mode=0o700)
            environment = {**os.environ, **own, "PYTHONPATH": str(ROOT / "app")}
            environment.pop("DISPLAY", None)
            environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
            command = [sys.executable, __file__, _INSIDE, kind]
            if kind == "with":
                command = ["dbus-run-session", "--", *command]
            wrong += subprocess.run(command, cwd=home, env=environment, check=False).returncode
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
