"""Pictures of Release mode in every state, to look at.

``python -m tests.support.release_pictures FOLDER`` (with ``app`` on the path).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from tests.support.comment_files import comment, comment_file
from tests.support.qt import skip_welcome
from tests.support.screenshots import pause, shoot

from clausebench.bootstrap import EngineChoice, open_desk
from clausebench.domain.bundle.approval import Stage
from clausebench.domain.cancel import CancelToken
from clausebench.domain.run import RunSettings
from clausebench.services.desk import Desk
from clausebench.services.recording import Subject
from clausebench.settings import Settings, ThemeChoice
from clausebench.ui.app import make_application, make_shell, make_window
from clausebench.ui.appearance import Appearance
from clausebench.ui.crash import CrashReporter
from clausebench.ui.modes import MODES
from clausebench.ui.panels.release.release_mode import ReleaseMode

NAME = "Spam policy"


def judge(desk: Desk) -> None:
    policy = desk.library.find(NAME)
    opened = desk.library.open(policy.id)
    assert opened.head is not None
    subject = Subject(opened.head.text, policy.name, policy.id, opened.head.number)
    settings = RunSettings(seed=5, repeats=3)
    for _ in desk.suites.run(subject, desk.library.cases(policy.id), settings, CancelToken()):
        pass


def reword(desk: Desk) -> None:
    policy = desk.library.find(NAME)
    text = desk.library.open(policy.id).text
    edited = text.replace("Cold offer", "Cold call or visit").replace(
        "  - SP3.a Reward for reaction: a prize for liking, commenting, sharing or following.\n", ""
    )
    desk.library.save_version(policy.id, edited, "Say what a cold call is")


def said(desk: Desk) -> dict[str, Any]:
    """What a reviewer sends back."""
    head = desk.library.open(desk.library.find(NAME).id).head
    assert head is not None
    words = "What about newsletters that somebody signed up for years ago?"
    return comment_file(
        head.hash,
        comment(1, ref="SP1.a", name="SP1.a", text="A visit is never spam. Say: message."),
        comment(2, ref="SP1", name="SP1", mark="question", text=words),
        comment(3, subject="policy", ref="", name="", mark="agree", text="Much clearer."),
        comment(4, subject="case", ref="cold-course", name="cold-course", text="Not a violation."),
    )


def draw(folder: Path, home: Path) -> None:
    """Every state, light and dark, into ``folder``."""
    appearance = Appearance(make_application())
    settings = Settings(theme=ThemeChoice.LIGHT, person="Ana Duarte")
    with open_desk(home / "workspace.db", EngineChoice(), settings) as desk:
        desk.library.install_starters()
        shell = make_shell(appearance, desk, settings, home, home / "settings.toml")
        skip_welcome(shell.session)
        shell.session.policy_id = desk.library.find(NAME).id
        window = make_window(shell, MODES, CrashReporter(home))
        window.start()
        window.resize(1320, 840)
        window.show()
        window.enter_mode("release")
        mode = window.panel("release")
        assert isinstance(mode, ReleaseMode)
        picture = partial(shoot, folder=folder, appearance=appearance)

        def look(name: str) -> None:
            mode.read()
            pause(1200)
            picture(window, name)

        look("release-untested")
        approving = desk.exchange().approving
        approving.move(NAME, Stage.REVIEW, "Ana Duarte", "Ready to be looked at by others.")
        approving.move(NAME, Stage.APPROVED, "Bo Lind", "First version.", override="A trial run.")
        judge(desk)
        reword(desk)
        look("release-not-measured")
        judge(desk)
        look("release-changes")
        mode.show_view(1)
        look("release-numbers")
        mode.show_view(2)
        look("release-no-comments")
        sent = home / "spam.comments.json"
        sent.write_text(json.dumps(said(desk)), "utf-8")
        mode.commands.reading.read([str(sent)])
        pause(600)
        assert mode.commands.reading.asking is not None
        picture(mode.commands.reading.asking, "release-reading-comments")
        mode.commands.reading.asking.accept_button.click()
        pause(600)
        look("release-comments")
        mode.show_view(0)
        mode.commands.step()
        assert mode.commands.asking is not None
        pause(200)
        picture(mode.commands.asking, "release-step-review")
        mode.commands.asking.reject()
        approving.move(NAME, Stage.REVIEW, "Ana Duarte", "The cold call was too narrow.")
        look("release-in-review")
        mode.commands.step()
        pause(200)
        picture(mode.commands.asking, "release-step-approve")
        mode.commands.asking.reject()
        approving.move(NAME, Stage.APPROVED, "Bo Lind", "Good.", override="We know of the five.")
        look("release-approved")
        picture(window, "release-narrow", size=QSize(900, 620))
        mode.commands.ask_terms()
        assert mode.commands.terms is not None
        pause(200)
        picture(mode.commands.terms, "release-terms")
        window.close()
        shell.lanes.shutdown()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as place:
        draw(Path(sys.argv[1]), Path(place))
