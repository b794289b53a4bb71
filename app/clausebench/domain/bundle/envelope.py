"""DSSE envelopes (Dead Simple Signing Envelope 1.0): what exactly is signed, and in which form.

A signature stands over the bytes of ``pae``, so that it can never be mistaken for one over
something else. ``keyid`` is a hint and decides nothing. ``public_key`` is an addition of ours,
which other readers ignore: it lets a signature by an unknown key be told from a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PAYLOAD_TYPE: Final = "application/vnd.clausebench.bundle+json"


@dataclass(frozen=True, slots=True)
class Signature:
    """All of it Base64, but ``keyid``, which is the key's fingerprint."""

    keyid: str
    public_key: str
    sig: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """``payload`` is Base64 of the exact manifest bytes. The names are the format's own."""

    payload: str
    payloadType: str  # noqa: N815 - the format's spelling
    signatures: tuple[Signature, ...]


def pae(payload: bytes, payload_type: str = PAYLOAD_TYPE) -> bytes:
    """The pre-authentication encoding: lengths in front, so that no two inputs look alike."""
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


class Trust(StrEnum):
    """Who stands behind a bundle. A wrong signature is no state: such a bundle is refused."""

    KNOWN = "signed-by-known"
    UNKNOWN = "signed-by-unknown"
    UNSIGNED = "not-signed"


@dataclass(frozen=True, slots=True)
class Standing:
    """The outcome for a bundle. ``name`` is what the trust list calls the key; for an unknown
    key it is empty and ``fingerprint`` says which one it was."""

    trust: Trust
    name: str = ""
    fingerprint: str = ""

    @property
    def sentence(self) -> str:
        if self.trust is Trust.KNOWN:
            return f"Signed by {self.name} ({self.fingerprint})."
        if self.trust is Trust.UNKNOWN:
            return f"Signed by an unknown key ({self.fingerprint})."
        return "Not signed: nobody vouches for where it comes from."
