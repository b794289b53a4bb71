"""The first column: the policy being written, its outline, its problems."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from clausebench.domain.clause import ClauseId, Finding, ParsedPolicy
from clausebench.domain.judging import TokenCount
from clausebench.domain.reading_policy import parse
from clausebench.domain.text import Span
from clausebench.ui.appearance import Appearance, FontUse
from clausebench.ui.highlight.policy_highlighter import PolicyHighlighter
from clausebench.ui.jobs import Lanes
from clausebench.ui.panels.write.clause_map import code_at
from clausebench.ui.panels.write.off_bar import OffBar
from clausebench.ui.panels.write.outline import Outline
from clausebench.ui.panels.write.places import Places
from clausebench.ui.panels.write.policy_reader import PolicyReader
from clausebench.ui.panels.write.policy_reading import NOTHING_READ, PolicyReading
from clausebench.ui.panels.write.token_meter import meter_text, meter_tip
from clausebench.ui.parts import hairline, label
from clausebench.ui.text.editor import PolicyEditor
from clausebench.ui.text.faithful_text import FaithfulText
from clausebench.ui.text.find_bar import FindBar
from clausebench.ui.text.finder import Finder
from clausebench.ui.text.findings_list import FindingsList

DRAFT_MS = 600
"""From the first unsaved key to the draft's hand-over; leaves 200 ms for writing it."""


