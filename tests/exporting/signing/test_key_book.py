"""Keys are kept where secrets belong, and trust is given by name."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from tests.support.keys import Keeper, book_in, signing_in

from clausebench.domain.bundle.keys import KeyPlace, decoded, fingerprint, key_line, read_key_line
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.engines.weights.secret_store import SecretStore
from clausebench.exporting.signing import ed25519
from clausebench.services.signing import Keyring


def _never() -> str:
    raise AssertionError("no passphrase is needed")


def test_a_key_in_the_keyring_leaves_no_secret_on_the_disk(tmp_path: Path) -> None:
    keeper = Keeper()
    book = book_in(tmp_path, keeper)
    made = book.make("Ana Lima")
    assert made.place is KeyPlace.KEYRING
    secret = book.secret("ana lima", _never)
    assert ed25519.public_key_of(secret) == made.public_key
    assert keeper.kept == {made.fingerprint: secret}
    assert not [p for p in tmp_path.iterdir() if secret in p.read_text()]
    assert [key.name for key in book.trusted()] == ["Ana Lima"]


def test_a_locked_keyring_keeps_the_key_and_so_does_the_list(tmp_path: Path) -> None:
    keeper = Keeper()
    book = book_in(tmp_path, keeper)
    made = book.make("Ana")
    keeper.works = False
    with pytest.raises(BadInputError, match="does not let the key Ana be deleted"):
        book.forget("Ana")
    assert book.own() == (made,)
    assert [key.name for key in book.trusted()] == ["Ana"]
    assert book.forget("Ana", is_lost=True) == ("no longer trusted", "deleted")
    assert keeper.kept


def test_a_key_in_a_file_needs_its_passphrase(tmp_path: Path) -> None:
    book = book_in(tmp_path, Keeper(works=False))
    made = book.make("Ana", "correct horse")
    assert made.place is KeyPlace.FILE
    path = tmp_path / "ana.pem"
    assert b"ENCRYPTED PRIVATE KEY" in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ed25519.public_key_of(book.secret("Ana", lambda: "correct horse")) == made.public_key
    with pytest.raises(BadInputError, match="cannot be opened"):
        book.secret("Ana", lambda: "wrong")
    with pytest.raises(BadInputError, match="cannot be opened"):
        book.secret("Ana", lambda: "")


def test_without_a_keyring_no_key_lies_about(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="no keyring"):
        book_in(tmp_path, Keeper(works=False)).make("Ana")
    assert not list(tmp_path.iterdir())


def test_the_systems_keyring_must_really_keep_the_key() -> None:
    keyring = Keyring(SecretStore(service="test", spell=str))
    assert keyring.put("ab cd", "secret") is False  # the tests' keyring refuses
    assert keyring.get("ab cd") == ""
    keyring.forget("ab cd")


def test_a_keyring_that_lost_the_key_says_so(tmp_path: Path) -> None:
    keeper = Keeper()
    book = book_in(tmp_path, keeper)
    book.make("Ana")
    keeper.kept.clear()
    with pytest.raises(BadInputError, match="does not give"):
        book.secret("Ana", _never)


def test_names_are_taken_once(tmp_path: Path) -> None:
    book = book_in(tmp_path)
    book.make("Ana")
    for name in ("ana", "ANA", " Ana "):
        with pytest.raises(BadInputError, match="already"):
            book.make(name)
    with pytest.raises(BadInputError, match="needs a name"):
        book.make("\u202e")
    with pytest.raises(NotFoundError):
        book.secret("Bo", _never)


def test_a_name_never_changes_its_key_silently(tmp_path: Path) -> None:
    book = book_in(tmp_path)
    first, second = ed25519.make_pair()[1], ed25519.make_pair()[1]
    book.trust("Bo", first)
    with pytest.raises(BadInputError, match="another key"):
        book.trust("BO", second)
    assert book.trust("Bo of Oslo", first).name == "Bo of Oslo"
    assert [key.name for key in book.trusted()] == ["Bo of Oslo"]
    assert book.forget("Bo of Oslo") == ("no longer trusted",)
    assert book.trust("Bo", second).public_key == second


def test_a_forgotten_own_key_is_gone_everywhere(tmp_path: Path) -> None:
    keeper = Keeper()
    book = book_in(tmp_path, keeper)
    book.make("Ana", "some words")
    book.make("Bo")
    assert book.forget(book.public_key("ana").fingerprint) == ("no longer trusted", "deleted")
    assert book.forget("bo") == ("no longer trusted", "deleted")
    assert (book.own(), book.trusted(), keeper.kept) == ((), (), {})
    assert not (tmp_path / "ana.pem").exists()
    with pytest.raises(NotFoundError):
        book.forget("Ana")


def test_a_damaged_list_does_not_pass_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "trusted.json").write_text("[{}]")
    with pytest.raises(BadInputError, match="cannot be read"):
        book_in(tmp_path).trusted()


def test_public_keys_travel_in_one_line(tmp_path: Path) -> None:
    signing = signing_in(tmp_path / "a")
    made = signing.make("Ana Lima")
    line = key_line(made.name, made.public_key)
    assert read_key_line(f"  {line}\n") == ("Ana Lima", made.public_key)
    other = signing_in(tmp_path / "b")
    assert other.trust(line).name == "Ana Lima"
    assert other.find(made.fingerprint.replace(" ", "")).public_key == made.public_key
    for text in ("", "ssh-ed25519 AAAA x", f"clausebench-ed25519 {made.public_key[:-2]} x"):
        with pytest.raises(BadInputError, match="no public key"):
            other.trust(text)


def test_fingerprints_are_eight_groups_of_four() -> None:
    groups = fingerprint(ed25519.make_pair()[1]).split()
    assert [len(group) for group in groups] == [4] * 8


def test_base64_has_one_spelling() -> None:
    assert decoded("AAA=") == b"\0\0"
    assert decoded("AAB=") is None
    assert decoded("AAA") is None
    assert decoded("AA A=") is None
    assert decoded("AAA=", 3) is None


def test_other_kinds_of_key_files_are_refused() -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    pem = X25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"words"),
    )
    with pytest.raises(BadInputError, match="not Ed25519"):
        ed25519.from_pem(pem, "words")
    with pytest.raises(ValueError, match="not a key"):
        ed25519.sign("AAAA", b"")


@pytest.mark.parametrize("passphrase", ["short", "aaaaaaaaaaaa", "abcabcabcabc"])
def test_a_weak_passphrase_keeps_no_key(tmp_path: Path, passphrase: str) -> None:
    book = book_in(tmp_path)
    with pytest.raises(BadInputError, match="too weak"):
        book.make("Ana", passphrase)
    assert book.own() == ()


def test_a_book_says_whether_there_is_a_keyring(tmp_path: Path) -> None:
    assert signing_in(tmp_path).has_keyring()
    assert not signing_in(tmp_path, Keeper(works=False)).has_keyring()
