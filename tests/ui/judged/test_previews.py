"""Contents in lists."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from clausebench.domain.masking import MASK, Concealment
from clausebench.ui.concealment import ConcealmentController
from clausebench.ui.judged.previews import Previews

CONTENT = "You are nothing but vermin to all of us, Tomas."


@pytest.fixture
def concealment(qtbot: QtBot) -> ConcealmentController:
    return ConcealmentController(Concealment.CONCEALED)


@pytest.fixture
def previews(concealment: ConcealmentController) -> Previews:
    return Previews(concealment)


def test_nothing_of_a_concealed_content_is_shown(previews: Previews) -> None:
    assert set(previews.content("a", CONTENT)) == {MASK, " "}


def test_a_reveal_shows_only_the_row_at_hand(
    previews: Previews, concealment: ConcealmentController
) -> None:
    previews.at = "a"
    concealment.reveal_plain()
    assert previews.content("a", CONTENT) == CONTENT
    assert MASK in previews.content("b", CONTENT)
    concealment.conceal()
    assert MASK in previews.content("a", CONTENT)


def test_a_name_made_of_the_contents_words_is_hidden_another_is_not(previews: Previews) -> None:
    assert "vermin" not in previews.derived("a", "you-are-nothing-but-vermin", CONTENT)
    assert previews.derived("a", "dehumanising", CONTENT) == "dehumanising"


def test_a_piece_cut_from_the_content_is_hidden_to_its_ends(previews: Previews) -> None:
    assert set(previews.excerpt("a", "…othing but vermin to…", CONTENT)) <= {MASK, " "}
    assert previews.excerpt("a", "…he insults somebody…", CONTENT) == "…he insults somebody…"


def test_a_long_content_becomes_one_line(concealment: ConcealmentController) -> None:
    concealment.set_base(Concealment.PLAIN)
    shown = Previews(concealment).content("a", "line\n" * 500)
    assert "\n" not in shown
    assert len(shown) <= 160


def test_what_was_hidden_for_one_text_is_not_remembered_for_another(previews: Previews) -> None:
    assert previews.derived("a", "a note", CONTENT) == "a note"
    assert MASK in previews.derived("a", CONTENT, CONTENT)
