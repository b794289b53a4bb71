"""The dialog from a file to test cases, as a person uses it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot
from tests.support.desks import open_test_desk
from tests.support.resting import at_rest
from tests.support.spoken_engine import SpokenEngine, answer
from tests.support.workbook_maker import workbook

from clausebench.domain.clause import Decision
from clausebench.domain.importing.mapping import Field
from clausebench.domain.importing.twice import TwiceKind
from clausebench.domain.policy import Policy
from clausebench.services.desk import Desk
from clausebench.ui.importing.import_dialog import ImportDialog
from clausebench.ui.panels.test.importing import CaseImport
from clausebench.ui.panels.test.spec import SPEC
from clausebench.ui.panels.test.suite_mode import SuiteMode
from clausebench.ui.shell import Shell

POLICY = (
    "# Spam (#SP)\n\n## Allowed Content (SP0 - Fine)\n\n- SP0.a News\n\n"
    "## Violating (SP2 - Spam)\n\n- SP2.a Ads\n\n## Label Format\n\nAnswer with SP0 or SP2.\n"
)
GOLDEN = (
    ",,,gpt-oss-safeguard classification\nSP0,,,\n"
    "1,Your order has been received today,,SP0\n2,Your ticket is attached to this mail,,SP2\n"
    "SP2,,,\n1,Buy one watch and get one free,,SP2\n2,Cheap pills for all who answer,,SP2\n"
    ",,Accuracy,0.75\n"
)


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, SpokenEngine(lambda _r: answer(""))) as desk:
        yield desk


@pytest.fixture
def policy(desk: Desk) -> Policy:
    return desk.library.create("Spam", POLICY).policy


@pytest.fixture
def mode(qtbot: QtBot, shell: Shell, policy: Policy) -> Iterator[SuiteMode]:
    shell.commands.register(SPEC.commands, SPEC.hints)
    shell.commands.enter_mode(SPEC.id)
    mode = SPEC.build(shell)
    assert isinstance(mode, SuiteMode)
    qtbot.addWidget(mode)
    mode.show()
    mode.activated()
    at_rest(qtbot, shell)
    yield mode
    at_rest(qtbot, shell)


def opened(qtbot: QtBot, shell: Shell, mode: SuiteMode, path: Path) -> ImportDialog:
    shell.relay.request_files([str(path)])
    at_rest(qtbot, shell)
    dialog = mode.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    return dialog


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    path = tmp_path / "golden.csv"
    path.write_text(GOLDEN)
    return path


def test_a_dropped_table_is_shown_before_anything_is_kept(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode, golden: Path
) -> None:
    dialog = opened(qtbot, shell, mode, golden)
    assert "Which column is the truth?" in dialog.page.found.careful.text()
    assert "in 1 of 4 rows" in dialog.page.found.careful.text()
    assert dialog.page.columns.boxes[Field.TRUTH].currentText() == "section"
    assert [row.made.case.expected.decision for row in dialog.page.model.shown] == [
        Decision.ALLOWED,
        Decision.ALLOWED,
        Decision.VIOLATES,
        Decision.VIOLATES,
    ]
    assert dialog.keep.text() == "Import 4 test cases"
    assert desk.library.cases(policy.id) == ()
    dialog.buttons.rejected.emit()
    at_rest(qtbot, shell)
    assert desk.library.cases(policy.id) == ()


def test_another_truth_and_another_label_are_chosen(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode, golden: Path
) -> None:
    dialog = opened(qtbot, shell, mode, golden)
    truth = dialog.page.columns.boxes[Field.TRUTH]
    truth.setCurrentText("gpt-oss-safeguard classification")
    qtbot.waitUntil(
        lambda: "not like a person" in dialog.page.found.careful.text() or _of(dialog)[1] == "v"
    )
    assert _of(dialog) == ["a", "v", "v", "v"]
    dialog.page.labels.boxes["SP0"].setCurrentText("Escalate")
    qtbot.waitUntil(lambda: _of(dialog)[0] == "e")
    dialog.keep.click()
    at_rest(qtbot, shell)
    cases = desk.library.cases(policy.id)
    assert [c.expected.decision for c in cases][:2] == [Decision.ESCALATE, Decision.VIOLATES]


def _of(dialog: ImportDialog) -> list[str]:
    return [str(row.made.case.expected.decision)[0] for row in dialog.page.model.shown]


def test_what_came_in_is_selected_and_undo_takes_it_back(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode, golden: Path
) -> None:
    dialog = opened(qtbot, shell, mode, golden)
    dialog.keep.click()
    at_rest(qtbot, shell)
    assert len(mode.cases.selected) == 4
    shell.commands.run("test.undo")
    at_rest(qtbot, shell)
    assert desk.library.cases(policy.id) == ()
    shell.commands.run("test.redo")
    at_rest(qtbot, shell)
    assert len(mode.cases.rows) == 4
    again = opened(qtbot, shell, mode, golden)
    box = again.page.found.twice[TwiceKind.PRESENT]
    assert box.text() == "Leave out 4 that are test cases already"
    assert again.keep.text() == "Nothing to import"
    box.setChecked(False)
    qtbot.waitUntil(lambda: again.keep.text() == "Import 4 test cases")
    again.buttons.rejected.emit()


def test_what_cannot_be_read_is_said_in_the_dialog(
    qtbot: QtBot, shell: Shell, mode: SuiteMode, tmp_path: Path
) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"nothing")
    dialog = opened(qtbot, shell, mode, path)
    assert dialog.body.currentWidget() is dialog.trouble
    assert "cannot be read as a workbook" in dialog.trouble.accessibleName()
    assert not dialog.keep.isEnabled()
    path.with_suffix(".csv").write_text("")
    dialog.flow.read_file(path.with_suffix(".csv"))
    qtbot.waitUntil(lambda: "no rows" in dialog.trouble.accessibleName())
    with qtbot.waitSignal(dialog.another_wanted):
        dialog.trouble.pressed.emit()
    at_rest(qtbot, shell)
    assert mode.findChild(QFileDialog) is not None


def test_a_workbook_is_read_by_another_sheet(
    qtbot: QtBot, shell: Shell, mode: SuiteMode, tmp_path: Path
) -> None:
    path = tmp_path / "labels.xlsx"
    rows = [("Text", "Label"), ("A text of some length", "SP2"), ("Another text here", "SP0")]
    path.write_bytes(workbook({"Notes": [("Read me",)], "Cases": rows, "Old": rows[:2]}))
    dialog = opened(qtbot, shell, mode, path)
    reading = dialog.page.reading
    assert (reading.sheet.currentText(), len(dialog.page.model.shown)) == ("Cases", 2)
    assert not reading.encoding.isVisibleTo(dialog)
    reading.sheet.setCurrentText("Old")
    reading.sheet.activated.emit(2)
    qtbot.waitUntil(lambda: len(dialog.page.model.shown) == 1)
    reading.header.setCurrentIndex(1)
    reading.header.activated.emit(1)
    qtbot.waitUntil(lambda: len(dialog.page.model.shown) == 2)
    dialog.buttons.rejected.emit()


def test_an_encoding_is_chosen(qtbot: QtBot, shell: Shell, mode: SuiteMode, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes("content,label\nПривет,SP0\n".encode("cp1251"))
    dialog = opened(qtbot, shell, mode, path)
    box = dialog.page.reading.encoding
    assert box.currentText() == "As found: cp1252"
    box.setCurrentText("cp1251")
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: dialog.page.model.shown[0].made.case.content == "Привет")
    assert box.currentText() == "cp1251"
    dialog.buttons.rejected.emit()


def test_flags_are_chosen(qtbot: QtBot, shell: Shell, mode: SuiteMode, tmp_path: Path) -> None:
    path = tmp_path / "flags.jsonl"
    path.write_text('{"prompt": "one text", "S": 0, "H": 1, "V": 0}\n')
    dialog = opened(qtbot, shell, mode, path)
    assert list(dialog.page.flags.boxes) == ["S", "H", "V"]
    assert "Tick them" in dialog.page.found.careful.text()
    dialog.page.flags.boxes["H"].setChecked(True)
    qtbot.waitUntil(lambda: _of(dialog) == ["v"])
    assert dialog.page.found.careful.isHidden()
    dialog.page.flags.boxes["H"].setChecked(False)
    dialog.page.flags.boxes["S"].setChecked(True)
    qtbot.waitUntil(lambda: _of(dialog) == ["a"])
    assert dialog.page.model.shown[0].made.case.tags == ("H",)
    dialog.buttons.rejected.emit()


def test_what_hides_everything_hides_the_preview(
    qtbot: QtBot, shell: Shell, mode: SuiteMode, golden: Path
) -> None:
    dialog = opened(qtbot, shell, mode, golden)
    model = dialog.page.model
    last = model.index(0, model.columnCount() - 1)
    with qtbot.waitSignal(model.dataChanged):
        shell.concealment.hide_everything()
    assert "order" not in model.data(last)
    dialog.buttons.rejected.emit()


def test_columns_that_seldom_matter_are_shown_when_asked_for(
    qtbot: QtBot, shell: Shell, mode: SuiteMode, golden: Path
) -> None:
    dialog = opened(qtbot, shell, mode, golden)
    tags = dialog.page.columns.boxes[Field.TAGS]
    assert not tags.isVisibleTo(dialog)
    dialog.page.columns.more.click()
    assert tags.isVisibleTo(dialog)
    unnamed = [b for b in dialog.findChildren(QComboBox) if not b.accessibleName()]
    assert not unnamed
    dialog.buttons.rejected.emit()


def test_copied_cells_are_imported(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode
) -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.clipboard().setText("")
    shell.commands.run("test.import-pasted")
    assert mode.findChild(ImportDialog) is None
    QApplication.clipboard().setText("content\texpected\nBuy now, pay later\tviolates\n\tx\n")
    shell.commands.run("test.import-pasted")
    at_rest(qtbot, shell)
    dialog = mode.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    assert "1 remark on lines: line 3 has no content." in dialog.page.found.remarks.text()
    dialog.keep.click()
    at_rest(qtbot, shell)
    assert [c.content for c in desk.library.cases(policy.id)] == ["Buy now, pay later"]


def test_a_log_of_decisions_goes_to_history(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode, tmp_path: Path
) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text('{"content": "Buy one", "reasoning": "SP2.a fits.", "final": "SP2"}\n')
    dialog = opened(qtbot, shell, mode, path)
    assert not dialog.page.found.as_history.isHidden()
    dialog.page.found.as_history.setChecked(True)
    assert dialog.keep.text() == "Keep in History"
    dialog.keep.click()
    at_rest(qtbot, shell)
    (run,) = desk.history.runs(policy.id)
    assert (run.judged, run.engine.kind) == (1, "imported")
    assert "Kept 1 decisions in History" in shell.banners.banners[-1].title
    assert desk.library.cases(policy.id) == ()


def test_files_dropped_together_are_asked_about_one_after_the_other(
    qtbot: QtBot, shell: Shell, mode: SuiteMode, golden: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second.csv"
    second.write_text("content,label\nsome other text,SP2\n")
    shell.relay.request_files([str(golden), str(second)])
    at_rest(qtbot, shell)
    first = mode.findChild(ImportDialog)
    assert isinstance(first, ImportDialog)
    assert first.file.text().startswith("golden.csv")
    assert first.words.text() == "2 violates · 2 allowed"
    with qtbot.waitSignal(first.destroyed):
        first.buttons.rejected.emit()
    at_rest(qtbot, shell)
    next_one = mode.findChild(ImportDialog)
    assert isinstance(next_one, ImportDialog)
    assert next_one.file.text().startswith("second.csv")
    next_one.buttons.rejected.emit()


def test_a_bundle_is_no_table(qtbot: QtBot, shell: Shell, mode: SuiteMode) -> None:
    with qtbot.waitSignal(shell.relay.bundles_requested) as asked:
        mode.findChild(CaseImport).import_file("/tmp/spam-1.policybundle.zip")
    assert asked.args == [["/tmp/spam-1.policybundle.zip"]]
    assert mode.findChild(ImportDialog) is None
