"""A bundle leaves under the key that a person chose."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.ui.exporting.conftest import Opened
from tests.ui.exporting.test_export_dialog import export

from clausebench.domain.bundle.envelope import Trust
from clausebench.services.desk import Desk
from clausebench.services.signing import Signing
from clausebench.ui.shell import Shell


def test_a_key_with_a_passphrase_signs(
    qtbot: QtBot, shell: Shell, desk: Desk, signing: Signing, opened: Opened, tmp_path: Path
) -> None:
    signing.make("Ana", "open sesame")
    dialog = opened()
    section = dialog.form.signature
    assert not section.passphrase.isVisibleTo(dialog)
    section.key.setCurrentIndex(1)
    assert dialog.words.text() == "Type the passphrase of the key."
    section.passphrase.setText("wrong")
    export(qtbot, shell, dialog)
    assert dialog.body.currentWidget() is dialog.form
    assert dialog.failure.isVisibleTo(dialog)
    assert dialog.failure_words.text()
    assert not (tmp_path / "out").exists()
    section.passphrase.setText("open sesame")
    export(qtbot, shell, dialog)
    assert "signed with your key Ana" in dialog.outcome.facts.text()
    standing = desk.exchange().verify(Path(dialog.outcome.path.text())).standing
    assert (standing.trust, standing.name) == (Trust.KNOWN, "Ana")
    assert section.passphrase.text() == ""
    dialog.reject()
    shell.session.sync()
    assert "sesame" not in (tmp_path / "session.ini").read_text()


def test_a_key_of_the_keyring_needs_nothing_more(
    qtbot: QtBot, shell: Shell, desk: Desk, signing: Signing, opened: Opened
) -> None:
    signing.make("Bo")
    dialog = opened()
    dialog.form.signature.key.setCurrentIndex(1)
    assert not dialog.form.signature.passphrase.isVisibleTo(dialog)
    export(qtbot, shell, dialog)
    path = Path(dialog.outcome.path.text())
    assert desk.exchange().verify(path).standing.name == "Bo"
    dialog.outcome.another.click()
    dialog.form.formats.choose("csv")
    assert not dialog.form.signature.isVisibleTo(dialog)
    export(qtbot, shell, dialog)
    assert "signed" not in dialog.outcome.facts.text()
    dialog.reject()
