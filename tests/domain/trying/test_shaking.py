"""Writing otherwise what means the same."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.hidden import hidden_characters
from clausebench.domain.reading_policy import parse
from clausebench.domain.trying.obfuscations import OBFUSCATIONS, obfuscate
from clausebench.domain.trying.rewordings import REWORDINGS, reword
from clausebench.paths import shipped

STARTERS = sorted(p for p in shipped("policies").iterdir() if (p / "policy.md").is_file())
CONTENT = "Hello, my team can fix your website cheaply"
FLAT = """# Rules

## Violates

- R1 Sales: offers goods.
- R2 Links: only links.

## Allowed

- R7 Receipts: about an order.
"""


@pytest.mark.parametrize("folder", STARTERS, ids=lambda p: p.name)
@pytest.mark.parametrize("name", REWORDINGS)
def test_a_reworded_policy_has_the_same_clauses_or_is_not_tried(folder: Path, name: str) -> None:
    policy = parse((folder / "policy.md").read_text("utf-8"))
    text = reword(policy, name)
    if text is None:
        return
    other = parse(text)
    assert text != policy.text
    assert {(c.code, c.kind) for c in other.clauses if c.code} == {
        (c.code, c.kind) for c in policy.clauses if c.code
    }
    if name != "neutral-terms":  # the only one that changes words
        assert sorted(filter(str.isalnum, text.casefold())) == sorted(
            filter(str.isalnum, policy.text.casefold())
        )


def test_coded_lines_become_a_list_and_terms_lose_their_everyday_meaning() -> None:
    policy = parse("# P\n\n## Violates\n\nSP1.a Ads: selling.\nSP1.b Pills.\n")
    assert REWORDINGS["bullets"](policy).endswith("- SP1.a Ads: selling.\n- SP1.b Pills.\n")
    policy = parse(
        "# P\n\n## Definitions\n\n- **Promotion**: an offer to buy.\n\n"
        "## Violates\n\n- SP1 Unasked promotion.\n"
    )
    assert "- SP1 Unasked Concept 1." in REWORDINGS["neutral-terms"](policy)


@pytest.mark.parametrize("folder", STARTERS, ids=lambda p: p.name)
def test_most_ways_can_be_tried_on_every_starter(folder: Path) -> None:
    policy = parse((folder / "policy.md").read_text("utf-8"))
    assert sum(reword(policy, name) is not None for name in REWORDINGS) >= 6


def test_clauses_of_one_list_change_places_within_it() -> None:
    text = reword(parse(FLAT), "clause-order")
    assert text is not None
    assert text.index("R2") < text.index("R1") < text.index("R7")


def test_there_are_twelve_obfuscations_and_each_changes_something() -> None:
    assert len(OBFUSCATIONS) == 12
    for name in OBFUSCATIONS:
        assert obfuscate(CONTENT, (name,)) != CONTENT, name


@pytest.mark.parametrize("name", OBFUSCATIONS)
def test_an_obfuscation_can_be_repeated_and_read_back_by_a_person(name: str) -> None:
    once = obfuscate(CONTENT, (name,), 3)
    assert once == obfuscate(CONTENT, (name,), 3)
    letters = [c for c in unicodedata.normalize("NFKD", once).casefold() if c.isalnum()]
    assert len(letters) >= len(list(filter(str.isalnum, CONTENT)))


def test_they_can_be_stacked_and_what_is_invisible_is_found() -> None:
    text = obfuscate(CONTENT, ("capitals", "invisible"))
    assert "HELLO" in text.replace("\N{ZERO WIDTH SPACE}", "")
    assert hidden_characters(text)


@given(st.text(max_size=200), st.sampled_from(sorted(OBFUSCATIONS)), st.integers(0, 5))
def test_any_content_can_be_obfuscated(text: str, name: str, seed: int) -> None:
    assert isinstance(obfuscate(text, (name,), seed), str)
