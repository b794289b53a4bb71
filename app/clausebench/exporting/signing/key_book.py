"""Own keys and trusted keys, in a folder that only their owner may read.

``own.json`` and ``trusted.json`` hold names and public keys; secrets are in the system's keyring,
or in ``<slug>.pem`` under a passphrase. Secrets are never in plain text on a disk.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from clausebench.domain.bundle.keys import (
    KeyPlace,
    OwnKey,
    TrustedKey,
    fingerprint,
    passphrase_problem,
)
from clausebench.domain.bundle.names import plain_title, slug_of
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.plain import PlainError, from_plain, to_plain
from clausebench.exporting.signing import ed25519

T = TypeVar("T", OwnKey, TrustedKey)


class SecretKeeper(Protocol):
    """A keyring. ``is_there`` says whether there is one that may keep secrets, ``put`` whether it
    keeps this one, ``forget`` whether it has it no more."""

    def is_there(self) -> bool: ...

    def get(self, name: str) -> str: ...

    def put(self, name: str, secret: str) -> bool: ...

    def forget(self, name: str) -> bool: ...


class KeyBook:
    """The keys of one person on one machine. ``now`` gives the time as text."""

    def __init__(self, folder: Path, keeper: SecretKeeper, now: Callable[[], str]) -> None:
        self._folder = folder
        self._keeper = keeper
        self._now = now

    def has_keyring(self) -> bool:
        return self._keeper.is_there()

    def own(self) -> tuple[OwnKey, ...]:
        """By name. Raises ``BadInputError`` when the list cannot be read."""
        return self._read("own.json", OwnKey)

    def trusted(self) -> tuple[TrustedKey, ...]:
        """By name. Raises as ``own``: a list that cannot be read must not pass for empty."""
        return self._read("trusted.json", TrustedKey)

    def make(self, name: str, passphrase: str | None = None) -> OwnKey:
        """A new key, trusted from now on. With a passphrase it goes to a file, else to the
        keyring. Raises ``BadInputError`` if the name is taken, the passphrase is too weak, or no
        keyring keeps secrets."""
        name = self._free(name)
        weakness = passphrase_problem(passphrase) if passphrase else ""
        if weakness:
            raise BadInputError("This passphrase is too weak.", "No key was made.", weakness)
        secret, public_key = ed25519.make_pair()
        place = self._keep(name, secret, passphrase)
        made = OwnKey(name, public_key, self._now(), place)
        self._write("own.json", [*self.own(), made])
        self.trust(name, public_key)
        return made

    def secret(self, name: str, passphrase: Callable[[], str]) -> str:
        """To sign with; ``passphrase`` is asked only where one is needed. Raises
        ``NotFoundError`` and ``BadInputError``."""
        key = _called(self.own(), name)
        if key is None:
            raise _unknown(name)
        if key.place is KeyPlace.FILE:
            return ed25519.from_pem(self._file(key.name).read_bytes(), passphrase())
        secret = self._keeper.get(key.fingerprint)
        if not secret:
            raise BadInputError(
                f"The keyring does not give the key {key.name}.",
                "It is locked, or the key was taken out of it.",
                "Unlock the keyring, or make another key.",
            )
        return secret

    def trust(self, name: str, public_key: str) -> TrustedKey:
        """Believe that a key belongs to this name. Raises ``BadInputError`` when the name has
        another key already."""
        name = _plain(name)
        kept = [key for key in self.trusted() if key.public_key != public_key]
        if any(slug_of(key.name) == slug_of(name) for key in kept):
            raise BadInputError(
                f"{name} is trusted with another key already.",
                "Somebody may pretend to be them.",
                "Compare fingerprints with them, then forget the old key first.",
            )
        made = TrustedKey(name, public_key, self._now())
        self._write("trusted.json", [*kept, made])
        return made

    def forget(self, name: str, *, is_lost: bool = False) -> tuple[str, ...]:
        """Trust it no longer, and delete it if it is an own key; returns what was done. Raises
        ``NotFoundError``, and ``BadInputError`` if the keyring does not let it go: then nothing
        was done, unless ``is_lost``."""
        done = []
        trusted, own = self.trusted(), self.own()
        for key in own:
            if _is_called(key, name) and key.place is KeyPlace.KEYRING:
                self._take_out(key, is_lost=is_lost)
        if any(_is_called(key, name) for key in trusted):
            self._write("trusted.json", [key for key in trusted if not _is_called(key, name)])
            done.append("no longer trusted")
        for key in (key for key in own if _is_called(key, name)):
            self._file(key.name).unlink(missing_ok=True)
            self._write("own.json", [other for other in own if other != key])
            done.append("deleted")
        if not done:
            raise _unknown(name)
        return tuple(done)

    def _take_out(self, key: OwnKey, *, is_lost: bool) -> None:
        if not self._keeper.forget(key.fingerprint) and not is_lost:
            raise BadInputError(
                f"The keyring does not let the key {key.name} be deleted.",
                "It is locked, or cannot be asked; the key is still there and still trusted.",
                "Unlock the keyring and try again, or add --lost if there is none any more.",
            )

    def public_key(self, name: str) -> OwnKey | TrustedKey:
        """An own or trusted key. Raises ``NotFoundError``."""
        found: OwnKey | TrustedKey | None = _called(self.own(), name)
        found = found or _called(self.trusted(), name)
        if found is None:
            raise _unknown(name)
        return found

    def _free(self, name: str) -> str:
        name = _plain(name)
        taken = [key.name for key in self.own()] + [key.name for key in self.trusted()]
        if slug_of(name) in map(slug_of, taken):
            raise BadInputError(
                f"There is a key named {name} already.", hint="Choose another name."
            )
        return name

    def _keep(self, name: str, secret: str, passphrase: str | None) -> KeyPlace:
        if passphrase:
            self._write_private(self._file(name), ed25519.to_pem(secret, passphrase))
            return KeyPlace.FILE
        if self._keeper.put(fingerprint(ed25519.public_key_of(secret)), secret):
            return KeyPlace.KEYRING
        raise BadInputError(
            "This system has no keyring that keeps secrets, or it is locked.",
            "No key was made: it would have to lie about in plain text.",
            "Keep it in a file under a passphrase (clausebench keys make NAME --file).",
        )

    def _file(self, name: str) -> Path:
        return self._folder / f"{slug_of(name)}.pem"

    def _read(self, name: str, kind: type[T]) -> tuple[T, ...]:
        path = self._folder / name
        if not path.exists():
            return ()
        try:
            return from_plain(tuple[kind, ...], json.loads(path.read_text("utf-8")))  # type: ignore[valid-type]
        except (OSError, ValueError, PlainError) as error:
            raise BadInputError(
                f"The list of keys {path} cannot be read.",
                "Nothing is taken as trusted or not trusted on that basis.",
                "Put it right, or delete it and trust your keys again.",
            ) from error

    def _write(self, name: str, keys: list[T]) -> None:
        ordered = sorted(keys, key=lambda key: key.name.casefold())
        text = json.dumps(to_plain(ordered), ensure_ascii=False, indent=2)
        self._write_private(self._folder / name, text.encode())

    def _write_private(self, path: Path, data: bytes) -> None:
        """Whole or not at all, and for nobody else to read."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.truncate()
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)


def _called(keys: tuple[T, ...], name: str) -> T | None:
    return next((key for key in keys if _is_called(key, name)), None)


def _is_called(key: OwnKey | TrustedKey, name: str) -> bool:
    return name.casefold() in (key.name.casefold(), key.fingerprint) or (
        name == key.fingerprint.replace(" ", "")
    )


def _plain(name: str) -> str:
    name = plain_title(name)
    if not name:
        raise BadInputError("A key needs a name.", hint="Give it the name of its owner.")
    return name


def _unknown(name: str) -> NotFoundError:
    return NotFoundError(f"There is no key {name}.", hint="clausebench keys list shows them.")
