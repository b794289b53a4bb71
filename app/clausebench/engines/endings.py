"""What an exit code of the engine's process tells a person, and when to give up."""

from __future__ import annotations

from collections import deque

_CAUSES = {
    -4: "this computer's processor lacks an instruction the engine was built for",
    -6: "it met an inner contradiction and stopped itself",
    -7: "the weights could not be read while it worked",
    -8: "it divided by zero",
    -9: "it was killed, most likely because memory ran out",
    -11: "it touched memory that is not its own",
    -15: "it was asked to end by another program",
    137: "it was killed, most likely because memory ran out",
}
# What Windows calls access violation, illegal instruction, stack overflow and fail fast.
_WINDOWS = {0xC0000005: -11, 0xC000001D: -4, 0xC00000FD: -11, 0xC0000409: -6}
_KILLED = frozenset((-9, -15, 137))
_PLENTY = 3
_WITHIN_SECONDS = 300.0


def exit_cause(code: int) -> str:
    """The end of the sentence "The engine stopped: …"."""
    code = _WINDOWS.get(code & 0xFFFFFFFF, code)
    return _CAUSES.get(code, f"it ended with code {code}")


def was_killed(code: int) -> bool:
    """Whether the system or a person ended the process, rather than a fault of its own."""
    return code in _KILLED


class CrashCount:
    """Crashes in a row: a judgement that succeeds in between shows that the engine works."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=_PLENTY)

    def add(self, now: float) -> bool:
        """Count one at ``now`` (seconds of any clock). True when it is time to give up."""
        self._times.append(now)
        return len(self._times) == _PLENTY and now - self._times[0] <= _WITHIN_SECONDS

    def clear(self) -> None:
        self._times.clear()
