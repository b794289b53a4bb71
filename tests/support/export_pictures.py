"""Pictures of the export dialog in every state, to look at.

``python -m tests.support.export_pictures FOLDER`` (with ``app`` on the path).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.support.keys import signing_in
from tests.support.qt import skip_welcome
from tests.support.screenshots import pause, shoot

from clausebench.bootstrap import EngineChoice, open_desk
from clausebench.domain.bundle.approval import Stage
from clausebench.domain.bundle.measures import EvidenceLevel
from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.masking import Concealment
from clausebench.domain.run import RunSettings
from clausebench.services.desk import Desk
from clausebench.services.recording import Subject
from clausebench.settings import Settings, ThemeChoice
from clausebench.ui.app import make_application, make_shell, make_window
from clausebench.ui.appearance import Appearance
from clausebench.ui.crash import CrashReporter
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.exporting.export_dialog import ExportDialog
from clausebench.ui.modes import MODES
from clausebench.ui.shell import Shell

_WAIT_MS = 900


class Scenes:
    """One policy, and what may be the case with it."""

    def __init__(self, shell: Shell, folder: Path, home: Path) -> None:
        self._shell, self._folder, self._home = shell, folder, home
        self.window = make_window(shell, MODES, CrashReporter(home))
        self.window.resize(1320, 840)
        self.window.start()
        self.window.show()
        pause(_WAIT_MS)

    @property
    def policy_id(self) -> str:
        return self._shell.session.policy_id

    def scene(self, name: str, prepare: Callable[[ExportDialog], object] | None = None) -> None:
        """Open the dialog, do something in it, picture it."""
        self._shell.commands.run("release.export")
        pause(_WAIT_MS)
        dialog = self.window.findChild(ExportDialog)
        if dialog is None:
            raise RuntimeError("no dialog")
        dialog.form.place.folder.setText(str(self._home / "Exports"))
        if prepare is not None:
            prepare(dialog)
            pause(_WAIT_MS)
        shown = dialog.findChild(Confirmation) or dialog
        shoot(shown, f"export-{name}", self._folder, self._shell.appearance)
        if shown is not dialog:
            shown.close()
        dialog.flow.stop()
        pause(300)
        dialog.reject()
        pause(200)


def draw(folder: Path, home: Path) -> None:
    """Every scene, light and dark, into ``folder``."""
    appearance = Appearance(make_application())
    settings = Settings(theme=ThemeChoice.LIGHT)
    with open_desk(home / "workspace.db", EngineChoice(), settings) as desk:
        signing = signing_in(home / "keys")
        exchange = replace(desk.exchange(), signing=lambda: signing)
        desk = replace(desk, exchange=lambda: exchange)
        desk.library.install_starters()
        shell = make_shell(appearance, desk, settings, home, home / "settings.toml")
        skip_welcome(shell.session)
        scenes = Scenes(shell, folder, home)
        _scenes(scenes, desk, shell, home)
        scenes.window.close()
        shell.lanes.shutdown()


def _scenes(scenes: Scenes, desk: Desk, shell: Shell, home: Path) -> None:
    scenes.scene("untested-no-keys", lambda d: d.form.formats.choose("bundle"))
    scenes.scene("low", lambda d: d.form.scrolled.verticalScrollBar().setValue(9999))
    scenes.scene("another-format", lambda d: d.form.formats.choose("promptfoo"))
    _test(desk, scenes.policy_id)
    for level in EvidenceLevel:
        scenes.scene(
            f"evidence-{level}", lambda d, level=level: d.form.evidence.boxes[level].click()
        )
    signing = desk.exchange().signing()
    signing.make("Ana Lima (work)")
    signing.make("Ana Lima (laptop)", "open sesame")
    scenes.scene("key-keyring", lambda d: _sign(d, 2))
    scenes.scene("key-passphrase", lambda d: _sign(d, 1))
    _leaks(desk, scenes.policy_id)
    scenes.scene("leaks", _look_at_leaks)
    shell.concealment.set_base(Concealment.CONCEALED)
    scenes.scene("leaks-concealed", _look_at_leaks)
    shell.concealment.set_base(Concealment.PLAIN)
    scenes.scene("leaks-decided", _decide)
    scenes.scene("writing", _stand_still)
    scenes.scene("done", _export)
    scenes.scene("taken", _export)
    scenes.scene("done-folder", lambda d: (d.form.formats.choose("promptfoo"), _export(d)))
    scenes.scene("failed", lambda d: _fail(d, home))
    _approve(desk, scenes.policy_id)
    scenes.scene("approved")
    opened = desk.library.open(scenes.policy_id)
    desk.library.save_draft(scenes.policy_id, opened.text + "\nMore.\n", 0)
    scenes.scene("unsaved")
    shell.session.policy_id = "gone"
    scenes.scene("not-there")


def _test(desk: Desk, policy_id: str) -> None:
    opened = desk.library.open(policy_id)
    subject = Subject(opened.text, opened.policy.name, policy_id)
    run = desk.suites.run(subject, desk.library.cases(policy_id), RunSettings(), CancelToken())
    for _ in run:
        pass


def _take_along(level: EvidenceLevel, dialog: ExportDialog) -> None:
    dialog.form.evidence.boxes[level].click()


def _sign(dialog: ExportDialog, place: int) -> None:
    dialog.form.signature.key.setCurrentIndex(place)
    dialog.form.scrolled.ensureWidgetVisible(dialog.form.signature)


def _leaks(desk: Desk, policy_id: str) -> None:
    for name, content in (
        ("mail-to-jo", "Write to jo.miller@shopmail.com or call +44 20 7946 0958 for a quote"),
        ("handle", "Follow @best_deals_today and @jo_m for more"),
        ("address", "Come to 14 High Street, ask for Jo; pay to 4111 1111 1111 1111"),
    ):
        desk.library.keep_case(policy_id, content, Expectation(Decision.VIOLATES), name=name)


def _look_at_leaks(dialog: ExportDialog) -> None:
    dialog.form.scrolled.ensureWidgetVisible(dialog.form.personal.approved)


def _decide(dialog: ExportDialog) -> None:
    personal = dialog.form.personal
    personal.model.decide(personal.model.rows[1:3], is_replaced=False)
    personal.approved.setChecked(True)
    _look_at_leaks(dialog)


def _export(dialog: ExportDialog) -> None:
    dialog.form.personal.approved.setChecked(True)
    dialog.form.signature.key.setCurrentIndex(0)
    dialog.export.click()


def _stand_still(dialog: ExportDialog) -> None:
    dialog._show_page(dialog.busy)
    dialog.busy.show_progress("Writing 7 of 12", 0.5)


def _fail(dialog: ExportDialog, home: Path) -> None:
    (home / "file").write_text("x")
    dialog.form.place.folder.setText(str(home / "file"))
    _export(dialog)


def _approve(desk: Desk, policy_id: str) -> None:
    approving = desk.exchange().approving
    approving.move(policy_id, Stage.REVIEW, "Ana Lima", "Ready.")
    approving.move(policy_id, Stage.APPROVED, "Bo Chen", "It is needed.", override="Few cases.")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CLAUSEBENCH_HOME"] = scratch
        draw(Path(sys.argv[1]), Path(scratch))
