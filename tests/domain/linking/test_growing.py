from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.linking_samples import CONTENT, POLICY

from clausebench.domain.linking import GrowingLinks, Linker
from clausebench.domain.linking.segments import segments

LINKER = Linker.of(POLICY, CONTENT)
PARAGRAPHS = (
    'The listing says "the drop side sticks a bit", maybe ML3.a.\n\n'
    + "But it could be ML2.b. However, my three kids survived it. " * 60
    + "\n \n\n"
    + "nothing" * 600
    + " So INVALID.\r\n\r\n你好。" * 3
    + "。".join(["只收现金"] * 900)
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, len(PARAGRAPHS)), max_size=12))
def test_growing_text_ends_with_the_links_of_the_whole(cuts: list[int]) -> None:
    growing = GrowingLinks(LINKER)
    for cut in sorted({*cuts, len(PARAGRAPHS)}):
        before = growing.links
        changed_from = growing.update(PARAGRAPHS[:cut])
        kept = [x for x in before if x.span.end <= changed_from]
        assert list(growing.links[: len(kept)]) == kept
    assert growing.links == LINKER.link(PARAGRAPHS)


@given(st.text(alphabet='ab. \n\t。"', max_size=80), st.data())
def test_settled_segments_stay_as_they_are(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    settled = list(segments(text[:cut]))[:-1]
    assert list(segments(text))[: len(settled)] == settled


def test_a_long_paragraph_is_cut_at_a_sentence_and_without_one_at_a_length() -> None:
    sentences = "Word. " * 600
    first = next(iter(segments(sentences)))
    assert 1500 <= len(first) <= 1510
    assert sentences[first.start : first.end].endswith(". ")
    assert [len(piece) for piece in segments("x" * 7000)] == [3008, 3008, 984]


def test_only_the_last_segment_is_linked_again() -> None:
    growing = GrowingLinks(LINKER)
    growing.update("ML2 is one.\n\nML3 is")
    assert growing.update("ML2 is one.\n\nML3 is another, maybe") == len("ML2 is one.\n\n")
    assert [x.name for x in growing.links] == ["ML2", "ML3", ""]


def test_another_text_starts_over() -> None:
    growing = GrowingLinks(LINKER)
    growing.update("ML2 is one.\n\nML3")
    assert growing.update("ML0.a") == 0
    assert [x.name for x in growing.links] == ["ML0.a"]
    assert growing.update("") == 0
    assert growing.links == ()
