"""Key pairs and signatures. Keys and signatures are Base64 texts of their raw bytes."""

from __future__ import annotations

import base64

from clausebench.domain.bundle.keys import decoded
from clausebench.domain.errors import BadInputError

_KEY, _SIGNATURE = 32, 64


def make_pair() -> tuple[str, str]:
    """A secret key and its public key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    made = Ed25519PrivateKey.generate()
    return _text(made.private_bytes_raw()), _text(made.public_key().public_bytes_raw())


def public_key_of(secret: str) -> str:
    """Raises ``ValueError`` for what is no key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.from_private_bytes(_raw(secret))
    return _text(private.public_key().public_bytes_raw())


def sign(secret: str, message: bytes) -> str:
    """Raises ``ValueError`` for what is no key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return _text(Ed25519PrivateKey.from_private_bytes(_raw(secret)).sign(message))


def is_right(public_key: str, signature: str, message: bytes) -> bool:
    """Whether the signature over the message was made with this key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key, raw = decoded(public_key, _KEY), decoded(signature, _SIGNATURE)
    if key is None or raw is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(raw, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def to_pem(secret: str, passphrase: str) -> bytes:
    """PKCS #8 under the passphrase, as OpenSSL and others read it."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(_raw(secret)).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase.encode()),
    )


def from_pem(pem: bytes, passphrase: str) -> str:
    """The secret key. Raises ``BadInputError`` for a wrong passphrase or another kind of file."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        key = serialization.load_pem_private_key(pem, passphrase.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadInputError(
            "The key file cannot be opened.",
            "The passphrase is wrong, or the file holds no key under a passphrase.",
            "Try the passphrase again.",
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInputError("The key file holds a key that is not Ed25519.")
    return _text(key.private_bytes_raw())


def _raw(secret: str) -> bytes:
    raw = decoded(secret, _KEY)
    if raw is None:
        raise ValueError("not a key")
    return raw


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
