"""Now, and ids that sort by it."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime


def utc_now() -> datetime:
    return datetime.now(UTC)


def now_text() -> str:
    return utc_now().isoformat(timespec="seconds")


def new_id() -> str:
    """26 characters that sort by time: milliseconds, then chance (ULID's alphabet and layout)."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "".join(alphabet[number >> shift & 31] for shift in range(125, -1, -5))
