from __future__ import annotations

import pytest
from tests.support.linking_samples import POLICY, POLICY_TEXT, found, links_in, only

from clausebench.domain.linking import (
    LinkKind,
    find_clause,
    link,
)
from clausebench.domain.reading_policy import parse


@pytest.mark.parametrize(
    ("written", "clause"),
    [
        ("This is ML2.a again.", "ML2.a"),
        ("so ml2.a.", "ML2.a"),
        ("rule ML2, clearly", "ML2"),
        ("ML2(a)?", "ML2.a"),
        ("ML2a", "ML2.a"),
        ("ML-2", "ML2"),
        ("ML 2.b", "ML2.b"),
        ("D-ML3", "ML3"),
        ("ML2.A new sentence", "ML2"),
        ("ML2/ML9", "ML2"),
    ],
)
def test_a_code_is_recognised_in_its_usual_spellings(written: str, clause: str) -> None:
    citation = only(written, LinkKind.CITATION)
    assert citation.clause == clause
    assert citation.name == clause
    assert citation.policy_span is not None
    assert citation.policy_span.of(POLICY_TEXT).count(clause) >= 1


def test_a_citation_survives_an_emoji() -> None:
    assert found("🏴󠁧󠁢󠁥󠁮󠁧󠁿 hence ML3.a 👍🏽", LinkKind.CITATION) == ["ML3.a"]


@pytest.mark.parametrize("written", ["ML7", "ML2.z", "D-ML5", "ML0.c"])
def test_a_code_of_the_right_shape_without_a_clause_is_unknown(written: str) -> None:
    text = f"According to {written} it is bad."
    unknown = only(text, LinkKind.UNKNOWN_CITATION)
    assert unknown.span.of(text) == written
    assert unknown.clause is None


@pytest.mark.parametrize("text", ["UTF-8", "HTML2 page", "xml2", "ML 23456", "MP3", "the ml of 2"])
def test_other_letters_and_digits_are_no_citation(text: str) -> None:
    kinds = {x.kind for x in links_in(text)}
    assert kinds.isdisjoint({LinkKind.CITATION, LinkKind.UNKNOWN_CITATION})


def test_a_one_letter_family_must_be_written_as_in_the_policy() -> None:
    policy = parse("# Policy\n\n- A1 First rule: no shouting.\n- A2 Second rule: no whispering.\n")
    assert policy.codes == ("A1", "A2")
    kinds = [(x.kind, x.name) for x in link("A2, not a 1 or a1 or A9", policy, "")]
    assert kinds == [(LinkKind.CITATION, "A2"), (LinkKind.UNKNOWN_CITATION, "A9")]


@pytest.mark.parametrize(
    ("codes", "text", "cited"),
    [
        (("HATE-01", "HATE-02"), "HATE-1 and hate-02", ["HATE-01", "HATE-02"]),
        (("HATE-SPEECH-1", "HATE-SPEECH-2"), "by hate-speech-2", ["HATE-SPEECH-2"]),
        (("Rule 1", "Rule 2"), "by rule 2, not 1", ["Rule 2"]),
        (("4.1", "4.2"), "section 4.2 of v4.1", ["4.2"]),
        (("XY1", "XY1.ab"), "XY1.ab holds", ["XY1.ab"]),
        (("Rule A", "Rule B"), "See rule B.", ["Rule B"]),
    ],
)
def test_codes_of_other_shapes_are_cited_too(
    codes: tuple[str, ...], text: str, cited: list[str]
) -> None:
    lines = [f"- {code} Title {number}: words." for number, code in enumerate(codes)]
    policy = parse("# Policy\n\n## Violates\n\n" + "\n".join(lines))
    assert policy.codes == codes
    links = link(text, policy, "")
    assert [x.name for x in links if x.kind is LinkKind.CITATION] == cited
    assert LinkKind.UNKNOWN_CITATION not in {x.kind for x in links}


def test_a_code_that_is_a_plain_word_needs_a_cue() -> None:
    assert found("see policy ML", LinkKind.CITATION) == ["ML"]
    assert found("200 ML of milk, or a policy ml", LinkKind.CITATION) == []


def test_a_clause_without_a_code_is_cited_by_its_title() -> None:
    policy = parse(
        "# Policy\n\n## Violates\n\n- Fake discounts: claims of a price that never was.\n"
        "- Bait: unclear.\n"
    )
    (clause,) = (c for c in policy.clauses if c.title == "Fake discounts")
    (citation,) = (
        x
        for x in link("These are FAKE discounts and bait.", policy, "")
        if x.kind is LinkKind.CITATION
    )
    assert citation.clause == clause.id


def test_find_clause_takes_ids_codes_and_request_codes() -> None:
    clauses = [find_clause(POLICY, written) for written in ("ML2.a", "ml 2a", "R-ML3")]
    assert [clause and clause.id for clause in clauses] == ["ML2.a", "ML2.a", "ML3"]
    assert find_clause(POLICY, "ML9") is None
