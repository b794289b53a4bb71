"""Keys are made, given to others, trusted and forgotten; secrets are never shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.support.keys import Keeper, signing_in
from tests.support.qt import check_contract
from tests.support.resting import at_rest

from clausebench.domain.bundle.keys import KeyPlace, key_line
from clausebench.services.desk import Desk
from clausebench.services.signing import Signing
from clausebench.ui.bundles.keys_dialog import KeysDialog
from clausebench.ui.bundles.keys_new import NewKeyDialog
from clausebench.ui.bundles.keys_trust import TrustKeyDialog
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.main_window import MainWindow
from clausebench.ui.shell import Shell

LINE = key_line("Bo Berg", "A" * 43 + "=")


@pytest.fixture
def signing(desk: Desk) -> Signing:
    return desk.exchange().signing()


@pytest.fixture
def dialog(qtbot: QtBot, shell: Shell, window: MainWindow) -> KeysDialog:
    shell.commands.run("keys.open")
    at_rest(qtbot, shell)
    dialog = window.findChild(KeysDialog)
    assert isinstance(dialog, KeysDialog)
    return dialog


def made(qtbot: QtBot, shell: Shell, dialog: KeysDialog, name: str) -> None:
    dialog.own.add.click()
    asking = dialog.findChildren(NewKeyDialog)[-1]
    asking.name.setText(name)
    asking.passphrase.setText("correct horse")
    asking.again.setText("correct horse")
    asking.make.click()
    at_rest(qtbot, shell)


def test_without_keys_it_says_what_keys_are_for(dialog: KeysDialog, shell: Shell) -> None:
    assert dialog.own.body.currentWidget() is dialog.own.nothing
    assert dialog.trusted.body.currentWidget() is dialog.trusted.nothing
    assert not dialog.own.copy.isVisibleTo(dialog)


def test_where_there_is_no_keyring_a_key_goes_into_a_file(
    qtbot: QtBot, shell: Shell, signing: Signing, dialog: KeysDialog
) -> None:
    dialog.own.add.click()
    asking = dialog.findChild(NewKeyDialog)
    assert asking is not None
    assert not asking.in_keyring.isEnabled()
    asking.name.setText("Ana")
    assert not asking.make.isEnabled()
    asking.passphrase.setText("short")
    assert "at least 8 characters" in asking.trouble.text()
    asking.passphrase.setText("correct horse")
    asking.again.setText("correct house")
    assert asking.trouble.text() == "The two are not the same."
    assert not asking.make.isEnabled()
    asking.again.setText("correct horse")
    assert asking.make.isEnabled()
    hidden = [asking.passphrase, asking.again]
    assert all(f.echoMode() is QLineEdit.EchoMode.Password for f in hidden)
    asking.make.click()
    at_rest(qtbot, shell)
    (key,) = signing.own()
    assert (key.name, key.place) == ("Ana", KeyPlace.FILE)
    (row,) = dialog.own.model.rows
    assert row.key == key
    assert dialog.trusted.model.rows == ()


def test_a_keyring_is_offered_first_and_the_file_stays_when_it_keeps_nothing(
    qtbot: QtBot, shell: Shell, window: MainWindow
) -> None:
    asking = NewKeyDialog(shell, window, has_keyring=True)
    asking.open()
    asking.name.setText("Ana")
    assert asking.in_keyring.isChecked()
    assert not asking.passphrase.isVisibleTo(asking)
    asking.make.click()
    at_rest(qtbot, shell)
    assert "no keyring that keeps secrets" in asking.trouble.text()
    assert asking.isVisible()
    asking.in_file.setChecked(True)
    assert asking.passphrase.isVisibleTo(asking)
    asking.reject()


def test_the_public_half_is_copied_and_saved(
    qtbot: QtBot, shell: Shell, signing: Signing, dialog: KeysDialog, tmp_path: Path
) -> None:
    made(qtbot, shell, dialog, "Ana")
    (key,) = signing.own()
    dialog.own.copy.click()
    line = key_line("Ana", key.public_key)
    assert QApplication.clipboard().text() == line
    path = tmp_path / "ana.txt"
    dialog.flow.save_line(key, path)
    at_rest(qtbot, shell)
    assert path.read_text() == f"{line}\n"
    assert "ana.txt" in dialog.words.text()
    dialog.flow.save_line(key, tmp_path / "nowhere" / "ana.txt")
    at_rest(qtbot, shell)
    assert "could not be written" in dialog.words.text()


def test_a_pasted_key_shows_its_fingerprint_before_it_is_trusted(
    qtbot: QtBot, shell: Shell, signing: Signing, dialog: KeysDialog
) -> None:
    dialog.trusted.add.click()
    asking = dialog.findChild(TrustKeyDialog)
    assert asking is not None
    asking.line.setText("ssh-rsa nonsense")
    assert "not the whole line" in asking.trouble.text()
    assert not asking.compared.isEnabled()
    asking.line.setText(LINE)
    assert asking.trouble.text() == ""
    assert asking.fingerprint.text() == "6668 7aad f862 bd77 6c8f c18b 8e9f 8e20"
    assert asking.name.text() == "Bo Berg"
    asking.compared.setChecked(True)
    asking.line.setText(LINE.replace("AAAA", "BAAA", 1))
    assert not asking.compared.isChecked()  # another key: nobody compared that one
    asking.line.setText(LINE)
    asking.compared.setChecked(True)
    asking.trust.click()
    at_rest(qtbot, shell)
    assert [key.name for key in signing.trusted()] == ["Bo Berg"]
    assert len(dialog.trusted.model.rows) == 1


def test_a_key_is_forgotten_after_asking(
    qtbot: QtBot, shell: Shell, signing: Signing, dialog: KeysDialog
) -> None:
    made(qtbot, shell, dialog, "Ana")
    signing.trust(LINE)
    dialog.flow.look()
    at_rest(qtbot, shell)
    for section, title in (
        (dialog.trusted, "Trust “Bo Berg” no longer?"),
        (dialog.own, "Delete your key “Ana”?"),
    ):
        section.forget.click()
        question = dialog.findChildren(Confirmation)[-1]
        assert question.windowTitle() == title
        question.accept_button.click()
        at_rest(qtbot, shell)
    assert signing.own() == signing.trusted() == ()
    assert dialog.own.body.currentWidget() is dialog.own.nothing


def test_a_list_that_cannot_be_read_is_not_shown_as_empty(
    qtbot: QtBot, shell: Shell, dialog: KeysDialog
) -> None:
    from clausebench import paths

    paths.keys_dir().mkdir(parents=True, exist_ok=True)
    (paths.keys_dir() / "trusted.json").write_text("nonsense")
    dialog.flow.look()
    at_rest(qtbot, shell)
    assert dialog.body.currentWidget() is dialog.trouble
    assert "cannot be read" in dialog.trouble.accessibleName()
    (paths.keys_dir() / "trusted.json").unlink()
    dialog.trouble.pressed.emit()
    at_rest(qtbot, shell)
    assert dialog.own.isVisible()


def test_the_dialogs_can_be_used_by_keyboard_and_screen_reader(
    qtbot: QtBot, shell: Shell, window: MainWindow, dialog: KeysDialog
) -> None:
    made(qtbot, shell, dialog, "Ana")
    check_contract(dialog, shell.appearance)
    asking = TrustKeyDialog(shell, window)
    asking.show()
    check_contract(asking, shell.appearance)
    asking.reject()


def test_a_signing_without_a_keyring_says_so(tmp_path: Path) -> None:
    assert not signing_in(tmp_path, Keeper(works=False)).has_keyring()
