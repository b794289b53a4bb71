"""Keys that sign bundles: what is known of them besides the secret itself."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from clausebench.domain.bundle.names import plain_title

KIND: Final = "clausebench-ed25519"
"""The first word of a public key in one line."""
_RAW_LENGTH = 32
_GROUPS, _GROUP = 8, 4
_SHORTEST, _FEWEST = 8, 4


class KeyPlace(StrEnum):
    """Where the secret half is: the system's keyring, or a file under a passphrase."""

    KEYRING = "keyring"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public key (Base64 of 32 bytes) and whom a person believes it to belong to."""

    name: str
    public_key: str
    added: str

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.public_key)


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A key to sign with."""

    name: str
    public_key: str
    made: str
    place: KeyPlace

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.public_key)


def passphrase_problem(passphrase: str) -> str:
    """Why a passphrase is too weak to keep a key under, in a sentence; empty if it is not. It is
    a floor, no measure: whoever has the file can try as many as they like."""
    if len(passphrase) < _SHORTEST:
        return f"A passphrase has at least {_SHORTEST} characters; several words are best."
    if len(set(passphrase)) < _FEWEST:
        return "That is one character again and again; several words are best."
    return ""


def fingerprint(public_key: str) -> str:
    """128 bits of the key's SHA-256 in eight groups of four, short enough to read out aloud."""
    digest = hashlib.sha256(decoded(public_key, _RAW_LENGTH) or b"").hexdigest()
    return " ".join(digest[at : at + _GROUP] for at in range(0, _GROUPS * _GROUP, _GROUP))


def decoded(text: str, length: int | None = None) -> bytes | None:
    """The bytes of a Base64 text; None unless it is spelled as encoders spell it, or when it is
    of another length than wanted."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    is_right = base64.b64encode(raw).decode() == text and length in (None, len(raw))
    return raw if is_right else None


def key_line(name: str, public_key: str) -> str:
    """A public key in one line, to send to others."""
    return f"{KIND} {public_key} {name}"


def read_key_line(text: str) -> tuple[str, str] | None:
    """Name and public key of such a line; None if it is none."""
    kind, _, rest = text.strip().partition(" ")
    public_key, _, name = rest.strip().partition(" ")
    if kind != KIND or decoded(public_key, _RAW_LENGTH) is None:
        return None
    return plain_title(name), public_key
