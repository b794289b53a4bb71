"""A policy with a person in it, and the dialog that it leaves by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.support.desks import open_test_desk
from tests.support.keys import signing_in
from tests.support.releases import POLICIES
from tests.support.resting import at_rest

from clausebench.domain.policy import Policy
from clausebench.engines.triage import TriageEngine
from clausebench.services.desk import Desk
from clausebench.services.signing import Signing
from clausebench.ui.exporting.export_dialog import ExportDialog
from clausebench.ui.shell import Shell

Opened = Callable[[], ExportDialog]


@pytest.fixture
def signing(tmp_path: Path) -> Signing:
    return signing_in(tmp_path / "keys")


@pytest.fixture
def desk(workspace_path: Path, signing: Signing) -> Iterator[Desk]:
    with open_test_desk(workspace_path, TriageEngine()) as desk:
        exchange = replace(desk.exchange(), signing=lambda: signing)
        yield replace(desk, exchange=lambda: exchange)


@pytest.fixture
def policy(desk: Desk) -> Policy:
    return desk.library.import_folder(POLICIES / "spam").policy


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, policy: Policy, out: Path) -> Iterator[Opened]:
    """Opens the dialog, as far as it has looked."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def open_dialog() -> ExportDialog:
        dialog = ExportDialog(shell, policy.id, parent)
        dialog.open()
        dialog.look()
        at_rest(qtbot, shell)
        dialog.form.place.folder.setText(str(out))
        return dialog

    yield open_dialog
    at_rest(qtbot, shell)
