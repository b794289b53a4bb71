"""Envelopes over manifests: made, and checked against the keys a person trusts."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from clausebench.domain.bundle.canonical import canonical_json
from clausebench.domain.bundle.envelope import (
    PAYLOAD_TYPE,
    Envelope,
    Signature,
    Standing,
    Trust,
    pae,
)
from clausebench.domain.bundle.keys import TrustedKey, decoded, fingerprint
from clausebench.domain.bundle.limits import MAX_SIGNATURES
from clausebench.domain.errors import BadInputError, BundleError
from clausebench.exporting.signing import ed25519


def signed(manifest: bytes, secret: str, before: Envelope | None = None) -> Envelope:
    """An envelope with one more signature; ``before`` must be over the same manifest.

    Signing twice with one key changes nothing. Raises ``BadInputError`` beyond eight signatures.
    """
    public_key = ed25519.public_key_of(secret)
    made = Signature(fingerprint(public_key), public_key, ed25519.sign(secret, pae(manifest)))
    others = [s for s in before.signatures if s.public_key != public_key] if before else []
    if len(others) >= MAX_SIGNATURES:
        raise BadInputError(f"A bundle has at most {MAX_SIGNATURES} signatures.")
    payload = base64.b64encode(manifest).decode()
    return Envelope(payload, PAYLOAD_TYPE, (*others, made))


def envelope_file(envelope: Envelope) -> bytes:
    """The member that holds it."""
    return canonical_json(envelope)


def standing(manifest: bytes, envelope: Envelope | None, trusted: Sequence[TrustedKey]) -> Standing:
    """Who signed the manifest. Raises ``BundleError`` if any signature is wrong."""
    if envelope is None:
        return Standing(Trust.UNSIGNED)
    if envelope.payloadType != PAYLOAD_TYPE:
        raise _wrong("The signature was made for something that is not a bundle.")
    if decoded(envelope.payload) != manifest:
        raise _wrong("The signature stands over another manifest than the one in the bundle.")
    for signature in envelope.signatures:
        _refuse_wrong(signature, manifest)
    names = {key.public_key: key.name for key in trusted}
    keys = list(dict.fromkeys(signature.public_key for signature in envelope.signatures))
    if len(keys) != len(envelope.signatures):
        raise _wrong("One key has signed twice.")
    known = [key for key in keys if key in names]
    if not known:
        return Standing(Trust.UNKNOWN, "", ", ".join(map(fingerprint, keys)))
    told = ", ".join(names[key] for key in known)
    return Standing(Trust.KNOWN, told, ", ".join(map(fingerprint, known)))


def _refuse_wrong(signature: Signature, manifest: bytes) -> None:
    if decoded(signature.public_key, 32) is None:
        raise _wrong("The signature comes with something that is no key.")
    if signature.keyid != fingerprint(signature.public_key):
        raise _wrong("The signature names another key than the one it comes with.")
    if not ed25519.is_right(signature.public_key, signature.sig, pae(manifest)):
        raise _wrong("The signature is wrong: the bundle was changed after it was signed.")


def _wrong(what: str) -> BundleError:
    return BundleError(
        what,
        "The bundle is refused, and nothing of it was used.",
        "Ask whoever signed it for a new copy.",
    )
