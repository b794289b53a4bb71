"""Nothing personal leaves unseen."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from clausebench.domain.masking import Concealment
from clausebench.domain.redaction.replacing import Leak
from clausebench.services.export_preview import Preview
from clausebench.ui.exporting.export_words import approval_words, leak_words
from clausebench.ui.exporting.leaks_table import LeaksModel, Masking, leak_columns
from clausebench.ui.parts import label, quiet_button
from clausebench.ui.shell import Shell
from clausebench.ui.tables.rows_view import RowsView

_ROWS = 8


class PersonalSection(QWidget):
    """What was found, what becomes of it, and a person's word that they have looked."""

    changed = Signal()
    """Whether it may leave, or what leaves, is another now."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._concealment = shell.concealment
        self._masking = Masking(shell.concealment)
        self._leaks: tuple[Leak, ...] | None = None
        self.words = label("", wraps=True)
        self.model = LeaksModel(leak_columns(self._masking))
        self.table = RowsView(shell.appearance, self.model, "What tells who somebody is")
        self.table.setProperty("kind", "")
        self.approved = QCheckBox()
        self.replace_all = quiet_button("Replace all")
        self.keep_all = quiet_button("Keep all")
        self.reveal = quiet_button("Show the texts")
        self.reveal.setToolTip("For a moment: they are concealed again by themselves.")
        self._lay_out()
        self._connect()
        self._show_concealment()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for part in (self.replace_all, self.keep_all, self.reveal):
            buttons.addWidget(part)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self.table)
        column.addLayout(buttons)
        column.addWidget(self.approved)

    def _connect(self) -> None:
        self.table.on_key("Space", self._toggle_selected)
        self.model.ticked.connect(self._on_model_ticked)
        self.approved.toggled.connect(self.changed)
        self.replace_all.clicked.connect(
            lambda: self.model.decide(self.model.rows, is_replaced=True)
        )
        self.keep_all.clicked.connect(lambda: self.model.decide(self.model.rows, is_replaced=False))
        self.reveal.clicked.connect(self._concealment.reveal_plain)
        self._concealment.level_changed.connect(self._on_concealment_level_changed)

    @property
    def is_settled(self) -> bool:
        """Nothing was found, or the person has looked at it."""
        return not self.model.rows or self.approved.isChecked()

    @property
    def keep(self) -> frozenset[str] | None:
        """The texts to keep; None: there is nothing to replace."""
        free = [row for row in self.model.rows if row.is_free]
        if not any(row.is_replaced for row in free):
            return None
        return frozenset(row.leak.text for row in free if not row.is_replaced)

    def show_preview(self, preview: Preview) -> None:
        """What was decided stays where the same was found again."""
        if preview.release is not None:
            self._masking.know(preview.release.cases)
        if preview.leaks != self._leaks:
            self._leaks = preview.leaks
            self.model.show_leaks(preview.leaks)
            with QSignalBlocker(self.approved):
                self.approved.setChecked(False)
        self._show()

    def _show(self) -> None:
        rows = self.model.rows
        free = [row for row in rows if row.is_free]
        staying = len(rows) - len(free)
        replaced = sum(row.is_replaced for row in free)
        self.words.setText(leak_words(len(rows), staying))
        self.approved.setText(approval_words(replaced, len(free) - replaced, staying))
        self.table.setVisible(bool(rows))
        self.approved.setVisible(bool(rows))
        for choice in (self.replace_all, self.keep_all):
            choice.setVisible(len(free) > 1)
        self._show_concealment()
        shown = min(len(rows), _ROWS)
        height = self.table.verticalHeader().defaultSectionSize()
        frame = self.table.horizontalHeader().height() + 4
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(shown * height + frame + bar)

    def _toggle_selected(self) -> None:
        rows = [row for row in self.table.selected_rows if row.is_free]
        if rows:
            self.model.decide(rows, is_replaced=not rows[0].is_replaced)

    @Slot()
    def _on_model_ticked(self) -> None:
        """They said that they had looked at something else."""
        self.approved.setChecked(False)
        self._show()
        self.changed.emit()

    def _show_concealment(self) -> None:
        is_hidden = self._concealment.base is not Concealment.PLAIN
        self.reveal.setVisible(is_hidden and bool(self.model.rows))
        self.reveal.setText(
            "Conceal the texts" if self._concealment.is_revealed else "Show the texts"
        )
        self.reveal.setAccessibleName(self.reveal.text())

    @Slot(object)
    def _on_concealment_level_changed(self, _level: object) -> None:
        self.model.refresh()
        self._show_concealment()
