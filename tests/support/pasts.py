"""A past to look at in History: two versions, a run, a stopped run, a sample."""

from __future__ import annotations

from dataclasses import dataclass

from pytestqt.qtbot import QtBot
from tests.support.case_answers import keep_cases, kept_cases
from tests.support.policies import SPAM

from clausebench.domain.cancel import CancelToken
from clausebench.domain.policy import Policy
from clausebench.domain.run import RunSettings
from clausebench.services.desk import Desk
from clausebench.services.judging import JudgeOrder
from clausebench.services.recording import Subject
from clausebench.services.suites import CaseStarted
from clausebench.ui.panels.history.history_mode import HistoryMode
from clausebench.ui.panels.history.spec import SPEC
from clausebench.ui.shell import Shell

STRICTER = SPAM.replace("words that sell", "words or pictures that sell")


@dataclass(frozen=True)
class Past:
    """What happened, oldest first: ``whole`` and ``single`` under version 1, the rest under 2."""

    policy: Policy
    whole: str
    single: str
    stopped: str


def make_past(desk: Desk) -> Past:
    """Let it happen in an empty workspace."""
    policy = desk.library.create("Spam", SPAM, "First wording").policy
    keep_cases(desk, policy)
    subject = Subject(SPAM, policy.name, policy.id, 1)
    list(desk.suites.run(subject, desk.library.cases(policy.id), RunSettings(), CancelToken()))
    judge_case(desk, policy, "receipt")
    desk.library.save_version(policy.id, STRICTER, "Pictures sell, too")
    _stop_at_the_third(desk, Subject(STRICTER, policy.name, policy.id, 2))
    stopped, single, whole = (run.id for run in desk.history.runs())
    return Past(policy, whole, single, stopped)


def judge_case(desk: Desk, policy: Policy, name: str) -> None:
    """Judge one test case alone, under the first wording."""
    case = kept_cases(desk, policy)[name]
    order = JudgeOrder(SPAM, case.content, RunSettings(), policy.id, policy.name, 1, case)
    list(desk.judging.judge(order, CancelToken()))


def _stop_at_the_third(desk: Desk, subject: Subject) -> None:
    stop = CancelToken()
    cases = desk.library.cases(subject.policy_id or "")
    for event in desk.suites.run(subject, cases, RunSettings(repeats=2), stop):
        if isinstance(event, CaseStarted) and event.index == 3:
            stop.cancel()


def enter_history(qtbot: QtBot, shell: Shell) -> HistoryMode:
    """The mode as the window makes it."""
    shell.commands.register(SPEC.commands, SPEC.hints)
    shell.commands.enter_mode(SPEC.id)
    mode = SPEC.build(shell)
    assert isinstance(mode, HistoryMode)
    qtbot.addWidget(mode)
    mode.resize(1240, 760)
    mode.show()
    mode.activated()
    settle(qtbot, shell, mode)
    return mode


def settle(qtbot: QtBot, shell: Shell, mode: HistoryMode) -> None:
    """Until nothing is in flight and nothing waits to be looked at, counted or searched."""

    def is_at_rest() -> bool:
        return not (shell.lanes.jobs or mode.flow.is_waiting or mode.past.list.is_moving)

    qtbot.waitUntil(is_at_rest, timeout=10_000)


def open_entry(qtbot: QtBot, shell: Shell, mode: HistoryMode, entry_id: str) -> None:
    """Go to an entry of the list, and wait until it is open."""
    mode.past.list.setCurrentIndex(mode.past.list.rows.index_of(entry_id))
    settle(qtbot, shell, mode)


def titles(mode: HistoryMode) -> list[str]:
    """What the list says, without the days."""
    return [f"{e.title} | {e.detail}" for e in mode.past.list.rows.entries if e.subject]
