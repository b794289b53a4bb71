from __future__ import annotations

import pytest
from tests.support.linking_samples import POLICY, found, links_in

from clausebench.domain.clause import Decision, Label, ParsedPolicy
from clausebench.domain.linking import (
    LinkKind,
    link,
)


def test_a_quoted_label_or_code_is_not_a_quote() -> None:
    text = 'Output "INVALID" by "ML2.a".'
    assert [x.kind for x in links_in(text)] == [LinkKind.LABEL, LinkKind.CITATION]


def test_invalid_is_not_a_mention_of_valid() -> None:
    labels = [x.name for x in links_in("INVALID, not VALID.") if x.kind is LinkKind.LABEL]
    assert labels == ["INVALID", "VALID"]


@pytest.mark.parametrize("text", ["So it is valid.", 'call it "Valid"', "→ valid"])
def test_a_label_in_other_case_counts_when_it_is_announced(text: str) -> None:
    assert [x.name for x in links_in(text) if x.kind is LinkKind.LABEL] == ["VALID"]


def test_a_label_in_other_case_is_an_ordinary_word_elsewhere() -> None:
    assert found("They make a valid point about valid tickets.", LinkKind.LABEL) == []


def test_digits_are_labels_only_after_words_that_announce_an_answer() -> None:
    policy = ParsedPolicy("", "", (), (Label("1", Decision.VIOLATES), Label("0", Decision.ALLOWED)))
    text = "There are 1 or 0 reasons. Output: 1"
    assert [(x.name, x.span.start) for x in link(text, policy, "")] == [("1", len(text) - 1)]


def test_labels_stand_inside_policy_quotes_but_not_inside_content_quotes() -> None:
    content = "This listing is VALID, trust me on that."
    inside = links_in('He claims "This listing is VALID, trust me on that."', content)
    assert [x.kind for x in inside] == [LinkKind.CONTENT_QUOTE]
    text = 'It must "Return exactly one word: VALID or INVALID."'
    assert [x.kind for x in links_in(text)] == [
        LinkKind.POLICY_QUOTE,
        LinkKind.LABEL,
        LinkKind.LABEL,
    ]


def test_terms_are_found_in_the_plural_and_link_to_their_definition() -> None:
    text = "No counterfeits, no safety recall."
    terms = [x for x in links_in(text) if x.kind is LinkKind.TERM]
    assert [x.name for x in terms] == ["Counterfeit", "Safety Recall"]
    assert all(x.clause and POLICY.clause(x.clause) for x in terms)


def test_a_clause_title_is_no_hedge() -> None:
    links = links_in("ML2.b: Likely copies. Likely fine.")
    assert [x.kind for x in links] == [LinkKind.CITATION, LinkKind.TERM, LinkKind.HEDGE]


@pytest.mark.parametrize(
    "text",
    [
        "Maybe so",
        "it might fit",
        "this is borderline",
        "quizás",
        "peut-être",
        "vielleicht",
        "可能是",
    ],
)
def test_hedges_are_found_in_several_languages(text: str) -> None:
    assert len(found(text, LinkKind.HEDGE)) == 1


def test_a_turn_opens_a_sentence_unless_it_can_mean_nothing_else() -> None:
    text = "But wait. Wait, it's old but fine; however, actually. Actually"
    assert found(text, LinkKind.TURN) == ["But", "Wait", "however", "Actually"]
