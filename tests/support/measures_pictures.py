"""Pictures of the numbers in Test mode, to look at.

``python -m tests.support.measures_pictures FOLDER`` (with ``app`` on the path). An engine that is
right most of the time judges a starter policy in three versions.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.support.desks import open_test_desk
from tests.support.qt import skip_welcome
from tests.support.screenshots import pause, shoot
from tests.support.spoken_engine import SpokenEngine, answer, rationale

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.run import RunSettings
from clausebench.domain.verdict import RawAnswer
from clausebench.paths import shipped
from clausebench.services.desk import Desk
from clausebench.services.recording import Subject
from clausebench.settings import Settings, ThemeChoice
from clausebench.ui.app import make_application, make_shell, make_window
from clausebench.ui.appearance import Appearance
from clausebench.ui.crash import CrashReporter
from clausebench.ui.modes import MODES
from clausebench.ui.panels.test.suite_mode import SuiteMode

TARGETS = """
[overall]
accuracy = 0.8
stability = 0.95

[clause."SP1.a"]
recall = 0.8
"""


def mostly_right(expected: dict[str, Expectation]) -> Callable[[JudgeRequest], RawAnswer]:
    """The same answers in each process."""
    chance = random.Random(7)

    def speak(request: JudgeRequest) -> RawAnswer:
        wanted = expected[request.content]
        if chance.random() < 0.04:
            return answer("I cannot help with that.")
        is_right = chance.random() < 0.8 + 0.03 * request.policy_text.count("Note")
        violates = (wanted.decision is Decision.VIOLATES) is is_right
        rules = wanted.clauses[:1] if is_right else ("SP1.a",)
        return answer(rationale(int(violates), None, *rules), measured=0.8)

    return speak


def fill(desk: Desk, expected: dict[str, Expectation]) -> str:
    """Three versions of a starter policy, each with a suite; returns the policy's id."""
    policy = desk.library.import_folder(shipped("policies") / "spam").policy
    text = desk.library.open(policy.id).text
    cases = desk.library.cases(policy.id)
    expected.update({case.content: case.expected for case in cases})
    for number in range(3):
        if number:
            text += f"\n\nNote {number}: people may ask for what they want."
            desk.library.save_version(policy.id, text, f"Note {number}")
        subject = Subject(text, policy.name, policy.id, number + 1)
        list(desk.suites.run(subject, cases, RunSettings(repeats=5), CancelToken()))
    return policy.id


def draw(folder: Path, home: Path) -> None:
    """Light and dark, into ``folder``."""
    expected: dict[str, Expectation] = {}
    appearance = Appearance(make_application())
    settings = Settings(theme=ThemeChoice.LIGHT)
    targets = home / "targets.toml"
    targets.write_text(TARGETS)
    engine = SpokenEngine(mostly_right(expected))
    with open_test_desk(home / "workspace.db", engine) as desk:
        policy_id = fill(desk, expected)
        shell = make_shell(appearance, desk, settings, home, home / "settings.toml")
        skip_welcome(shell.session)
        shell.session.policy_id = policy_id
        window = make_window(shell, MODES, CrashReporter(home))
        window.resize(1320, 840)
        window.start()
        window.show()
        window.enter_mode("test")
        pause(900)
        shell.commands.run("test.measures")
        mode = window.panel("test")
        assert isinstance(mode, SuiteMode)
        mode.measures.use_targets(str(targets))
        pause(2500)
        shoot(window, "numbers", folder, appearance)
        pause(1500)
        view = mode.measures.view
        view.by.setCurrentIndex(1)
        bar = view.area.verticalScrollBar()
        bar.setValue(bar.maximum())
        pause(600)
        shoot(window, "numbers-below", folder, appearance)
        bar.setValue(0)
        table = view.confusion
        table.wanted.emit(table.model().cell(table.model().index(2, 1)))
        pause(400)
        shoot(window, "numbers-filter", folder, appearance)
        window.resize(1024, 640)
        pause(400)
        shoot(window, "numbers-small", folder, appearance)
        window.close()
        shell.lanes.shutdown()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as scratch:
        draw(Path(sys.argv[1]), Path(scratch))
