"""Public keys have one spelling, one line to travel in, and a fingerprint to read out."""

from __future__ import annotations

import base64

import pytest

from clausebench.domain.bundle.keys import (
    KeyPlace,
    OwnKey,
    TrustedKey,
    decoded,
    fingerprint,
    key_line,
    read_key_line,
)

KEY = base64.b64encode(bytes(range(32))).decode()
OTHER = base64.b64encode(bytes(32)).decode()


def test_a_fingerprint_is_eight_groups_of_four() -> None:
    assert [len(group) for group in fingerprint(KEY).split()] == [4] * 8
    assert fingerprint(KEY) != fingerprint(OTHER)
    own = OwnKey("Ana", KEY, "", KeyPlace.FILE)
    assert own.fingerprint == TrustedKey("Ana", KEY, "").fingerprint == fingerprint(KEY)


def test_base64_is_taken_only_as_encoders_write_it() -> None:
    assert decoded(KEY, 32) == bytes(range(32))
    for text in (KEY[:-1], f"{KEY}\n", KEY.replace("=", "A"), "AAB=", "é"):
        assert decoded(text, 32) is None
    assert decoded(KEY, 31) is None


def test_a_key_travels_in_one_line() -> None:
    line = key_line("Ana Lima", KEY)
    assert read_key_line(f"\n {line} \n") == ("Ana Lima", KEY)
    assert read_key_line(key_line("A\u202ena", KEY)) == ("Ana", KEY)


@pytest.mark.parametrize("text", ["", KEY, f"ssh-ed25519 {KEY} Ana", "clausebench-ed25519 AAAA x"])
def test_other_lines_are_no_keys(text: str) -> None:
    assert read_key_line(text) is None
