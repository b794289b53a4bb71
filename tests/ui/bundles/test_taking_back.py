"""The last bundle goes again, unless somebody has worked on since."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.support.releases import starter
from tests.support.resting import at_rest
from tests.support.sent_bundles import sent
from tests.ui.bundles.conftest import Show

from clausebench.domain.policy import Policy
from clausebench.services.desk import Desk
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.main_window import MainWindow
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell


def test_the_last_bundle_is_taken_back_after_asking(
    qtbot: QtBot,
    shell: Shell,
    desk: Desk,
    policy: Policy,
    window: MainWindow,
    show: Show,
    clash: Path,
) -> None:
    shell.commands.run("bundle.take-back")
    at_rest(qtbot, shell)
    assert "no bundle to take back" in shell.banners.banners[0].title
    before = desk.library.open(policy.id).text
    dialog = show(clash)
    dialog.page.changes.all_theirs.click()
    at_rest(qtbot, shell)
    dialog.take.click()
    at_rest(qtbot, shell)
    shell.commands.run("bundle.take-back")
    at_rest(qtbot, shell)
    question = window.findChild(Confirmation)
    assert question is not None
    assert "“Spam policy”" in question.windowTitle()
    question.accept_button.click()
    at_rest(qtbot, shell)
    assert desk.library.open(policy.id).text == before
    assert "Undo" not in " ".join(b.title + b.detail for b in shell.banners.banners)


def test_what_was_edited_since_cannot_be_taken_back_and_the_banner_says_why(
    qtbot: QtBot, shell: Shell, desk: Desk, write: WriteMode, window: MainWindow, show: Show,
    tmp_path: Path,
) -> None:  # fmt: skip
    dialog = show(sent(tmp_path, "new", starter("spam")))
    dialog.take.click()
    at_rest(qtbot, shell)
    qtbot.keyClicks(write.panels.rule.editor, "x")  # handed over before undoing
    shell.commands.run("bundle.take-back")
    at_rest(qtbot, shell)
    question = window.findChild(Confirmation)
    assert question is not None
    question.accept_button.click()
    at_rest(qtbot, shell)
    assert "was edited after the bundle came in" in shell.banners.banners[0].title
    assert len(desk.library.cases(desk.library.find("Spam policy").id)) == 29
