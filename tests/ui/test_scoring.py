"""A few letters find the right name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clausebench.ui.scoring import score

NAMES = ["Compare run", "Run suite", "Save version", "Show exact prompt", "Go to clause"]


def best(typed: str) -> str:
    return max(NAMES, key=lambda name: score(typed, name) or -1)


def test_letters_at_the_starts_of_words_win() -> None:
    assert best("rs") == "Run suite"
    assert best("run sut") == "Run suite"
    assert best("sv") == "Save version"
    assert best("clau") == "Go to clause"


def test_letters_in_another_order_do_not_fit() -> None:
    assert score("nur", "Run") is None


def test_a_shorter_name_wins_a_tie() -> None:
    assert (score("run", "Run") or 0) > (score("run", "Run suite") or 0)


def test_a_best_path_is_found_behind_a_worse_one() -> None:
    assert (score("s", "Close suite") or 0) > (score("s", "Close") or 0)


@given(st.text(max_size=12))
def test_a_name_fits_itself(name: str) -> None:
    assert score(name, name) is not None


@given(st.text(max_size=6), st.text(max_size=20))
def test_what_fits_is_a_subsequence(typed: str, name: str) -> None:
    letters = iter(name.casefold())
    is_subsequence = all(c in letters for c in "".join(typed.casefold().split()))
    assert (score(typed, name) is not None) == is_subsequence
