"""Pictures of Write mode in each of its states, light and dark, to look at.

As a program: ``python -m tests.support.write_pictures FOLDER [STATE…]``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from tests.support.fake_desk import (
    CONTENT,
    HOLD,
    POLICY,
    TRIAGE,
    MemoryLibrary,
    ScriptedJudging,
    fake_desk,
    stored,
    streamed,
    verdict,
)
from tests.support.qt import skip_welcome
from tests.support.screenshots import pause, shoot

from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort, Sampler
from clausebench.domain.errors import WeightsError
from clausebench.domain.judging import (
    EngineRestarted,
    EngineState,
    EngineStatus,
    Loading,
    ReadingPolicy,
)
from clausebench.domain.masking import Concealment
from clausebench.domain.verdict import (
    Certainty,
    Confidence,
    LabelChances,
    TokenCounts,
    TracePoint,
    VerdictStatus,
)
from clausebench.services.judging import RepeatStarted
from clausebench.settings import Settings, ThemeChoice
from clausebench.ui.app import make_application, make_shell
from clausebench.ui.appearance import Appearance
from clausebench.ui.main_window import MainWindow
from clausebench.ui.panels.write.spec import SPEC
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell

_BEGUN = streamed(verdict())[:12]
_UNREAD: dict[str, Any] = {
    "decision": None,
    "label": None,
    "clauses": (),
    "rationale": None,
    "remediation": None,
    "confidence": Confidence(),
    "findings": (),
}
_MEASURED = Certainty(
    LabelChances((("0", 0.06), ("1", 0.94)), 0.99),
    tuple(
        TracePoint(32 * place, LabelChances((("0", 1 - share), ("1", share)), 0.98))
        for place, share in enumerate((0.46, 0.31, 0.28, 0.52, 0.88, 0.91, 0.95, 0.94))
    ),
)
_REPEATS = [verdict(), verdict(decision=Decision.ESCALATE, clauses=()), verdict()]

SCRIPTS: dict[str, list[object]] = {
    "judged": streamed(verdict()),
    "wrong-clause": streamed(verdict(clauses=("SP1.b", "SP9"))),
    "loading": [RepeatStarted(1, 1), Loading(0.42), HOLD],
    "reading": [RepeatStarted(1, 1), ReadingPolicy(256, 612, 0), HOLD],
    "streaming": [*_BEGUN, HOLD],
    "restarted": [EngineRestarted("The engine ran out of memory and was started again."), *_BEGUN,
                  HOLD],
    "unreadable": streamed(
        verdict(status=VerdictStatus.UNREADABLE, final="It is probably spam?", **_UNREAD)
    ),
    "cut-off": streamed(verdict(status=VerdictStatus.TRUNCATED, final='{"viol', **_UNREAD)),
    "failed": [WeightsError("The weights file is missing.", "Nothing was judged.")],
    "triage": streamed(
        verdict(engine=TRIAGE, confidence=Confidence(), seconds=0.02, tokens=TokenCounts())
    ),
    "repeats": [RepeatStarted(1, 3), *_REPEATS],
    "measured": streamed(verdict(confidence=Confidence(0.94, "high", _MEASURED))),
}  # fmt: skip
"""What the engine does after Ctrl+Enter, by the state that it leaves the window in."""


def _concealed(mode: WriteMode, shell: Shell) -> None:
    mode.samples.judge()
    pause(500)
    shell.concealment.set_base(Concealment.CONCEALED)


def _hidden(mode: WriteMode, _shell: Shell) -> None:
    mode.samples.new_sample()
    text = "Cl\u200bick he\u200bre to win\u202e a pr\u00adize\n\u0645\u0631\u062d\u0628\u0627"
    mode.panels.content.view.editor.insertPlainText(text)
    mode.panels.content.header.hidden.setChecked(True)


def _problems(mode: WriteMode, shell: Shell) -> None:
    source = mode.panels.rule.editor.source
    source.replace(POLICY.replace("SP2.a Rep", "SP1.b Rep").replace("sent to", "usually sent to"))
    shell.commands.run("edit.replace")
    mode.panels.rule.find_bar.needle.setText("promotion")


def _past(_mode: WriteMode, shell: Shell) -> None:
    shell.relay.verdict_requested.emit(stored(verdict(), content=CONTENT))


def _judge(mode: WriteMode, _shell: Shell) -> None:
    mode.samples.judge()


def _repeats(mode: WriteMode, _shell: Shell) -> None:
    mode.panels.content.judge_row.show_choices(Effort.HIGH, Sampler.REPEATABLE, 3)
    mode.samples.judge()


def _stopped(mode: WriteMode, _shell: Shell) -> None:
    mode.samples.judge()
    pause(500)
    mode.samples.judging.stop()


ACTS: dict[str, Callable[[WriteMode, Shell], None]] = {
    "empty": lambda _mode, _shell: None,
    "open": lambda _mode, _shell: None,
    "no-weights": lambda mode, _shell: mode.samples.new_sample(),
    "new-sample": lambda mode, _shell: mode.samples.new_sample(),
    "concealed": _concealed,
    "hidden-characters": _hidden,
    "problems": _problems,
    "past": _past,
    "stopped": _stopped,
    "repeats": _repeats,
}
"""What a person does, by the state that it leaves the window in."""


def picture(name: str, folder: Path, appearance: Appearance) -> None:
    """Bring a fresh window into the state and draw it."""
    script = SCRIPTS.get(name, [*_BEGUN, HOLD] if name == "stopped" else SCRIPTS["judged"])
    desk = fake_desk(judging=ScriptedJudging(script))
    if name == "empty":
        desk.library = MemoryLibrary()
    if name == "no-weights":
        desk.judging.status = EngineStatus(EngineState.NO_WEIGHTS)
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(theme=ThemeChoice.LIGHT)
        shell = make_shell(appearance, desk, settings, Path(place), Path(place) / "settings.toml")
        skip_welcome(shell.session)
        window = MainWindow(shell, [SPEC])
        window.start()
        window.show()
        pause(600)
        mode = window.panel(SPEC.id)
        assert isinstance(mode, WriteMode)
        ACTS.get(name, _judge)(mode, shell)
        pause(900)
        shoot(window, name, folder, appearance, size=QSize(1440, 900))
        appearance.wear(ThemeChoice.LIGHT, 0)
        window.close()
        shell.lanes.shutdown()
        window.deleteLater()
        pause()


def main() -> None:
    folder, *wanted = sys.argv[1:]
    app = make_application()
    appearance = Appearance(app)
    appearance.wear(ThemeChoice.LIGHT, 0)
    for name in wanted or [*ACTS, *(set(SCRIPTS) - set(ACTS))]:
        picture(name, Path(folder), appearance)


if __name__ == "__main__":
    main()
