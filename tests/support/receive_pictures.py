"""Pictures of bundles and keys in every state, to look at.

``python -m tests.support.receive_pictures FOLDER`` (with ``app`` on the path).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget
from tests.support.hostile_bundles import good_members, packed
from tests.support.qt import skip_welcome
from tests.support.releases import full_release, starter
from tests.support.screenshots import pause, shoot
from tests.support.sent_bundles import PASSPHRASE, sent, theirs

from clausebench.bootstrap import EngineChoice, open_desk
from clausebench.domain.bundle.keys import key_line
from clausebench.domain.bundle.merging import Take
from clausebench.domain.masking import Concealment
from clausebench.settings import Settings, ThemeChoice
from clausebench.ui.app import make_application, make_shell, make_window
from clausebench.ui.appearance import Appearance
from clausebench.ui.bundles.keys_dialog import KeysDialog
from clausebench.ui.bundles.receive_dialog import BundleDialog
from clausebench.ui.crash import CrashReporter
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.main_window import MainWindow
from clausebench.ui.modes import MODES
from clausebench.ui.shell import Shell


@dataclass(frozen=True)
class Stage:
    """The window, a folder for files, and the camera."""

    shell: Shell
    window: MainWindow
    home: Path
    shoot: Callable[[QWidget, str], object]

    def bundle(self, path: Path, *, only_checks: bool = False) -> BundleDialog:
        self.window.bundles.show(path, only_checks=only_checks)
        return self._newest(BundleDialog)

    def keys(self) -> KeysDialog:
        self.shell.commands.run("keys.open")
        return self._newest(KeysDialog)

    def _newest(self, kind: type) -> object:
        self.rest()
        return self.window.findChildren(kind)[-1]

    def rest(self) -> None:
        pause(150)
        while self.shell.lanes.jobs:
            pause(50)
        pause(150)

    def done(self, dialog: QDialog) -> None:
        dialog.reject()
        self.rest()


def keys(stage: Stage) -> None:
    dialog = stage.keys()
    stage.shoot(dialog, "keys-empty")
    dialog.own.add.click()
    making = dialog.findChild(QDialog)
    making.name.setText("Ana Lima, Oslo")
    making.passphrase.setText("short")
    pause()
    stage.shoot(making, "keys-new-weak")
    making.passphrase.setText(PASSPHRASE)
    making.again.setText(PASSPHRASE)
    pause()
    stage.shoot(making, "keys-new")
    making.make.click()
    stage.rest()
    key = stage.shell.desk.exchange().signing().own()[0]
    dialog.trusted.add.click()
    trusting = dialog.findChildren(QDialog)[-1]
    stage.shoot(trusting, "keys-trust-empty")
    line = key_line("Bo Berg, Malmö", "A" * 43 + "=")
    trusting.line.setText(line)
    pause()
    stage.shoot(trusting, "keys-trust")
    trusting.compared.setChecked(True)
    trusting.trust.click()
    stage.rest()
    stage.shoot(dialog, "keys-filled")
    dialog.own.forget_pressed.emit(key)
    pause()
    question = dialog.findChildren(QDialog)[-1]
    stage.shoot(question, "keys-forget")
    question.reject()
    stage.done(dialog)


def refused(stage: Stage) -> None:
    bad = stage.home / "tampered.policybundle.zip"
    bad.write_bytes(packed({**good_members(), "source/policy.md": b"Everything is allowed."}))
    foreign = stage.home / "holiday.zip"
    foreign.write_bytes(b"a" * 100)
    for path in (bad, foreign):
        dialog = stage.bundle(path)
        stage.shoot(dialog, f"receive-refused-{path.name.split('.')[0]}")
        stage.done(dialog)


def checked(stage: Stage) -> None:
    path = sent(stage.home, "checked", full_release(), "Carl")
    dialog = stage.bundle(path, only_checks=True)
    stage.shoot(dialog, "check-inside")
    dialog.page.tabs.setCurrentWidget(dialog.page.replay)
    stage.rest()
    stage.shoot(dialog, "check-replay-idle")
    dialog.page.replay.show_progress("14 of 200 · about 3 min left", 0.07)
    stage.shoot(dialog, "check-replay-running")
    dialog.page.replay.show_stopped()
    stage.shoot(dialog, "check-replay-stopped")
    dialog.page.replay.run.click()
    dialog.reject()
    question = dialog.findChildren(Confirmation)[-1]
    stage.shoot(question, "check-replay-close")
    question.reject()
    stage.rest()
    stage.shoot(dialog, "check-replay-different")
    stage.done(dialog)
    plain = sent(stage.home, "unproven", starter("spam"))
    dialog = stage.bundle(plain, only_checks=True)
    dialog.page.tabs.setCurrentWidget(dialog.page.replay)
    stage.rest()
    dialog.page.replay.run.click()
    stage.rest()
    stage.shoot(dialog, "check-replay-unproven")
    stage.done(dialog)


def came_in(stage: Stage) -> None:
    new = replace(starter("spam"), title="Romance scams", slug="romance")
    new = replace(new, text=new.text.replace("Cold offer", "Cold approach"))
    from tests.support.releases import with_text

    new = with_text(new, new.text)
    dialog = stage.bundle(sent(stage.home, "new", new, "Dora"))
    stage.shoot(dialog, "receive-new-unknown")
    dialog.page.card.trust.click()
    stage.rest()
    trusting = dialog.findChildren(QDialog)[-1]
    trusting.name.setText("Dora Dunn")
    stage.shoot(trusting, "receive-trust")
    trusting.compared.setChecked(True)
    trusting.trust.click()
    stage.rest()
    stage.shoot(dialog, "receive-new-known")
    dialog.take.click()
    stage.rest()
    stage.shoot(stage.window, "received-new")
    stage.shell.commands.run("bundle.take-back")
    stage.rest()
    question = stage.window.findChildren(QDialog)[-1]
    stage.shoot(question, "take-back")
    question.confirmed.emit()
    question.accept()
    stage.rest()
    stage.shoot(stage.window, "taken-back")


def merged(stage: Stage) -> None:
    library = stage.shell.desk.library
    policy = library.find("Spam policy")
    same = stage.bundle(sent(stage.home, "same", starter("spam")))
    stage.shoot(same, "receive-nothing")
    stage.done(same)
    smooth = replace(theirs(Link_dump="Heap of links"), cases=starter("spam").cases)
    dialog = stage.bundle(sent(stage.home, "smooth", smooth, "Dora"))
    stage.shoot(dialog, "receive-smooth")
    stage.done(dialog)
    text = library.open(policy.id).text
    library.save_draft(policy.id, text + "\nMore.\n", 0)
    dialog = stage.bundle(sent(stage.home, "draft", smooth))
    stage.shoot(dialog, "receive-draft")
    stage.done(dialog)
    library.save_version(policy.id, text.replace("Cold offer", "Cold call"), "Ours")
    clash = theirs(Cold_offer="Unasked offer", Link_dump="Heap of links")
    dialog = stage.bundle(sent(stage.home, "clash", clash))
    stage.shoot(dialog, "receive-conflicts")
    stage.shell.preferences.change(concealment=Concealment.CONCEALED)
    dialog.page.changes.table.go_to("CASE_DIFFERS:" + starter("spam").cases[1].name)
    pause()
    stage.shoot(dialog, "receive-case-concealed")
    stage.shell.preferences.change(concealment=Concealment.PLAIN)
    pause()
    stage.shoot(dialog, "receive-case-plain")
    dialog.page.changes.all_theirs.click()
    stage.rest()
    stage.shoot(dialog, "receive-decided")
    dialog.page.changes.detail.chosen.emit(dialog.page.changes.model.rows[0], Take.OURS)
    stage.rest()
    dialog.page.tabs.setCurrentWidget(dialog.page.facts)
    stage.shoot(dialog, "receive-inside")
    dialog.take.click()
    stage.rest()
    stage.shoot(stage.window, "received-merged")


def held(stage: Stage) -> None:
    stage.window._drop.show_files(["a.policybundle.zip", "b.csv", "c.png"])
    stage.shoot(stage.window, "held-over")
    stage.window._drop.hide()


def draw(folder: Path, home: Path) -> None:
    """Every state, light and dark, into ``folder``."""
    appearance = Appearance(make_application())
    settings = Settings(theme=ThemeChoice.LIGHT)
    with open_desk(home / "workspace.db", EngineChoice(), settings) as desk:
        desk.library.install_starters()
        shell = make_shell(appearance, desk, settings, home, home / "settings.toml")
        skip_welcome(shell.session)
        window = make_window(shell, MODES, CrashReporter(home))
        window.resize(1320, 840)
        window.start()
        window.show()
        pause(900)
        stage = Stage(
            shell, window, home, lambda widget, name: shoot(widget, name, folder, appearance)
        )
        for act in (keys, refused, checked, merged, came_in, held):
            act(stage)
        window.close()
        shell.lanes.shutdown()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CLAUSEBENCH_HOME"] = scratch
        draw(Path(sys.argv[1]), Path(scratch))
