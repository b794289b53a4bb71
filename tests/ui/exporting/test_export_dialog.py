"""The dialog that a policy leaves by, as a person uses it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from tests.support.qt import nameless, survive_themes, unreachable
from tests.support.resting import at_rest
from tests.ui.exporting.conftest import Opened

from clausebench.domain.bundle.approval import Stage
from clausebench.domain.bundle.measures import EvidenceLevel
from clausebench.domain.cancel import CancelToken
from clausebench.domain.policy import Policy
from clausebench.domain.reporting import ReportKind
from clausebench.domain.run import RunSettings
from clausebench.services.desk import Desk
from clausebench.services.exports import offers
from clausebench.services.recording import Subject
from clausebench.services.signing import Signing
from clausebench.ui.appearance import Appearance
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.exporting.export_choices import ExportChoices
from clausebench.ui.exporting.export_dialog import ExportDialog
from clausebench.ui.shell import Shell


def export(qtbot: QtBot, shell: Shell, dialog: ExportDialog) -> None:
    assert dialog.export.isEnabled(), dialog.words.text()
    dialog.export.click()
    at_rest(qtbot, shell)


def judge(desk: Desk, policy: Policy) -> None:
    subject = Subject(desk.library.open(policy.id).text, policy.name, policy.id)
    for _ in desk.suites.run(subject, desk.library.cases(policy.id), RunSettings(), CancelToken()):
        pass


@pytest.mark.parametrize("to", [offer.name for offer in offers()])
def test_every_format_leaves_by_the_dialog(
    qtbot: QtBot, shell: Shell, opened: Opened, out: Path, to: str
) -> None:
    dialog = opened()
    dialog.form.formats.choose(to)
    assert dialog.form.formats.offer.name == to
    export(qtbot, shell, dialog)
    assert dialog.body.currentWidget() is dialog.outcome
    written = Path(dialog.outcome.path.text())
    assert written.parent == out
    files = [path for path in written.rglob("*") if path.is_file()] or [written]
    assert dialog.outcome.facts.text().startswith(f"{len(files)} file")
    assert list(out.iterdir()) == [written]
    dialog.reject()


def test_the_sort_of_report_is_asked_where_there_are_several(
    qtbot: QtBot, shell: Shell, opened: Opened
) -> None:
    dialog = opened()
    form = dialog.form
    form.formats.choose("csv")
    assert form.report.isHidden()
    form.formats.choose("html")
    assert not form.report.isHidden()
    form.report.choose(ReportKind.MEMO)
    export(qtbot, shell, dialog)
    assert "change memo" in Path(dialog.outcome.path.text()).read_text("utf-8")
    dialog.reject()
    again = opened()
    assert again.form.report.value is ReportKind.MEMO
    again.reject()


def test_a_bundle_reads_back_as_it_was_chosen(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, opened: Opened, out: Path
) -> None:
    judge(desk, policy)
    dialog = opened()
    form = dialog.form
    assert "Tested on" in form.standing.proof.words.text()
    assert "29 verdicts" in form.evidence.boxes[EvidenceLevel.FULL].accessibleDescription()
    form.evidence.boxes[EvidenceLevel.FULL].click()
    at_rest(qtbot, shell)
    form.terms.licence.setText("CC-BY-4.0")
    form.terms.attribution.setText("The spam desk")
    form.terms.revision.setValue(7)
    form.place.name.setText("for Ana")
    export(qtbot, shell, dialog)
    path = out / "for Ana.policybundle.zip"
    assert dialog.outcome.digest.text() == hashlib.sha256(path.read_bytes()).hexdigest()
    dialog.outcome.copy.click()
    assert QApplication.clipboard().text() == dialog.outcome.digest.text()
    release = desk.exchange().verify(path).release
    assert release.text == desk.library.open(policy.id).text
    assert (release.revision, release.licences[0].name) == (7, "CC-BY-4.0")
    assert release.licences[0].attribution == "The spam desk"
    assert release.evidence is EvidenceLevel.FULL
    assert len(release.verdicts) == 29
    dialog.reject()


def test_who_exports_a_draft_without_proof_is_told(opened: Opened) -> None:
    dialog = opened()
    assert "This is a draft" in dialog.form.standing.stage.words.text()
    assert "Never tested" in dialog.form.standing.proof.words.text()
    assert dialog.form.evidence.nothing.isVisibleTo(dialog)
    assert not dialog.form.evidence.boxes[EvidenceLevel.FULL].isVisibleTo(dialog)
    dialog.reject()


def test_an_approved_version_says_by_whom(desk: Desk, policy: Policy, opened: Opened) -> None:
    approving = desk.exchange().approving
    approving.move(policy.id, Stage.REVIEW, "Ana", "Ready.")
    dialog = opened()
    assert "In review" in dialog.form.standing.stage.words.text()
    dialog.reject()
    approving.move(policy.id, Stage.APPROVED, "Bo", "Needed.", override="No time.")
    dialog = opened()
    assert "Approved by Bo" in dialog.form.standing.stage.words.text()
    dialog.reject()


def test_unsaved_words_become_a_version_first(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, opened: Opened
) -> None:
    text = desk.library.open(policy.id).text + "\n- SP99 More\n"
    desk.library.save_draft(policy.id, text, 0)
    dialog = opened()
    assert dialog.words.text() == "Save a version, or export the last one."
    assert not dialog.export.isEnabled()
    assert dialog.form.standing.save.text() == "Save version 2"
    dialog.form.standing.reason.setText("One more")
    with qtbot.waitSignal(shell.relay.versions_changed) as news:
        dialog.form.standing.save.click()
    at_rest(qtbot, shell)
    assert news.args == [policy.id]
    assert desk.library.versions(policy.id)[0].reason == "One more"
    assert dialog.export.isEnabled()
    assert dialog.form.terms.revision.value() == 2
    assert dialog.form.terms.since.count() == 2
    dialog.form.terms.since.setCurrentIndex(1)
    at_rest(qtbot, shell)
    export(qtbot, shell, dialog)
    release = desk.exchange().verify(Path(dialog.outcome.path.text())).release
    assert (release.text, release.version) == (text, 2)
    assert "version 1" in release.changelog
    dialog.reject()


def test_the_last_version_leaves_without_what_was_typed_since(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, opened: Opened
) -> None:
    before = desk.library.open(policy.id).text
    desk.library.save_draft(policy.id, before + "\n- SP99 More\n", 0)
    dialog = opened()
    assert dialog.form.standing.without.text() == "Export version 1"
    dialog.form.standing.without.click()
    at_rest(qtbot, shell)
    assert "without the changes since" in dialog.form.standing.version.words.text()
    export(qtbot, shell, dialog)
    assert desk.exchange().verify(Path(dialog.outcome.path.text())).release.text == before
    assert "SP99" in desk.library.open(policy.id).text
    dialog.reject()


def test_nothing_is_overwritten_unasked(
    qtbot: QtBot, shell: Shell, opened: Opened, out: Path
) -> None:
    for to in ("csv", "promptfoo"):
        dialog = opened()
        dialog.form.formats.choose(to)
        export(qtbot, shell, dialog)
        path = Path(dialog.outcome.path.text())
        marked = path if path.is_file() else next(p for p in path.rglob("*") if p.is_file())
        marked.write_text("mine")
        dialog.outcome.another.click()
        export(qtbot, shell, dialog)
        question = dialog.findChild(Confirmation)
        assert isinstance(question, Confirmation)
        assert marked.read_text() == "mine"
        question.accept_button.click()
        at_rest(qtbot, shell)
        assert dialog.body.currentWidget() is dialog.outcome
        assert marked.read_text() != "mine"
        dialog.reject()


def test_stopping_leaves_nothing(qtbot: QtBot, shell: Shell, opened: Opened, out: Path) -> None:
    dialog = opened()
    dialog.form.formats.choose("bundle")
    dialog.export.click()
    assert dialog.body.currentWidget() is dialog.busy
    dialog.reject()
    at_rest(qtbot, shell)
    assert dialog.body.currentWidget() is dialog.form
    assert dialog.words.text() == "Stopped: nothing was written."
    assert not out.exists()
    dialog.reject()


def test_what_the_disk_refuses_is_said_and_can_be_mended(
    qtbot: QtBot, shell: Shell, opened: Opened, out: Path
) -> None:
    out.write_text("a file")
    dialog = opened()
    export(qtbot, shell, dialog)
    assert "could not be written" in dialog.failure_words.text()
    assert "Choose another folder" in dialog.failure_words.text()
    dialog.form.place.folder.setText("")
    assert dialog.words.text() == "Choose a folder."
    dialog.form.place.choose.click()
    chooser = dialog.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(out.parent))
    chooser.reject()
    export(qtbot, shell, dialog)
    assert dialog.body.currentWidget() is dialog.outcome
    dialog.reject()


def test_choices_are_remembered_for_the_policy(
    qtbot: QtBot,
    shell: Shell,
    desk: Desk,
    policy: Policy,
    signing: Signing,
    opened: Opened,
    out: Path,
) -> None:
    signing.make("Bo")
    dialog = opened()
    dialog.form.signature.key.setCurrentIndex(1)
    dialog.form.terms.licence.setText("CC0-1.0")
    dialog.form.evidence.choose(EvidenceLevel.NONE)
    export(qtbot, shell, dialog)
    dialog.reject()
    assert desk.exchange().terms.of(policy.id).licence == "CC0-1.0"
    again = opened().form
    assert again.terms.terms == ("CC0-1.0", "")
    assert again.choices.evidence is EvidenceLevel.NONE
    assert again.key_name == "Bo"
    assert again.place.folder.text() == str(out)
    shell.session.remember(f"export/{policy.id}", "{broken")
    assert opened().form.choices == ExportChoices()


def test_a_policy_that_is_gone_is_said_in_the_dialog(
    qtbot: QtBot, shell: Shell, opened: Opened
) -> None:
    known = opened()
    dialog = ExportDialog(shell, "gone", known.parentWidget())
    dialog.open()
    dialog.look()
    assert dialog.body.currentWidget() is dialog.waiting
    at_rest(qtbot, shell)
    assert dialog.body.currentWidget() is dialog.trouble
    assert "no policy" in dialog.trouble.accessibleName()
    dialog.trouble.pressed.emit()
    at_rest(qtbot, shell)
    dialog.reject()
    known.reject()


def test_the_dialog_is_named_reachable_and_themed(
    opened: Opened, appearance: Appearance, signing: Signing
) -> None:
    signing.make("Ana", "open sesame")
    dialog = opened()
    dialog.form.signature.key.setCurrentIndex(1)
    assert not nameless(dialog)
    assert not unreachable(dialog)
    survive_themes(dialog, appearance)
    dialog.reject()
