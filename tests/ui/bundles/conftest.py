"""A window over the real services, with Write in it, and bundles to receive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.support.desks import open_test_desk
from tests.support.qt import settle_deletions
from tests.support.releases import POLICIES
from tests.support.resting import at_rest
from tests.support.sent_bundles import sent, theirs

from clausebench.domain.policy import Policy
from clausebench.engines.triage import TriageEngine
from clausebench.services.desk import Desk
from clausebench.ui.app import make_window
from clausebench.ui.bundles.receive_dialog import BundleDialog
from clausebench.ui.crash import CrashReporter
from clausebench.ui.main_window import MainWindow
from clausebench.ui.panels.write.spec import SPEC
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell

CLASH = {"Cold_offer": "Unasked offer", "Link_dump": "Heap of links"}

Show = Callable[..., BundleDialog]


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, TriageEngine()) as desk:
        yield desk


@pytest.fixture
def policy(desk: Desk) -> Policy:
    """The spam policy as it ships."""
    return desk.library.import_folder(POLICIES / "spam").policy


@pytest.fixture
def window(qtbot: QtBot, shell: Shell, tmp_path: Path) -> Iterator[MainWindow]:
    window = make_window(shell, [SPEC], CrashReporter(tmp_path))
    window.start()
    window.show()
    at_rest(qtbot, shell)
    yield window
    at_rest(qtbot, shell)
    window.close()
    window.deleteLater()
    at_rest(qtbot, shell)
    settle_deletions()


@pytest.fixture
def write(window: MainWindow) -> WriteMode:
    panel = window.panel("write")
    assert isinstance(panel, WriteMode)
    return panel


@pytest.fixture
def show(qtbot: QtBot, shell: Shell, window: MainWindow) -> Show:
    """Shows a bundle and waits until the dialog has said all it has to say."""

    def show(path: Path, *, only_checks: bool = False) -> BundleDialog:
        window.bundles.show(path, only_checks=only_checks)
        at_rest(qtbot, shell)
        dialog = window.findChildren(BundleDialog)[-1]
        assert isinstance(dialog, BundleDialog)
        return dialog

    return show


@pytest.fixture
def clash(tmp_path: Path, desk: Desk, policy: Policy) -> Path:
    """Both sides changed SP1.a; a case differs, one is new, SP2.b was reworded."""
    text = desk.library.open(policy.id).text
    desk.library.save_version(policy.id, text.replace("Cold offer", "Cold call"), "Ours")
    return sent(tmp_path, "clash", theirs(**CLASH))
