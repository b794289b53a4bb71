"""The status line: engine, context, speed, the job in flight, the last save."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from clausebench.domain.judging import EngineState, EngineStatus
from clausebench.ui.appearance import Appearance
from clausebench.ui.jobs import Job, Lanes
from clausebench.ui.parts import IconLabel, hairline, icon_button, label
from clausebench.ui.roles import Role

_ENGINE = {
    EngineState.NO_WEIGHTS: ("allowed", Role.TEXT_MUTED, "No model"),
    EngineState.IDLE: ("allowed", Role.TEXT_MUTED, "Not loaded"),
    EngineState.LOADING: ("half", Role.VERDICT_ESCALATE, "Loading"),
    EngineState.READY: ("dot", Role.VERDICT_ALLOWED, "Ready"),
    EngineState.JUDGING: ("dot", Role.LINK, "Judging"),
    EngineState.STOPPED: ("close", Role.VERDICT_VIOLATES, "Stopped"),
}


class _Note(QWidget):
    """A few small words after a hairline; gone while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self._words)
        self.hide()

    def say(self, words: str) -> None:
        self._words.setText(words)
        self.setVisible(bool(words))


class StatusLine(QWidget):
    """One line at the foot of the window. Parts that have nothing to say are hidden."""

    engine_pressed = Signal()
    download_pressed = Signal()

    def __init__(self, appearance: Appearance, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes
        self._job: Job | None = None
        self._engine_note = ""
        self.setObjectName("status-line")
        self.setAccessibleName("Status")
        self._engine_icon = IconLabel(appearance, "allowed", Role.TEXT_MUTED, 12)
        self._engine = QToolButton()
        self._engine.setProperty("kind", "status")
        self._engine.clicked.connect(self.engine_pressed)
        self._download = QToolButton()
        self._download.setProperty("kind", "status")
        self._download.clicked.connect(self.download_pressed)
        self._download.hide()
        self._context, self._speed, self._saved = _Note(), _Note(), _Note()
        self._job_box = self._make_job_box(appearance)
        self._lay_out()
        self.show_engine("", EngineStatus(EngineState.IDLE))
        lanes.job_started.connect(self._on_lanes_job_started)

    def show_engine(self, name: str, status: EngineStatus) -> None:
        """Which engine, and how it is. The word stands next to the icon, always."""
        icon, role, word = _ENGINE[status.state]
        self._engine_icon.show_icon(icon, role)
        text = " · ".join(part for part in (name, status.message or word) if part)
        self._engine.setText(text)
        self._engine.setAccessibleName(f"Engine: {text}")
        self._engine.setToolTip("\n".join(filter(None, (f"Engine: {text}", self._engine_note))))

    def show_engine_note(self, sentence: str) -> None:
        """What is known of the engine beyond its name, for its tool tip; empty for nothing."""
        self._engine_note = f"Last check: {sentence}" if sentence else ""

    def show_context(self, used: int | None, limit: int | None = None) -> None:
        """Tokens of policy, content and answer in the context; None hides the part."""
        limit_text = f" / {limit:,}" if limit else ""
        self._context.say("" if used is None else f"{used:,}{limit_text} tokens")

    def show_speed(self, tokens_per_second: float | None) -> None:
        """None hides the part."""
        speed = tokens_per_second
        self._speed.say("" if speed is None else f"{speed:.0f} tok/s")

    def show_saved(self, sentence: str) -> None:
        """``Saved 14:02``; empty hides the part."""
        self._saved.say(sentence)

    def show_download(self, words: str, name: str = "") -> None:
        """How far a download is, beside whatever else is going on; empty hides the part."""
        self._download.setText(words)
        self._download.setAccessibleName(f"Download: {words}")
        self._download.setToolTip(name)
        self._download.setVisible(bool(words))

    def _make_job_box(self, appearance: Appearance) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._job_text = label("", "small")
        self._job_bar = QProgressBar()
        self._job_bar.setTextVisible(False)
        self._job_bar.setFixedWidth(120)
        self._job_bar.setAccessibleName("Progress")
        self._stop = icon_button(appearance.icons, "stop", "Stop")
        self._stop.clicked.connect(self._on_stop_clicked)
        for part in (self._job_text, self._job_bar, self._stop):
            row.addWidget(part)
        box.hide()
        return box

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self._engine_icon)
        row.addSpacing(-6)
        row.addWidget(self._engine)
        row.addWidget(self._context)
        row.addWidget(self._speed)
        row.addStretch(1)
        row.addWidget(self._download)
        row.addWidget(self._job_box)
        row.addWidget(self._saved)
        self.setMinimumHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @Slot(object)
    def _on_lanes_job_started(self, job: Job) -> None:
        if not job.title:
            return
        job.described.connect(self._refresh_job)
        job.stopping.connect(self._refresh_job)
        job.settled.connect(self._refresh_job)
        self._refresh_job()

    @Slot()
    def _refresh_job(self) -> None:
        titled = [job for job in self._lanes.jobs if job.title and not job.is_settled]
        self._job = titled[0] if titled else None
        self._job_box.setVisible(self._job is not None)
        if self._job is None:
            return
        word = "Stopping…" if self._job.is_stopping else self._job.detail
        self._job_text.setText(" · ".join(part for part in (self._job.title, word) if part))
        fraction = self._job.fraction
        self._job_bar.setRange(0, 0 if fraction is None else 1000)
        self._job_bar.setValue(round((fraction or 0) * 1000))
        self._stop.setEnabled(not self._job.is_stopping)
        self._stop.setAccessibleName(f"Stop: {self._job.title}")

    @Slot()
    def _on_stop_clicked(self) -> None:
        if self._job is not None:
            self._job.cancel()
