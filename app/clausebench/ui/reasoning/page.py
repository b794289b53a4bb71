"""Verdict, findings, reasoning and answer of one judgement, at one level of concealment."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clausebench.domain.clause import Finding
from clausebench.domain.masking import Concealment
from clausebench.domain.run import StoredVerdict
from clausebench.domain.text import Span
from clausebench.domain.verdict import Verdict
from clausebench.ui.appearance import Appearance, FontUse
from clausebench.ui.jobs import Lanes
from clausebench.ui.parts import hairline
from clausebench.ui.reasoning.answer_section import AnswerSection
from clausebench.ui.reasoning.certainty_strip import CertaintyStrip
from clausebench.ui.reasoning.judgement import Judgement, Subject
from clausebench.ui.reasoning.linked_text import LinkedText
from clausebench.ui.reasoning.notice_bar import NoticeBar
from clausebench.ui.reasoning.stream import ReasoningStream
from clausebench.ui.reasoning.verdict_header import VerdictHeader
from clausebench.ui.reasoning.verdict_words import Notice, notice_for
from clausebench.ui.text.findings_list import FindingsList
from clausebench.ui.verdict_chip import ChipLook

_LOW_LINES = 24


class ReasoningPage(QWidget):
    """Every text about the content goes through the stream's mask before it is shown."""

    clause_chosen = Signal(str)

    def __init__(self, appearance: Appearance, lanes: Lanes) -> None:
        super().__init__()
        self._appearance = appearance
        self._verdict: Verdict | None = None
        self._is_low = False
        self.header = VerdictHeader(appearance)
        self.notice = NoticeBar(appearance)
        self.certainty = CertaintyStrip(appearance)
        self.findings = FindingsList(appearance, "Remarks on the reasoning", numbers_lines=False)
        self.text = LinkedText()
        self.text.setAccessibleName("Reasoning")
        self.text.setProperty("kind", "bare")
        self.stream = ReasoningStream(self.text, lanes)
        self.answer = AnswerSection(appearance)
        self.header.clause_chosen.connect(self.clause_chosen)
        self.notice.raw_pressed.connect(self.answer.open_raw)
        self.findings.finding_chosen.connect(self._on_finding_chosen)
        appearance.theme_changed.connect(self._dress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        parts: tuple[QWidget, ...] = (
            self.header,
            hairline(),
            self.notice,
            self.certainty,
            self.findings,
            self.text,
            hairline(),
            self.answer,
        )
        for part in parts:
            column.addWidget(part, 1 if part is self.text else 0)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low pane the reasoning itself matters more than what surrounds it."""
        super().resizeEvent(event)
        is_low = event.size().height() < _LOW_LINES * self.fontMetrics().lineSpacing()
        if is_low != self._is_low:
            self._is_low = is_low
            self.header.show_brief(is_brief=is_low)
            self.answer.show_brief(is_brief=is_low)

    def begin(self, subject: Subject, level: Concealment) -> None:
        """An empty page for a new answer."""
        self._verdict = None
        self.notice.show_notice(None)
        self.certainty.show_certainty(None)
        self.findings.show_findings((), "")
        self.stream.begin(subject.policy, subject.content, level)
        self._show_answer()

    def show_progress(self, look: ChipLook, words: str) -> None:
        self.header.show_progress(look, words)

    def show_notice(self, notice: Notice) -> None:
        self.notice.show_notice(notice)

    def show_stored(self, stored: StoredVerdict, judgement: Judgement) -> None:
        """A finished answer, and how it stands among its repeats."""
        verdict = stored.verdict
        self._verdict = verdict
        self.show_head(stored, judgement)
        notice = notice_for(verdict)
        if notice is not None:
            self.notice.show_notice(notice)
        self.certainty.show_certainty(verdict.confidence.certainty)
        self.stream.finish(verdict.reasoning)
        self._show_findings()
        self._show_answer()

    def show_head(self, stored: StoredVerdict, judgement: Judgement) -> None:
        """Only the head of a finished answer."""
        subject = judgement.subject
        self.header.show_verdict(stored.verdict, subject.expected, subject.policy)
        self.header.repeats.show_repeats(judgement.verdicts, judgement.current, judgement.planned)

    def conceal(self, level: Concealment) -> None:
        """Show the same at another level."""
        self.stream.conceal(level)
        self._show_findings()
        self._show_answer()

    def go_to(self, span: Span) -> None:
        """Select a piece of the reasoning and bring its beginning into view."""
        place = self.text.document_span(span)
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(place.end)
        cursor.setPosition(place.start, QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()

    def copied_text(self) -> str:
        """What the page shows, as plain text; concealed words stay concealed."""
        verdict = self._verdict
        if verdict is None:
            return self.text.text
        head = " · ".join(
            part
            for part in (
                self.header.chip.look.word,
                verdict.label or "",
                ", ".join(verdict.clauses),
                self.header.cost.text(),
                self.header.engine.text(),
            )
            if part
        )
        answer = self.stream.mask.shown(verdict.final)
        return "\n\n".join(part for part in (head, self.text.text, answer) if part)

    def _show_findings(self) -> None:
        mask = self.stream.mask
        findings = self._verdict.findings if self._verdict else ()
        shown = [
            replace(f, message=mask.shown(f.message), hint=mask.shown(f.hint)) for f in findings
        ]
        self.findings.show_findings(shown, self.stream.text)

    def _show_answer(self) -> None:
        mask, verdict = self.stream.mask, self._verdict
        if verdict is None:
            self.answer.show_answer("", "", "")
            return
        self.answer.show_answer(
            mask.shown(verdict.rationale or ""),
            mask.shown(verdict.remediation or ""),
            mask.shown(verdict.final),
        )

    def _on_finding_chosen(self, finding: Finding) -> None:
        if finding.span is not None:
            self.go_to(finding.span)

    def _dress(self) -> None:
        self.text.setFont(self._appearance.font(FontUse.READING))
        self.text.apply_theme(self._appearance.theme)
