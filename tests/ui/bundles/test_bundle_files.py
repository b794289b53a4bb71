"""Ways in: drop, start, import dialogs; and what a drop is going to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from pytestqt.qtbot import QtBot
from tests.support.releases import starter
from tests.support.resting import at_rest
from tests.support.sent_bundles import sent

from clausebench.domain.policy import Policy
from clausebench.ui.bundles.receive_dialog import BundleDialog
from clausebench.ui.drop_overlay import drop_words
from clausebench.ui.main_window import MainWindow
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.relay import Relay, is_bundle, sort_files
from clausebench.ui.shell import Shell


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["a.policybundle.zip"], "Check a policy bundle and show what it would change"),
        (["t.csv", "u.csv", "A.ZIP"],
         "Check a policy bundle and show what it would change\nImport test cases"),
        (["m.gguf"], "Look at model weights"),
        (["p.md"], "Import a policy"),
        (["x.txt"], "Open a text as a sample"),
        (["x.png"], "Nothing can be done with .png files"),
        (["README"], "Nothing can be done with such files"),
    ],
)  # fmt: skip
def test_a_drop_says_what_it_will_do(names: list[str], words: str) -> None:
    assert drop_words(names) == words


def test_files_are_sorted_by_their_endings(qtbot: QtBot) -> None:
    files = sort_files(["a.gguf", "b.csv", "c.zip", "d.md", "e.policybundle.ZIP"])
    assert (files.weights, files.tables) == (["a.gguf"], ["b.csv"])
    assert (files.bundles, files.others) == (["c.zip", "e.policybundle.ZIP"], ["d.md"])
    assert is_bundle("X.Zip")
    relay = Relay()
    with qtbot.waitSignal(relay.bundles_requested) as asked:
        relay.request_files(["c.zip"])
    assert asked.args == [["c.zip"]]


def dialogs(window: MainWindow) -> list[BundleDialog]:
    return list(window.findChildren(BundleDialog))


def test_bundles_are_asked_about_one_after_the_other(
    qtbot: QtBot, shell: Shell, window: MainWindow, tmp_path: Path
) -> None:
    names = [str(sent(tmp_path, name, starter("spam"))) for name in ("one", "two")]
    shell.relay.request_files(names)
    at_rest(qtbot, shell)
    (first,) = dialogs(window)
    assert first.file.text() == "one.policybundle.zip"
    first.reject()
    qtbot.waitUntil(lambda: [d.file.text() for d in dialogs(window)] == ["two.policybundle.zip"])
    at_rest(qtbot, shell)
    (second,) = dialogs(window)
    second.reject()


def test_files_held_over_the_window_are_told_about_until_they_leave(
    shell: Shell, window: MainWindow
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/x.policybundle.zip")])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    window.dragEnterEvent(enter)
    overlay = window._drop
    assert overlay.isVisible()
    assert "policy bundle" in overlay.words.text()
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not overlay.isVisible()
    window.dragEnterEvent(enter)
    asked: list[object] = []
    shell.relay.bundles_requested.disconnect()
    shell.relay.bundles_requested.connect(asked.append)
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert not overlay.isVisible()
    assert asked == [["/tmp/x.policybundle.zip"]]


def test_a_bundle_picked_as_a_policy_is_received(
    qtbot: QtBot, shell: Shell, window: MainWindow, write: WriteMode, policy: Policy, tmp_path: Path
) -> None:
    write.commands._import(str(sent(tmp_path, "x", starter("spam"))))
    at_rest(qtbot, shell)
    dialog = window.findChild(BundleDialog)
    assert dialog is not None
    assert dialog.page.changes.target.currentText() == policy.name
    dialog.reject()
