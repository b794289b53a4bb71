from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clausebench.ui.text.stream_positions import (
    HARD_BREAK,
    StreamPositions,
    paragraph_breaks,
)

_TEXTS = st.text(alphabet=st.sampled_from(["a", " ", ".", "\n", "😀", "。"]), max_size=60)


def test_a_short_paragraph_is_left_alone() -> None:
    assert paragraph_breaks("One sentence. Another one.", 0) == ((), 26)


def test_an_endless_paragraph_breaks_after_a_sentence() -> None:
    text = "word " * 320 + "end. Next sentence goes on."
    (at,), column = paragraph_breaks(text, 0)
    assert text[at:] == "Next sentence goes on."
    assert column == len("Next sentence goes on.")


def test_a_paragraph_without_sentences_breaks_at_a_blank() -> None:
    text = "word " * 400
    (at,), _ = paragraph_breaks(text, 0)
    assert text[at - 1] == " "


def test_a_paragraph_without_blanks_breaks_anyway() -> None:
    breaks, _ = paragraph_breaks("x" * (HARD_BREAK + 5), 0)
    assert breaks == (HARD_BREAK,)


@given(st.lists(_TEXTS, max_size=8))
def test_chunks_break_where_the_whole_text_would(chunks: list[str]) -> None:
    long = [chunk * 30 for chunk in chunks]
    whole, parts = StreamPositions(), StreamPositions()
    whole.extend("".join(long))
    for chunk in long:
        parts.extend(chunk)
    size = whole.length
    assert [whole.to_document(i) for i in range(size)] == [
        parts.to_document(i) for i in range(size)
    ]


@given(_TEXTS, st.data())
def test_an_offset_survives_the_way_into_the_document_and_back(
    text: str, data: st.DataObject
) -> None:
    positions = StreamPositions()
    positions.extend(text * 40)
    offset = data.draw(st.integers(0, positions.length))
    assert positions.to_offset(positions.to_document(offset)) == offset


def test_a_cut_forgets_what_came_after_it() -> None:
    positions = StreamPositions()
    positions.extend("ab😀cd😀")
    positions.cut(3, 3)
    positions.extend("xyz")
    assert positions.to_document(6) == 7
