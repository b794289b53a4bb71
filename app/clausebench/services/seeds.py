"""Seeds for runs."""

from __future__ import annotations

import secrets


def new_seed() -> int:
    """A seed below 2**31 with room for repeats; drawn, because equal seeds would hide how
    verdicts vary."""
    return secrets.randbelow(2**31 - 1024)
