"""What reviewers sent back: taken in, shown where it belongs, answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.support.comment_files import comment, comment_file, write_file
from tests.support.resting import at_rest
from tests.ui.panels.release.conftest import TEXT

from clausebench.domain.masking import Concealment
from clausebench.domain.policy import Policy
from clausebench.services.desk import Desk
from clausebench.ui.panels.release.release_mode import ReleaseMode
from clausebench.ui.shell import Shell


@pytest.fixture
def sent(desk: Desk, policy: Policy, tmp_path: Path) -> Path:
    """Three comments on version 1."""
    head = desk.library.open(policy.id).head
    assert head is not None
    value = comment_file(
        head.hash,
        comment(1, ref="R1", name="R1", text="Amber only?"),
        comment(2, subject="case", ref="sale", name="sale", text="“amber for sale, half price”?"),
        comment(3, subject="policy", ref="", name="", mark="agree", text="Good."),
    )
    return write_file(tmp_path / "words.comments.json", value)


def words(widget: QWidget) -> list[str]:
    return [found.text() for found in widget.findChildren(QLabel) if found.isVisibleTo(widget)]


def take_in(qtbot: QtBot, shell: Shell, mode: ReleaseMode, path: Path) -> str:
    """Drop the file on the window and say yes; returns what was asked."""
    shell.relay.request_files([str(path)])
    at_rest(qtbot, shell)
    asking = mode.commands.reading.asking
    assert asking is not None
    told = " ".join(words(asking))
    asking.accept_button.click()
    at_rest(qtbot, shell)
    return told


def test_a_file_is_asked_about_and_shown_where_it_belongs(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: ReleaseMode, sent: Path
) -> None:
    assert "No comments yet" in " ".join(words(mode.comments))
    asked = take_in(qtbot, shell, mode, sent)
    assert "3 comments by Ana" in asked
    assert "About Words, version 1." in asked
    assert mode.views.currentWidget() is mode.comments
    told = words(mode.comments)
    assert "Amber only?" in told
    assert told.index("Waiting for an answer") < told.index("Amber only?")
    assert told.index("Answered") < told.index("Good.")
    assert "Comments" in words(mode.gate)
    again = take_in(qtbot, shell, mode, sent)
    assert "kept already" in again
    assert len(desk.exchange().commenting.threads("Words")) == 3


def test_a_comment_is_answered_and_opened_again(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: ReleaseMode, sent: Path
) -> None:
    take_in(qtbot, shell, mode, sent)
    for action, reason in (("Done… R1", "Reworded"), ("Open again… R1", "Not yet")):
        buttons = mode.comments.findChildren(QPushButton)
        next(b for b in buttons if b.accessibleName() == action).click()
        question = mode.commands.question
        assert question is not None
        assert not question.accept_button.isEnabled()
        question.field.setText(reason)
        question.accept_button.click()
        at_rest(qtbot, shell)
    told = words(mode.comments)
    assert any(text.startswith("Done by") and text.endswith(": Reworded") for text in told)
    assert any(text.startswith("Opened again by") for text in told)
    assert [len(t.ends) for t in desk.exchange().commenting.threads("Words")] == [2, 0, 0]


def test_a_comment_on_words_that_changed_since_says_so(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: ReleaseMode, sent: Path
) -> None:
    take_in(qtbot, shell, mode, sent)
    desk.library.save_version(policy.id, TEXT.replace("sell amber", "sell resin"), "Wider")
    shell.relay.versions_changed.emit(policy.id)
    at_rest(qtbot, shell)
    assert "Said about version 1; reworded since." in words(mode.comments)


def test_a_comment_that_quotes_a_content_is_concealed_with_it(
    qtbot: QtBot, shell: Shell, mode: ReleaseMode, sent: Path
) -> None:
    take_in(qtbot, shell, mode, sent)
    assert "“amber for sale, half price”?" in words(mode.comments)
    shell.concealment.set_base(Concealment.CONCEALED)
    at_rest(qtbot, shell)
    assert not [text for text in words(mode.comments) if "amber for sale" in text]


def test_a_file_of_something_else_is_refused_with_a_sentence(
    qtbot: QtBot, shell: Shell, mode: ReleaseMode, tmp_path: Path
) -> None:
    other = tmp_path / "other.comments.json"
    other.write_text("[1, 2", "utf-8")
    with qtbot.waitSignal(shell.lanes.job_failed) as failed:
        shell.relay.request_files([str(other)])
    at_rest(qtbot, shell)
    assert mode.commands.reading.asking is None
    assert "other.comments.json" in str(failed.args[1])
