"""The last bundle goes again, unless somebody has worked on since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.support.releases import full_release, starter, with_text
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


def test_a_policy_that_came_in_new_is_gone_from_write_as_well(
    qtbot: QtBot,
    shell: Shell,
    desk: Desk,
    policy: Policy,
    write: WriteMode,
    show: Show,
    tmp_path: Path,
) -> None:
    sent_one = replace(starter("spam"), title="Romance", slug="romance")
    changed = with_text(sent_one, sent_one.text + "\nMore.\n")
    dialog = show(sent(tmp_path, "new", changed))
    assert dialog.page.changes.target.currentText() == "A new policy"
    dialog.take.click()
    at_rest(qtbot, shell)
    current = write.policies.current
    assert current is not None
    assert current.policy.name == "Romance"
    shell.banners.banners[0].findChildren(QPushButton)[0].click()  # Undo
    at_rest(qtbot, shell)
    assert [card.policy for card in desk.library.policies()] == [policy]
    current = write.policies.current
    assert current is not None
    assert current.policy == policy
    assert "Romance is gone" in shell.banners.banners[0].detail


def test_the_only_policy_leaves_write_empty(
    qtbot: QtBot, shell: Shell, desk: Desk, write: WriteMode, show: Show, tmp_path: Path
) -> None:
    show(sent(tmp_path, "new", starter("spam"))).take.click()
    at_rest(qtbot, shell)
    assert not write.empty.isVisible()
    shell.banners.banners[0].findChildren(QPushButton)[0].click()  # Undo
    at_rest(qtbot, shell)
    assert desk.library.policies() == ()
    assert write.empty.isVisible()


def test_labels_of_others_alone_are_worth_taking_in(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, show: Show, tmp_path: Path
) -> None:
    cases = starter("spam").cases
    bundle = replace(full_release(), cases=cases, verdicts=(), metrics=None)
    dialog = show(sent(tmp_path, "labels", bundle))
    assert "stay as they are" in dialog.page.changes.nothing.accessibleName()
    assert dialog.words.text() == "2 labels by other people"
    dialog.take.click()
    at_rest(qtbot, shell)
    assert desk.exchange().receiving.receipts.last() is not None
