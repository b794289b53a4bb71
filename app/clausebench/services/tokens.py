"""Access tokens of hubs: given to one endpoint, kept by the system."""

from __future__ import annotations

from clausebench.domain.errors import BadInputError
from clausebench.domain.network import is_safe_endpoint
from clausebench.domain.secrets import Keeping
from clausebench.engines.weights.secret_store import SecretStore


class Tokens:
    """May be called on any thread but the window's own: a keyring can take its time."""

    def __init__(self, store: SecretStore | None = None) -> None:
        self._store = store or SecretStore()

    def get(self, endpoint: str) -> str:
        """The token of this endpoint and no other; empty if there is none."""
        return self._store.get(endpoint)

    def place(self, endpoint: str) -> Keeping | None:
        """Where the token is kept; None if there is none."""
        return self._store.place(endpoint)

    def put(self, endpoint: str, token: str) -> Keeping:
        """Raises ``BadInputError`` for what can be no token, which is not repeated in it."""
        return self._store.put(endpoint, _checked(endpoint, token))

    def lend(self, endpoint: str, token: str) -> None:
        """For this process alone, whatever the keyring has. Raises ``BadInputError``."""
        self._store.lend(endpoint, _checked(endpoint, token))

    def forget(self, endpoint: str) -> None:
        """Harmless if there is none."""
        self._store.forget(endpoint)


def _checked(endpoint: str, token: str) -> str:
    if not is_safe_endpoint(endpoint):
        raise BadInputError(f"{endpoint} is no address of a hub.", hint="It begins with https.")
    text = token.strip()
    if not text or not text.isascii() or not text.isprintable() or " " in text:
        raise BadInputError(
            "That is no access token.",
            "A token is one word of letters, digits and underscores.",
            "Copy it again from your account on the hub.",
        )
    return text
