"""Where a secret is kept."""

from __future__ import annotations

from enum import StrEnum


class Keeping(StrEnum):
    """``keyring``: by the system, until it is forgotten. ``session``: in memory, until
    Clausebench closes, because the system has no keyring."""

    KEYRING = "keyring"
    SESSION = "session"
