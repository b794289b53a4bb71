"""Pseudonyms that stay the same wherever a person is met, and do not tell who it is.

A name is turned into letters by a keyed hash (HMAC-SHA256): without the key nobody can try names
until one fits. The letters have no vowels, so that they form no words, and no digits, so that no
pseudonym looks like a number that belongs to somebody.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable

_ALPHABET = "bcdfghjklmnpqrst"
_LENGTH = 8
"""Letters, of four bits each: among 5,000 people two share their first eight once in 340 times."""


def pseudonyms(names: Iterable[str], key: bytes) -> dict[str, str]:
    """By name. Names that would share a pseudonym get more letters, so that no two ever do."""
    full = {name: _letters(name, key) for name in names}
    shares = Counter(letters[:_LENGTH] for letters in full.values())
    return {
        name: letters if shares[letters[:_LENGTH]] > 1 else letters[:_LENGTH]
        for name, letters in full.items()
    }


def _letters(name: str, key: bytes) -> str:
    digest = hmac.new(key, name.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    return "".join(_ALPHABET[int(digit, 16)] for digit in digest)
