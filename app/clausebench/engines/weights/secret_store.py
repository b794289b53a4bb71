"""Access tokens in the system's keyring. The only door to keyring."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from clausebench.domain.network import normal_endpoint
from clausebench.domain.secrets import Keeping

_SERVICE = "clausebench"
_WEAKEST = 1
"""Keyrings below this priority keep secrets as plain text, or nowhere."""


class SecretStore:
    """One secret for each endpoint. May be slow: a keyring can ask the person to unlock it.

    ``backend`` is a keyring; None: the system's. ``service`` is what the keyring files the
    secrets under, ``spell`` gives the one spelling of a name.
    """

    def __init__(
        self,
        backend: Any = None,
        *,
        service: str = _SERVICE,
        spell: Callable[[str], str] = normal_endpoint,
    ) -> None:
        self._backend = backend
        self._service = service
        self._spell = spell
        self._session: dict[str, str] = {}
        self._alone = threading.Lock()

    def is_there(self) -> bool:
        """Whether the system has a keyring that keeps more than plain text."""
        return self._keyring() is not None

    def get(self, endpoint: str) -> str:
        """Empty if there is none."""
        name = self._spell(endpoint)
        return self._session.get(name) or self._ask(name)

    def place(self, endpoint: str) -> Keeping | None:
        """Where the secret is kept; None if there is none."""
        name = self._spell(endpoint)
        if name in self._session:
            return Keeping.SESSION
        return Keeping.KEYRING if self._ask(name) else None

    def put(self, endpoint: str, secret: str) -> Keeping:
        """By the keyring, or for this session where it does not keep it."""
        name = self._spell(endpoint)
        with self._alone:
            self._session.pop(name, None)
            if self._entrust(name, secret):
                return Keeping.KEYRING
            self._session[name] = secret
            return Keeping.SESSION

    def lend(self, endpoint: str, secret: str) -> None:
        """For this session, before whatever the keyring has."""
        self._session[self._spell(endpoint)] = secret

    def forget(self, endpoint: str) -> bool:
        """Harmless if there is none. False if the keyring may have it still: it is locked, or
        cannot be asked."""
        name = self._spell(endpoint)
        with self._alone:
            self._session.pop(name, None)
            keyring = self._keyring()
            if keyring is None:
                return False
            try:
                keyring.delete_password(self._service, name)
            except Exception:  # noqa: BLE001 - as below; and nothing to delete is no failure
                return self._is_gone(keyring, name)
            return True

    def _is_gone(self, keyring: Any, name: str) -> bool:
        try:
            return keyring.get_password(self._service, name) is None
        except Exception:  # noqa: BLE001 - as below
            return False

    def _entrust(self, name: str, secret: str) -> bool:
        """Some keyrings take a secret and keep nothing: it is asked for again."""
        keyring = self._keyring()
        if keyring is None:
            return False
        try:
            keyring.set_password(self._service, name, secret)
            return bool(keyring.get_password(self._service, name) == secret)
        except Exception:  # noqa: BLE001 - keyrings raise whatever their systems raise
            return False

    def _ask(self, name: str) -> str:
        keyring = self._keyring()
        try:
            return (keyring.get_password(self._service, name) or "") if keyring is not None else ""
        except Exception:  # noqa: BLE001 - as above
            return ""

    def _keyring(self) -> Any:
        """None where secrets would lie about as plain text."""
        if self._backend is None:
            try:
                import keyring

                self._backend = keyring.get_keyring()
            except Exception:  # noqa: BLE001 - as above
                return None
        try:
            return self._backend if self._backend.priority >= _WEAKEST else None
        except Exception:  # noqa: BLE001 - as above
            return None