class RulePanel(QWidget):
    """Shows one ``FaithfulText`` at a time and reads it while it changes."""

    draft_changed = Signal(object, int)
    """The ``FaithfulText`` that changed and the cursor's code point, within 800 ms."""
    clause_entered = Signal(str)
    """The id of the clause that the cursor is in now."""
    policy_read = Signal(object)
    """A ``LintReport`` of the text as it is."""

    def __init__(self, appearance: Appearance, lanes: Lanes) -> None:
        super().__init__()
        self._appearance = appearance
        self._places = Places()
        self._reading = NOTHING_READ
        self._clause = ClauseId("")
        self._highlighters: dict[FaithfulText, PolicyHighlighter] = {}
        self.editor = PolicyEditor()
        self.outline = Outline(appearance)
        self.problems = FindingsList(appearance, "Problems in the policy", numbers_lines=True)
        self.off_bar = OffBar(appearance)
        self.find_bar = FindBar(appearance.icons)
        self.finder = Finder(self.find_bar, self.editor, appearance)
        self.meter = label("", "small")
        self.leave_hint = label("Tab leaves the editor", "small")
        self._reader = PolicyReader(lanes, lambda: self.editor.source.shown, self)
        self._draft = QTimer(self, interval=DRAFT_MS, singleShot=True)
        self._is_changed = False
        self._lay_out()
        self._connect()
        self._dress()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 3, 8, 3)
        foot.addWidget(self.leave_hint)
        foot.addStretch()
        foot.addWidget(self.meter)
        self.leave_hint.hide()
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.find_bar, self.off_bar, self.editor, hairline(), self.problems):
            column.addWidget(part)
        column.addLayout(foot)
        self.splitter = QSplitter()
        self.splitter.setObjectName("write-outline")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.outline)
        self.splitter.addWidget(text)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([210, 460])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _connect(self) -> None:
        self.editor.edited.connect(self._on_editor_edited)
        self.editor.key_arrived.connect(self._reader.key_arrived)
        self.editor.cursor_moved.connect(self._on_editor_cursor_moved)
        self.editor.leave_armed.connect(self.leave_hint.setVisible)
        self.outline.clause_chosen.connect(self.go_to_clause)
        self.outline.dismissed.connect(self.editor.setFocus)
        self.problems.finding_chosen.connect(self._go_to_finding)
        self._reader.read.connect(self._on_reader_read)
        self._draft.timeout.connect(self.hand_over_draft)
        self._appearance.theme_changed.connect(self._dress)

    def show_policy(
        self, source: FaithfulText, cursor: int = 0, *, read_only: bool = False
    ) -> None:
        """Show a policy's text with its own undo stack; ``cursor`` is a code point."""
        self.hand_over_draft()
        if source not in self._highlighters:
            self._highlighters[source] = PolicyHighlighter(source.document, self._appearance.theme)
        self._highlighters[source].apply_theme(self._appearance.theme)
        self._places.forget()
        self._reading = NOTHING_READ
        self.editor.show_text(source)
        self.editor.setReadOnly(read_only)
        self.editor.go_to(Span(min(cursor, len(source.shown)), min(cursor, len(source.shown))))
        self._reader.read_soon()

    @property
    def parsed(self) -> ParsedPolicy:
        """The clauses of the text as it was read last."""
        return self._reading.parsed

    def forget(self, source: FaithfulText) -> None:
        """A text that will not be shown again."""
        self._highlighters.pop(source, None)

    def read(self) -> ParsedPolicy:
        """The text as it is, read into clauses; at once if that was done already."""
        text = self.editor.source.shown
        return self.parsed if self.parsed.text == text else parse(text)

    def show_token_count(self, text: str, tokens: TokenCount) -> None:
        """A tokenizer counted ``text``."""
        self._reader.tokens_counted(text, tokens)

    def show_citations(self, citations: Mapping[str, int]) -> None:
        """How many test cases cite each clause, by clause id."""
        self._reader.citations_counted(citations)

    def go_to_clause(self, clause_id: str) -> None:
        """Put the cursor at the clause; harmless if it is gone."""
        clause = self.parsed.clause(clause_id)
        if clause is not None:
            self.go_to(clause.own)

    def go_to(self, span: Span) -> None:
        """Jump, remembering where one was."""
        self._places.leave(self.editor.textCursor())
        self.editor.go_to(span)
        self.editor.setFocus()

    def show_mention(self, clause_id: str | None, span: Span | None = None) -> None:
        """Mark what the reasoning speaks of, without moving the cursor."""
        clause = self.parsed.clause(clause_id) if clause_id else None
        self.editor.show_mention(span or (clause.own if clause else None))

    def go_back(self) -> None:
        """Return to where the last jump began."""
        cursor = self._places.back()
        if cursor is not None:
            self.editor.setTextCursor(cursor)
            self.editor.ensureCursorVisible()

    def go_to_code_at_cursor(self) -> None:
        """From the mention of a clause to the clause."""
        cursor = self.editor.textCursor()
        code = code_at(cursor.block().text(), cursor.positionInBlock(), self.parsed.codes)
        if code is not None:
            self.go_to_clause(code)

    def step_problem(self, *, forward: bool) -> None:
        """Go to the next or previous problem in the text."""
        found = self.problems.step(forward=forward, offset=self.editor.cursor_offset)
        if found is not None:
            self._go_to_finding(found)

    def hand_over_draft(self) -> None:
        """Announce the text now if it changed since the last time."""
        self._draft.stop()
        if self._is_changed:
            self._is_changed = False
            self.draft_changed.emit(self.editor.source, self.editor.cursor_offset)

    def _go_to_finding(self, finding: Finding) -> None:
        if finding.span is not None:
            self.go_to(finding.span)

    def _on_editor_edited(self) -> None:
        self._is_changed = True
        if not self._draft.isActive():
            self._draft.start()
        self._reader.text_changed()

    def _on_editor_cursor_moved(self) -> None:
        clause = self._reading.clauses.at(self.editor.textCursor().position())
        clause_id = clause.id if clause else ClauseId("")
        if clause_id != self._clause:
            self._clause = clause_id
            self.outline.follow(clause_id)
            self.clause_entered.emit(clause_id)

    def _on_reader_read(self, reading: PolicyReading) -> None:
        report, self._reading = reading.report, reading
        self.editor.show_problems(report.findings)
        self.editor.show_marks(reading.marks)
        self.outline.show_rows(reading.rows)
        self.problems.show_findings(report.findings, report.parsed.text)
        self.meter.setText(meter_text(report.tokens))
        self.meter.setToolTip(meter_tip(report.tokens))
        self._on_editor_cursor_moved()
        self.policy_read.emit(report)

    def _dress(self) -> None:
        self.editor.setFont(self._appearance.font(FontUse.READING))
        self.editor.apply_theme(self._appearance.theme)
        current = self._highlighters.get(self.editor.source)
        if current is not None:
            current.apply_theme(self._appearance.theme)
