from __future__ import annotations

import pytest
from tests.support.linking_samples import CONTENT, POLICY_TEXT, found, links_in, only

from clausebench.domain.linking import (
    LinkKind,
)


@pytest.mark.parametrize(
    "quoted",
    [
        '"the drop side sticks a bit"',
        "“The drop  side sticks a bit”",
        "„the drop side sticks a bit“",
        "«the drop side sticks a bit»",
        "「the drop side sticks a bit」",
        "'the drop side sticks a bit'",
        "‘the drop side sticks a bit’",
        "`the drop side sticks a bit`",
    ],
)
def test_a_quote_from_the_content_is_found_in_any_marks(quoted: str) -> None:
    text = f"The seller admits {quoted} here."
    quote = only(text, LinkKind.CONTENT_QUOTE)
    assert quote.span.of(text) == quoted[1:-1]
    assert quote.exact
    assert quote.content_span is not None
    assert quote.content_span.of(CONTENT) == "the drop side sticks a bit"


def test_a_quote_from_the_policy_knows_its_clause() -> None:
    text = 'Like "Baby cot from 2009, drop side still works fine." says.'
    quote = only(text, LinkKind.POLICY_QUOTE)
    assert quote.clause == "ML3.a"
    assert quote.policy_span is not None
    assert quote.policy_span.of(POLICY_TEXT).startswith("Baby cot from 2009")


def test_five_shared_words_are_a_quote_without_marks() -> None:
    assert found("He says my three kids survived it, so", LinkKind.CONTENT_QUOTE) == [
        "my three kids survived it"
    ]
    assert found("He says three kids survived it, so", LinkKind.CONTENT_QUOTE) == []


def test_ten_shared_characters_without_spaces_are_a_quote_too() -> None:
    content = "卖旧婴儿床，侧栏有点卡住，只收现金。"
    quoted = found("内容说侧栏有点卡住，只收现金。", LinkKind.CONTENT_QUOTE, content)
    assert quoted == ["侧栏有点卡住，只收现金"]


def test_a_longer_policy_run_beats_a_shorter_content_run() -> None:
    content = "hide what a buyer must see"
    text = "These are listings that hide what a buyer must know before paying."
    assert found(text, LinkKind.POLICY_QUOTE, content) == [
        "listings that hide what a buyer must know before paying"
    ]


def test_a_quote_that_stands_in_both_belongs_to_the_content_and_knows_both_places() -> None:
    content = "Luxury watch, looks exactly like the original, unbeatable price."
    quote = only(f'The user writes: "{content}"', LinkKind.CONTENT_QUOTE, content)
    assert quote.clause == "ML2.b"
    assert quote.content_span is not None
    assert quote.content_span.of(content) == content[:-1]
    assert quote.policy_span is not None


def test_a_quote_that_stands_in_both_belongs_to_the_policy_when_that_was_named() -> None:
    content = "Luxury watch, looks exactly like the original, unbeatable price."
    assert found(f'The example in the policy: "{content}"', LinkKind.POLICY_QUOTE, content) == [
        content
    ]


def test_pieces_between_ellipses_are_one_quote() -> None:
    quote = only(
        'It says "Selling my old cot... my three kids […] Cash only!"', LinkKind.CONTENT_QUOTE
    )
    assert quote.exact
    assert quote.content_span is not None
    assert quote.content_span.of(CONTENT) == CONTENT[:-1]


def test_an_elided_quote_with_a_wrong_piece_is_not_exact() -> None:
    text = 'It says "Selling my old cot, the drop side ... never sticks".'
    assert not only(text, LinkKind.CONTENT_QUOTE).exact
    assert found('"One … two"', LinkKind.CONTENT_QUOTE) == []


def test_a_quote_with_small_changes_is_near() -> None:
    quote = only('"listings hiding what the buyer must know before paying"', LinkKind.POLICY_QUOTE)
    assert not quote.exact
    assert quote.clause == "ML2"


def test_invented_words_are_an_unfound_quote() -> None:
    text = 'The policy says "old furniture may never be offered online".'
    assert found(text, LinkKind.UNFOUND_QUOTE) == ["old furniture may never be offered online"]


def test_one_or_two_words_in_inverted_commas_are_no_claim() -> None:
    assert [x.kind for x in links_in('a "vintage" or "shabby chic" thing')] == []


def test_a_quote_stretched_over_too_much_text_is_not_near() -> None:
    content = "red apples are not always green blue"
    assert found('"red green blue"', LinkKind.CONTENT_QUOTE, content) == []


def test_of_a_very_long_changed_quote_the_unchanged_parts_are_linked() -> None:
    content = " ".join(f"word{number}" for number in range(150))
    text = f'It says "{content.replace("word75 ", "")}".'
    assert [len(x.split()) for x in found(text, LinkKind.CONTENT_QUOTE, content)] == [75, 74]
    assert found(text, LinkKind.UNFOUND_QUOTE, content) == []


def test_a_quote_that_swallows_the_next_opening_mark_is_read_again() -> None:
    text = 'It says "something and then "the drop side sticks a bit" is key.'
    assert found(text, LinkKind.CONTENT_QUOTE) == ["the drop side sticks a bit"]
    assert found(text, LinkKind.UNFOUND_QUOTE) == []


def test_another_kind_of_mark_inside_an_unfound_quote_changes_nothing() -> None:
    text = "It says \"somebody called 'Sam' sold it twice before\"."
    assert found(text, LinkKind.UNFOUND_QUOTE) == ["somebody called 'Sam' sold it twice before"]


def test_marks_without_words_are_compared_as_they_stand() -> None:
    assert found('The "🔪🔪" is a threat', LinkKind.CONTENT_QUOTE, "see you 🔪🔪") == ["🔪🔪"]
    assert [x.kind for x in links_in('The "🔪" and " " here')] == []


def test_a_lone_letter_is_not_quoted_from_the_policy() -> None:
    assert [x.kind for x in links_in("Is 'a' Latin?", content="")] == []


def test_apostrophes_and_inches_open_no_quote() -> None:
    assert [x.kind for x in links_in("It's the sellers' 5\" screen, isn't it")] == []
