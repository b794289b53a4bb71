"""Keys, signatures on bundles, and whom they come from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from clausebench.domain.bundle.envelope import Standing
from clausebench.domain.bundle.keys import OwnKey, TrustedKey, read_key_line
from clausebench.domain.bundle.names import SIGNATURE
from clausebench.domain.errors import BadInputError
from clausebench.domain.secrets import Keeping
from clausebench.engines.weights.secret_store import SecretStore
from clausebench.exporting.bundle.archive import archive
from clausebench.exporting.signing import dsse
from clausebench.exporting.signing.key_book import KeyBook
from clausebench.importing.bundle import Bundle, read_bundle, read_members

Passphrase = Callable[[], str]
"""Asked for only where one is needed."""


class Keyring:
    """The system's keyring as a keeper of signing keys. Keeping one only for this session would
    lose it, so that counts as not kept."""

    def __init__(self, store: SecretStore) -> None:
        self._store = store

    def is_there(self) -> bool:
        return self._store.is_there()

    def get(self, name: str) -> str:
        return self._store.get(name)

    def put(self, name: str, secret: str) -> bool:
        if self._store.put(name, secret) is Keeping.KEYRING:
            return True
        self._store.forget(name)
        return False

    def forget(self, name: str) -> bool:
        return self._store.forget(name)


class Signing:
    """Signs bundles with own keys and says who signed a bundle."""

    def __init__(self, book: KeyBook) -> None:
        self._book = book

    def has_keyring(self) -> bool:
        """Whether secrets can be entrusted to the system. May be slow, and asks nobody."""
        return self._book.has_keyring()

    def own(self) -> tuple[OwnKey, ...]:
        return self._book.own()

    def trusted(self) -> tuple[TrustedKey, ...]:
        return self._book.trusted()

    def make(self, name: str, passphrase: str | None = None) -> OwnKey:
        """See ``KeyBook.make``."""
        return self._book.make(name, passphrase)

    def find(self, name: str) -> OwnKey | TrustedKey:
        """By name or fingerprint. Raises ``NotFoundError``."""
        return self._book.public_key(name)

    def trust(self, line: str, name: str = "") -> TrustedKey:
        """Trust a public key as ``keys export`` prints it. Raises ``BadInputError``."""
        found = read_key_line(line)
        if found is None:
            raise BadInputError(
                "That is no public key of Clausebench.",
                hint="Take the whole line, as its owner copied it out of Clausebench.",
            )
        return self._book.trust(name or found[0], found[1])

    def forget(self, name: str, *, is_lost: bool = False) -> tuple[str, ...]:
        """See ``KeyBook.forget``."""
        return self._book.forget(name, is_lost=is_lost)

    def envelope(
        self, manifest: bytes, key: str, passphrase: Passphrase, before: Bundle | None = None
    ) -> bytes:
        """The signature member over a manifest. Raises ``NotFoundError``, ``BadInputError``."""
        secret = self._book.secret(key, passphrase)
        made = dsse.signed(manifest, secret, before.envelope if before else None)
        return dsse.envelope_file(made)

    def sign(self, path: Path, key: str, passphrase: Passphrase) -> bytes:
        """The bundle with one more signature. Raises ``BundleError`` when it is not in order."""
        bundle = read_bundle(path)
        self.standing(bundle)
        members = read_members(path)
        members[SIGNATURE] = self.envelope(bundle.manifest_bytes, key, passphrase, bundle)
        return archive(members)

    def standing(self, bundle: Bundle) -> Standing:
        """Who signed it. Raises ``BundleError`` if a signature is wrong."""
        return dsse.standing(bundle.manifest_bytes, bundle.envelope, self._book.trusted())
