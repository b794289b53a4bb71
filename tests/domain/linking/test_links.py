from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.linking_samples import CONTENT, POLICY, POLICY_TEXT, links_in, only

from clausebench.domain.clause import ClauseId
from clausebench.domain.linking import (
    QUOTES,
    Linker,
    LinkKind,
    content_spans,
    links_at,
    links_for_clause,
    unmentioned,
    unmentioned_clauses,
)

REASONING = (
    'The listing says "the drop side sticks a bit". According to ML3.a ("Baby cot from 2009, drop'
    ' side still works fine.") it might be recalled.\n\nBut wait, ML9? "No cot may be sold at all"'
    " is not there. So INVALID.\n\n" + "It is likely a Counterfeit, maybe ML2.b. " * 60
)


def _spans_nest_or_lie_apart(reasoning: str) -> bool:
    links = links_in(reasoning)
    for first, a in enumerate(links):
        for b in links[first + 1 :]:
            is_inside = a.span.start <= b.span.start and b.span.end <= a.span.end
            if a.span.overlaps(b.span) and not (is_inside and a.kind in QUOTES):
                return False
    return True


def test_links_nest_or_lie_apart_in_reading_order() -> None:
    links = links_in(REASONING)
    assert _spans_nest_or_lie_apart(REASONING)
    assert [x.span.start for x in links] == sorted(x.span.start for x in links)
    assert {x.kind for x in links} == set(LinkKind)


_PIECES = st.sampled_from(
    [
        *('"', "'", "“", "”", " ", "\n\n", ". ", "…", "ML2.a", "ML99", "VALID", "INVALID or "),
        *("But ", "maybe ", "the drop side sticks a bit", "Cash only!", "counterfeit "),
        *("hide what a buyer must know before paying", "🙂", "\u200b", "你好"),
    ]
)


@settings(max_examples=100)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_any_reasoning_gives_links_that_nest_or_lie_apart(reasoning: str) -> None:
    links = links_in(reasoning)
    assert _spans_nest_or_lie_apart(reasoning)
    assert all(0 <= x.span.start < x.span.end <= len(reasoning) for x in links)
    assert all(x.content_span.end <= len(CONTENT) for x in links if x.content_span)
    assert all(x.policy_span.end <= len(POLICY_TEXT) for x in links if x.policy_span)


def test_words_repeated_hundreds_of_times_are_linked_as_one_run() -> None:
    quote = only("join now " * 300, LinkKind.CONTENT_QUOTE, "join now " * 1000)
    assert len(quote.span) == len("join now " * 300) - 1


def test_links_can_be_asked_by_clause_and_by_offset() -> None:
    links = Linker.of(POLICY, CONTENT).link(REASONING)
    by_clause = links_for_clause(links, "ML3.a")
    assert {x.kind for x in by_clause} == {LinkKind.CITATION, LinkKind.POLICY_QUOTE}
    at = REASONING.index("recalled")
    assert links_at(links, at) == ()
    text = 'It must "Return exactly one word: VALID or INVALID."'
    inner = links_at(links_in(text), text.index("INVALID") + 1)
    assert [x.kind for x in inner] == [LinkKind.LABEL, LinkKind.POLICY_QUOTE]


def test_what_the_reasoning_leaves_out_of_the_content_can_be_shown() -> None:
    links = links_in('"Selling my old cot" and "old cot, the drop side" only')
    assert [span.of(CONTENT) for span in content_spans(links)] == [
        "Selling my old cot, the drop side"
    ]
    gaps = [span.of(CONTENT) for span in unmentioned(links, CONTENT)]
    assert gaps == ["sticks a bit but my three kids survived it. Cash only"]
    assert unmentioned((), " … ") == ()


def test_clauses_that_are_neither_cited_nor_quoted_are_unmentioned() -> None:
    left = unmentioned_clauses(links_in("ML3.a and ML2"), POLICY)
    assert ClauseId("ML2.a") in left
    assert ClauseId("ML3.a") not in left
