"""A bundle is looked at, decided about, taken in and taken back, as a person does it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from tests.support.hostile_bundles import ATTACKS, packed
from tests.support.qt import check_contract
from tests.support.releases import starter, with_text
from tests.support.resting import at_rest
from tests.support.sent_bundles import sent, theirs
from tests.ui.bundles.conftest import Show

from clausebench.domain.bundle.merging import Take
from clausebench.domain.bundle.names import SIGNATURE
from clausebench.domain.clause import Decision
from clausebench.domain.policy import Policy
from clausebench.exporting.bundle import members_of
from clausebench.services.desk import Desk
from clausebench.ui.bundles.receive_dialog import BundleDialog
from clausebench.ui.bundles.receive_rows import RowKind
from clausebench.ui.main_window import MainWindow
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell


def kinds(dialog: BundleDialog) -> list[RowKind]:
    return [row.kind for row in dialog.page.changes.model.rows]


def text_of(desk: Desk, policy: Policy) -> str:
    return desk.library.open(policy.id).text


def test_a_bundle_that_is_new_here_opens_in_write(
    qtbot: QtBot, shell: Shell, desk: Desk, write: WriteMode, show: Show, tmp_path: Path
) -> None:
    dialog = show(sent(tmp_path, "new", starter("spam")))
    assert dialog.title.text() == "Spam policy, version 1"
    assert dialog.page.changes.target.currentText() == "A new policy"
    assert dialog.words.text() == "25 clauses · 29 new test cases"
    assert desk.library.policies() == ()
    dialog.take.click()
    at_rest(qtbot, shell)
    (card,) = desk.library.policies()
    assert card.case_count == 29
    current = write.policies.current
    assert current is not None
    assert current.policy == card.policy
    assert "came in as new" in shell.banners.banners[0].title


def test_conflicts_are_decided_one_by_one(
    qtbot: QtBot,
    shell: Shell,
    desk: Desk,
    policy: Policy,
    write: WriteMode,
    show: Show,
    clash: Path,
) -> None:
    dialog = show(clash)
    page = dialog.page.changes
    assert kinds(dialog)[:2] == [RowKind.CONFLICT, RowKind.CASE_DIFFERS]
    assert sorted(k.name for k in kinds(dialog)[2:]) == ["NEW_CASE", "REWORDED"]
    assert not dialog.take.isEnabled()
    assert dialog.words.text() == "2 choices still to make: ours or theirs."
    assert dialog.take.toolTip() == dialog.words.text()
    assert page.left.text() == "2 of 2 undecided"
    assert page.detail.ours.text.marked == ("call",)
    assert page.detail.theirs.text.marked == ("Unasked",)
    page.detail.theirs.choose.click()
    at_rest(qtbot, shell)
    assert page.left.text() == "1 of 2 undecided"
    qtbot.keyClicks(page.table, "j1")
    at_rest(qtbot, shell)
    assert [row.choice for row in page.model.rows[:2]] == [Take.THEIRS, Take.OURS]
    assert dialog.take.isEnabled()
    assert dialog.words.text() == "2 changed clauses · 1 new test case · 2 labels by other people"
    dialog.take.click()
    at_rest(qtbot, shell)
    assert "SP1.a Unasked offer" in text_of(desk, policy).replace("**", "")
    cases = {case.name: case for case in desk.library.cases(policy.id)}
    assert cases[starter("spam").cases[1].name].expected.decision is Decision.VIOLATES
    assert "brand-new-case" in cases


def test_all_can_be_decided_at_once(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, show: Show, clash: Path
) -> None:
    dialog = show(clash)
    dialog.page.changes.all_ours.click()
    at_rest(qtbot, shell)
    assert dialog.page.changes.left.text() == "All 2 decided"
    assert dialog.page.changes.detail.ours.choose.isChecked()
    dialog.page.changes.all_theirs.click()
    at_rest(qtbot, shell)
    dialog.take.click()
    at_rest(qtbot, shell)
    cases = {case.name: case for case in desk.library.cases(policy.id)}
    assert cases[starter("spam").cases[1].name].expected.decision is Decision.ALLOWED


def test_what_is_open_in_write_shows_the_words_that_came_in_and_undo_takes_them_back(
    qtbot: QtBot,
    shell: Shell,
    desk: Desk,
    policy: Policy,
    write: WriteMode,
    show: Show,
    tmp_path: Path,
) -> None:
    before = text_of(desk, policy)
    assert write.panels.rule.editor.source.text == before
    path = sent(tmp_path, "smooth", replace(theirs(Link_dump="Heap"), cases=starter("spam").cases))
    dialog = show(path)
    assert kinds(dialog) == [RowKind.REWORDED]
    assert dialog.page.changes.detail.ours.text.marked == ("Link dump",)
    dialog.take.click()
    at_rest(qtbot, shell)
    assert "Heap" in write.panels.rule.editor.source.text
    shell.banners.banners[0].findChildren(type(dialog.copy))[0].click()  # Undo
    at_rest(qtbot, shell)
    assert text_of(desk, policy) == before
    assert write.panels.rule.editor.source.text == before
    assert "taken back" in shell.banners.banners[0].title
    assert desk.exchange().receiving.receipts.last() is None


def test_words_that_are_no_version_yet_stand_in_the_way_until_another_place_is_chosen(
    qtbot: QtBot,
    shell: Shell,
    desk: Desk,
    policy: Policy,
    write: WriteMode,
    show: Show,
    clash: Path,
) -> None:
    qtbot.keyClicks(write.panels.rule.editor, "x")  # not even written yet
    dialog = show(clash)
    page = dialog.page.changes
    assert page.body.currentWidget() is page.trouble
    assert "no version yet" in page.trouble.accessibleName()
    assert not dialog.take.isEnabled()
    assert shell.banners.banners == ()
    page.target.setCurrentIndex(0)
    page.target.activated.emit(0)
    at_rest(qtbot, shell)
    assert dialog.take.isEnabled()
    dialog.take.click()
    at_rest(qtbot, shell)
    names = sorted(card.policy.name for card in desk.library.policies())
    assert names == ["Spam policy", "Spam policy 2"]


def test_another_policy_can_be_chosen_and_forgets_what_was_decided(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, show: Show, clash: Path
) -> None:
    other = desk.library.create("Ham", "# Ham\n\n- HA1 no ham\n").policy
    dialog = show(clash)
    page = dialog.page.changes
    page.all_theirs.click()
    at_rest(qtbot, shell)
    page.target.setCurrentIndex(page.target.findData(other.id))
    page.target.activated.emit(page.target.currentIndex())
    at_rest(qtbot, shell)
    assert page.origin.text() == "They have no version in common."
    assert page.arrangement.choices == ()
    assert "share no version" in dialog.page.card.notes.text()
    assert dialog.preview is not None
    assert dialog.preview.policy == other


def test_what_is_here_already_changes_nothing(show: Show, policy: Policy, tmp_path: Path) -> None:
    dialog = show(sent(tmp_path, "same", starter("spam")))
    assert dialog.page.changes.body.currentWidget() is dialog.page.changes.nothing
    assert not dialog.take.isEnabled()
    assert dialog.words.text() == "Nothing would change."


@pytest.mark.parametrize("attack", ["twice", "no archive", "bomb", "leads out"])
def test_a_file_that_is_not_in_order_is_refused_with_its_sentence(
    qtbot: QtBot,
    shell: Shell,
    desk: Desk,
    window: MainWindow,
    show: Show,
    tmp_path: Path,
    attack: str,
) -> None:
    path = tmp_path / "bad.zip"
    path.write_bytes(ATTACKS[attack][0]())
    dialog = show(path)
    assert dialog.body.currentWidget() is dialog.trouble
    assert dialog.words.text() == "Nothing was changed."
    assert not dialog.take.isEnabled()
    assert not dialog.copy.isVisibleTo(dialog)
    assert shell.banners.banners == ()
    assert desk.library.policies() == ()
    dialog.trouble.pressed.emit()
    at_rest(qtbot, shell)
    chooser = window.findChild(QFileDialog)
    assert chooser is not None
    chooser.close()


def test_a_signature_over_other_words_is_refused(show: Show, tmp_path: Path) -> None:
    good = sent(tmp_path, "good", starter("spam"), "Ana")
    with zipfile.ZipFile(good) as archive:
        signature = archive.read(SIGNATURE)
    other = with_text(starter("spam"), "# Everything is allowed\n")
    path = tmp_path / "forged.zip"
    path.write_bytes(packed({**members_of(other), SIGNATURE: signature}))
    dialog = show(path)
    assert dialog.trouble.accessibleName() == "This bundle is not in order."
    told = [label.text() for label in dialog.trouble.findChildren(QLabel)]
    assert any("Found: " in text and "another manifest" in text for text in told)


def test_contents_of_test_cases_are_concealed_as_everywhere(
    qtbot: QtBot, shell: Shell, show: Show, clash: Path
) -> None:
    shell.concealment.hide_everything()
    dialog = show(clash)
    page = dialog.page.changes
    case = starter("spam").cases[1]
    page.table.go_to(f"CASE_DIFFERS:{case.name}")
    shown = page.detail.theirs.text
    assert case.content not in shown.text
    assert "▮" in shown.text
    assert "Allowed" in shown.marked
    assert page.detail.concealed.isVisibleTo(dialog)
    qtbot.keyClicks(shown, " ")
    assert "▮" not in shown.text
    page.table.go_to("CONFLICT:SP1.a")
    page.table.go_to(f"CASE_DIFFERS:{case.name}")
    assert "▮" in page.detail.theirs.text.text
    dialog.reject()


def test_the_dialog_can_be_used_by_keyboard_and_screen_reader(
    shell: Shell, show: Show, clash: Path
) -> None:
    dialog = show(clash)
    check_contract(dialog, shell.appearance)
