"""The third column: why. One state at a time, driven by the events of a judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from clausebench.domain.case import Expectation
from clausebench.domain.judging import (
    EngineRestarted,
    EngineState,
    EngineStatus,
    Loading,
    ReadingPolicy,
    ReasoningText,
)
from clausebench.domain.masking import Concealment
from clausebench.domain.run import StoredVerdict
from clausebench.domain.verdict import VerdictStatus
from clausebench.services.judging import Judged, RepeatStarted
from clausebench.ui.appearance import Appearance
from clausebench.ui.banner import announce
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.jobs import Lanes
from clausebench.ui.reasoning.judgement import Judgement, Subject
from clausebench.ui.reasoning.page import ReasoningPage
from clausebench.ui.reasoning.verdict_header import STOPPING, THINKING
from clausebench.ui.reasoning.verdict_words import NOTICES, Notice, spoken_verdict
from clausebench.ui.reasoning.waiting_card import WaitingCard
from clausebench.ui.roles import Role
from clausebench.ui.verdict_chip import STATUS_WORDS, ChipLook

_CLOCK_MS = 200
_STOPPED = ChipLook("stop", STATUS_WORDS[VerdictStatus.CANCELLED], Role.VERDICT_UNREADABLE)
_FAILED = ChipLook("unreadable", "No verdict", Role.VERDICT_UNREADABLE)


class ReasoningView(QWidget):
    """Plain methods in, signals out; it starts no judgement itself."""

    clause_chosen = Signal(str)
    link_hovered = Signal(object)
    """A ``Link`` or None."""
    link_followed = Signal(object)
    links_changed = Signal(object)
    """All links of the reasoning on screen."""
    stop_requested = Signal()
    retry_requested = Signal()
    weights_requested = Signal()
    """The person wants to choose a weights file."""

    def __init__(self, appearance: Appearance, lanes: Lanes) -> None:
        super().__init__()
        self._level = Concealment.PLAIN
        self._judgement: Judgement | None = None
        self._words = 0
        self.page = ReasoningPage(appearance, lanes)
        self.waiting = WaitingCard(appearance)
        self.empty = EmptyState(
            appearance,
            "link",
            "Why it was judged so",
            "Judge a sample and the reasoning streams in here, each clause and quotation linked "
            "to the policy and to the content.",
        )
        self.no_weights = EmptyState(
            appearance,
            "models",
            "No model yet",
            "You can write, label and compare. Judging with a language model needs its weights.",
            "Choose weights…",
        )
        self._stack = QStackedWidget()
        for state in (self.empty, self.no_weights, self.waiting, self.page):
            self._stack.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._since = QElapsedTimer()
        self._takers: dict[type, Callable[[Any], None]] = {
            Loading: self._take_loading,
            ReadingPolicy: self._take_reading,
            ReasoningText: self._take_reasoning,
            EngineRestarted: self._take_restart,
            RepeatStarted: self._take_repeat,
            Judged: self._take_judged,
        }
        self._connect()

    def _connect(self) -> None:
        self._clock.timeout.connect(self._show_clock)
        self.waiting.stop_pressed.connect(self.stop_requested)
        self.no_weights.pressed.connect(self.weights_requested)
        self.page.clause_chosen.connect(self.clause_chosen)
        self.page.text.link_hovered.connect(self.link_hovered)
        self.page.text.link_followed.connect(self.link_followed)
        self.page.text.links_changed.connect(self.links_changed)
        self.page.notice.retry_pressed.connect(self.retry_requested)
        self.page.header.repeat_chosen.connect(self.show_repeat)
        self.page.header.copy_requested.connect(self.copy)

    @property
    def judgement(self) -> Judgement | None:
        return self._judgement

    def show_nothing(self, status: EngineStatus | None = None) -> None:
        """Nothing has been judged; say so, or say that there are no weights."""
        self._judgement = None
        self._clock.stop()
        lacks = status is not None and status.state is EngineState.NO_WEIGHTS
        self._stack.setCurrentWidget(self.no_weights if lacks else self.empty)

    def begin(self, subject: Subject, repeats: int = 1) -> None:
        """A judgement has been asked for; its events will come to ``take``."""
        self._judgement = Judgement(subject, repeats)
        self.page.begin(subject, self._level)
        self.page.header.repeats.show_repeats((), 0, 1)
        self.waiting.show_starting()
        self._stack.setCurrentWidget(self.waiting)

    def take(self, events: Iterable[object]) -> None:
        """Show what happened, oldest first."""
        for event in _joined(events):
            taker = self._takers.get(type(event))
            if taker is not None:
                taker(event)

    def show_stopping(self) -> None:
        """Stop was pressed; say so at once."""
        self._clock.stop()
        self.waiting.show_stopping()
        if self._judgement is None or self._judgement.shown is None:
            self.page.show_progress(STOPPING, "")

    def show_stopped(self) -> None:
        """The judgement was cancelled; what was written stays."""
        self._end_without_verdict(_STOPPED, NOTICES[VerdictStatus.CANCELLED])

    def show_failure(self, sentence: str) -> None:
        """The judgement could not be made; the banner says more."""
        self._end_without_verdict(_FAILED, Notice(sentence, can_retry=True))

    def show_stored(self, stored: StoredVerdict, subject: Subject) -> None:
        """A verdict of the past, exactly as it was."""
        self.begin(subject)
        self._take_judged(Judged(stored, 1, 1))

    def show_judgement(self, judgement: Judgement | None) -> None:
        """A judgement of before, with all its answers."""
        if judgement is None or not judgement.answers:
            self.show_nothing()
            return
        self._judgement = judgement
        self._stack.setCurrentWidget(self.page)
        self.show_repeat(judgement.current)

    def show_expected(self, expected: Expectation) -> None:
        """Compare the answer on screen with another expectation."""
        judgement = self._judgement
        if judgement is not None:
            judgement.subject = replace(judgement.subject, expected=expected)
            if judgement.shown is not None and not self._clock.isActive():
                self.page.show_head(judgement.shown, judgement)

    def show_repeat(self, number: int) -> None:
        """Look at one of the answers; they count from 0."""
        judgement = self._judgement
        if judgement is not None and number < len(judgement.answers):
            judgement.current = number
            self.page.begin(judgement.subject, self._level)
            self.page.show_stored(judgement.answers[number], judgement)

    def show_clause(self, clause_id: str | None) -> None:
        """Mark what the reasoning says of a clause."""
        self.page.text.show_clause(clause_id)

    def conceal(self, level: Concealment) -> None:
        """Show everything at this level from now on."""
        self._level = level
        self.page.conceal(level)

    def copy(self) -> None:
        """Put the verdict and its reasoning on the clipboard, concealed as they are shown."""
        QApplication.clipboard().setText(self.page.copied_text())

    def _take_loading(self, event: Loading) -> None:
        self._stack.setCurrentWidget(self.waiting)
        self.waiting.show_loading(event)

    def _take_reading(self, event: ReadingPolicy) -> None:
        if self._judgement is not None and not self._judgement.answers:
            self._stack.setCurrentWidget(self.waiting)
            self.waiting.show_reading(event)

    def _take_reasoning(self, event: ReasoningText) -> None:
        if not self._clock.isActive():
            self._words = 0
            self._since.start()
            self._clock.start()
            self._stack.setCurrentWidget(self.page)
            self._show_clock()
        self._words += len(event.text.split())
        self.page.stream.append(event.text)

    def _take_restart(self, event: EngineRestarted) -> None:
        self._clock.stop()
        if self._judgement is not None:
            self.page.begin(self._judgement.subject, self._level)
        self.page.show_progress(THINKING, "")
        self.page.show_notice(Notice(event.sentence))
        self._stack.setCurrentWidget(self.page)

    def _take_repeat(self, event: RepeatStarted) -> None:
        judgement = self._judgement
        if judgement is None or event.repeat == 1:
            return
        self._clock.stop()
        self.page.begin(judgement.subject, self._level)
        self.page.header.repeats.show_repeats(judgement.verdicts, -1, event.repeats)
        self.page.show_progress(THINKING, f"repeat {event.repeat} of {event.repeats}")

    def _take_judged(self, event: Judged) -> None:
        judgement = self._judgement
        if judgement is None:
            return
        self._clock.stop()
        judgement.planned = event.repeats
        judgement.answers.append(event.stored)
        judgement.current = len(judgement.answers) - 1
        self.page.show_stored(event.stored, judgement)
        self._stack.setCurrentWidget(self.page)
        announce(self, spoken_verdict(event.stored.verdict, judgement.subject.expected))

    def _end_without_verdict(self, look: ChipLook, notice: Notice) -> None:
        self._clock.stop()
        judgement = self._judgement
        if judgement is not None and judgement.answers:
            self.show_repeat(len(judgement.answers) - 1)
            return
        self.page.show_progress(look, "")
        self.page.show_notice(notice)
        self._stack.setCurrentWidget(self.page)

    def _show_clock(self) -> None:
        seconds = self._since.elapsed() / 1000
        self.page.show_progress(THINKING, f"{seconds:.1f} s · {self._words:,} words")


def _joined(events: Iterable[object]) -> list[object]:
    """Neighbouring pieces of reasoning become one: the view pays per piece."""
    joined: list[object] = []
    for event in events:
        last = joined[-1] if joined else None
        if isinstance(event, ReasoningText) and isinstance(last, ReasoningText):
            joined[-1] = ReasoningText(last.text + event.text)
        else:
            joined.append(event)
    return joined
