"""Pseudonyms stay, tell nothing, and are never shared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain import pseudonyms as module
from clausebench.domain.pseudonyms import pseudonyms

KEY = b"a key that stays at home"


@given(st.lists(st.text(max_size=5)))
def test_they_stay_the_same_and_two_names_never_share_one(names: list[str]) -> None:
    found = pseudonyms(names, KEY)
    assert found == pseudonyms(reversed(names), KEY)
    assert len(set(found.values())) == len(set(names))
    assert all(found[name] == pseudonyms([name], KEY)[name] for name in names)


def test_another_key_gives_others_and_no_digits_or_vowels_occur() -> None:
    (ours,), (theirs,) = (pseudonyms(["Ana"], key).values() for key in (KEY, b"other"))
    assert ours != theirs
    assert len(ours) == 8
    assert not set(ours) & set("aeiou0123456789")


def test_names_that_would_share_one_get_more_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LENGTH", 1)
    names = [f"person {n}" for n in range(40)]
    found = pseudonyms(names, KEY)
    assert len(set(found.values())) == 40
