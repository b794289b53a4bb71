"""Access tokens with keyrings that work, refuse, forget, or keep plain text."""

from __future__ import annotations

import pytest

from clausebench.domain.errors import BadInputError
from clausebench.domain.secrets import Keeping
from clausebench.engines.weights.secret_store import SecretStore
from clausebench.services.tokens import Tokens

HUB, OTHER, TOKEN = "https://huggingface.co", "https://mirror.org", "hf_canary"


class Ring:
    """A keyring in memory."""

    priority = 5.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


class Locked(Ring):
    def get_password(self, service: str, name: str) -> str | None:
        raise RuntimeError("locked")

    def set_password(self, service: str, name: str, secret: str) -> None:
        raise RuntimeError("locked")


class Forgetful(Ring):
    def set_password(self, service: str, name: str, secret: str) -> None:
        """Says nothing and keeps nothing."""


class PlainText(Ring):
    priority = 0.5


class Broken(Ring):
    @property
    def priority(self) -> float:  # type: ignore[override]
        raise RuntimeError("no bus")


def test_a_keyring_keeps_a_token_for_one_hub_under_any_spelling() -> None:
    ring = Ring()
    tokens = Tokens(SecretStore(ring))
    assert tokens.put(HUB, f" {TOKEN}\n") is Keeping.KEYRING
    again = Tokens(SecretStore(ring))
    assert again.get("https://HUGGINGFACE.co/") == TOKEN
    assert again.place(HUB) is Keeping.KEYRING
    assert again.get(OTHER) == ""
    assert again.place(OTHER) is None
    again.forget(HUB)
    again.forget(HUB)
    assert (again.get(HUB), ring.kept) == ("", {})


@pytest.mark.parametrize("ring", [Locked(), Forgetful(), PlainText(), Broken()])
def test_without_a_safe_keyring_a_token_lives_as_long_as_the_process(ring: Ring) -> None:
    tokens = Tokens(SecretStore(ring))
    assert tokens.put(HUB, TOKEN) is Keeping.SESSION
    assert tokens.get(HUB) == TOKEN
    assert tokens.place(HUB) is Keeping.SESSION
    assert ring.kept == {}
    assert Tokens(SecretStore(ring)).get(HUB) == ""
    tokens.forget(HUB)
    assert tokens.place(HUB) is None


def test_a_lent_token_goes_before_the_kept_one_and_is_not_kept() -> None:
    ring = Ring()
    tokens = Tokens(SecretStore(ring))
    tokens.put(HUB, TOKEN)
    tokens.lend(HUB, "hf_other")
    assert tokens.get(HUB) == "hf_other"
    assert Tokens(SecretStore(ring)).get(HUB) == TOKEN


@pytest.mark.parametrize("said", ["", "  ", "two words", "hf_\x1b[31m", "hf_ü"])
def test_what_can_be_no_token_is_refused_and_not_repeated(said: str) -> None:
    with pytest.raises(BadInputError) as caught:
        Tokens(SecretStore(Ring())).put(HUB, said)
    assert not said.strip() or said not in str(caught.value)


def test_an_unsafe_address_gets_no_token() -> None:
    with pytest.raises(BadInputError):
        Tokens(SecretStore(Ring())).put("http://huggingface.co", TOKEN)


def test_forgetting_says_whether_the_keyring_may_have_it_still() -> None:
    ring = Ring()
    store = SecretStore(ring)
    store.put(HUB, TOKEN)
    assert store.forget(HUB)
    assert not ring.kept
    assert store.forget(HUB)  # there is none, which is what was wanted
    for unwilling in (Locked(), PlainText(), Broken()):
        assert not SecretStore(unwilling).forget(HUB)
