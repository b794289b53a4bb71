"""The numbers of a suite on one page: overall, confusion, slices, targets, trend."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.measures import By, Measures, TargetResult
from clausebench.ui.appearance import Appearance
from clausebench.ui.judged.target_line import target_line
from clausebench.ui.panels.test.measures_confusion import ConfusionTable
from clausebench.ui.panels.test.measures_rows import COLUMNS, SliceRow, slice_rows
from clausebench.ui.panels.test.measures_words import overall_lines
from clausebench.ui.parts import button, hairline, icon_button, label, quiet_button
from clausebench.ui.tables.rows_model import RowsModel
from clausebench.ui.tables.rows_view import ROW_HEIGHT, RowsView

_MOST_ROWS = 12
"""Slices that are seen without scrolling their table."""
_WIDTH = 440


class MeasuresView(QWidget):
    """Plain methods in, signals out."""

    closed = Signal()
    cell_wanted = Signal(object)
    """A ``Cell`` whose cases are to be shown."""
    slice_wanted = Signal(object)
    """A ``Slice`` whose cases are to be shown."""
    all_wanted = Signal()
    targets_pressed = Signal()
    export_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._found: Measures | None = None
        self.setAccessibleName("Numbers")
        self.setMinimumWidth(_WIDTH)
        self.close_button = icon_button(appearance.icons, "close", "Close the numbers")
        self.export = quiet_button("Save charts…")
        self.head = label("", "small", wraps=True)
        self.shown = label("", "body", wraps=True)
        self.show_all = quiet_button("Show all cases")
        self.overall = QGridLayout()
        self.notes, self.cost = label("", "small", wraps=True), label("", "body", wraps=True)
        self.confusion = ConfusionTable(appearance)
        self.by = QComboBox()
        self.model: RowsModel[SliceRow] = RowsModel(COLUMNS)
        self.slices = RowsView(appearance, self.model, "Numbers by clause")
        self.targets = QVBoxLayout()
        self.choose_targets = button("Choose a targets file…")
        self.trend = QSvgWidget()
        self.trend_words = label("", "small", wraps=True)
        self._fill_choices()
        self._lay_out()
        self._connect()

    def _fill_choices(self) -> None:
        self.by.setAccessibleName("Sort cases by")
        for by in By:
            self.by.addItem(f"By {by.value}", by)
        self.trend.setAccessibleName("Accuracy and stability over versions")
        self.trend.renderer().setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 6)
        head.addWidget(label("Numbers", "section"), 1)
        head.addWidget(self.export)
        head.addWidget(self.close_button)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        page = QWidget()
        page.setAccessibleName("Numbers of the suite")
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 10, 14, 16)
        column.setSpacing(8)
        filtered = QHBoxLayout()
        filtered.addWidget(self.shown, 1)
        filtered.addWidget(self.show_all)
        column.addWidget(self.head)
        column.addLayout(filtered)
        column.addLayout(self.overall)
        for part in (self.notes, self.cost):
            column.addWidget(part)
        self.overall.setColumnStretch(1, 1)
        self.overall.setHorizontalSpacing(14)
        self.targets.setSpacing(4)
        self._lay_out_sections(column)
        self.area = QScrollArea()
        self.area.setAccessibleName("Numbers of the suite, scrolling")
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(page)
        page.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(hairline())
        outer.addWidget(self.area, 1)

    def _lay_out_sections(self, column: QVBoxLayout) -> None:
        column.addSpacing(6)
        column.addWidget(label("Expected (rows) and given (columns)", "section"))
        column.addWidget(self.confusion)
        column.addSpacing(6)
        column.addWidget(self.by, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.slices)
        column.addSpacing(6)
        column.addWidget(label("Targets", "section"))
        column.addLayout(self.targets)
        column.addWidget(self.choose_targets, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addWidget(label("Over versions", "section"))
        column.addWidget(self.trend)
        column.addWidget(self.trend_words)
        column.addStretch(1)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.export.clicked.connect(self.export_pressed)
        self.choose_targets.clicked.connect(self.targets_pressed)
        self.show_all.clicked.connect(self.all_wanted)
        self.confusion.wanted.connect(self.cell_wanted)
        self.slices.opened.connect(lambda row: self.slice_wanted.emit(row.part))
        self.by.currentIndexChanged.connect(self._show_slices)
        self.show_filter("")
        self.show_targets((), "")
        self.show_trend(None, "")

    def show_measures(self, found: Measures, notes: str) -> None:
        """The numbers of what has been judged."""
        self._found = found
        self.head.setText("Nothing has been judged yet." if not found.n else f"n = {found.n:,}")
        _clear(self.overall)
        for row, (name, words) in enumerate(overall_lines(found) if found.n else ()):
            self.overall.addWidget(label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            self.overall.addWidget(
                label(words, "strong" if row == 0 else "body", wraps=True), row, 1
            )
        _say(self.notes, notes)
        self.confusion.show_confusion(found.confusion)
        self._show_slices()

    def show_cost(self, words: str) -> None:
        _say(self.cost, words)

    def show_filter(self, words: str) -> None:
        """Which cases the table beside shows because of a number; empty: all."""
        _say(self.shown, words)
        self.show_all.setVisible(bool(words))

    def show_targets(self, results: Sequence[TargetResult], file_name: str) -> None:
        """One line for each; how many are met comes first."""
        _clear(self.targets)
        if file_name:
            met = sum(result.is_met for result in results)
            words = f"{met} of {len(results)} met · {file_name}"
        else:
            words = "Minimums to reach before a release, from a TOML file."
        self.targets.addWidget(label(words, "small", wraps=True))
        for result in results:
            self.targets.addWidget(target_line(self._appearance, result))

    def show_trend(self, svg: bytes | None, words: str) -> None:
        """The chart, or only words."""
        self.trend.setVisible(svg is not None)
        if svg is not None:
            self.trend.load(QByteArray(svg))
            self.trend.renderer().setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
            self._fit_trend()
        _say(self.trend_words, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_trend()

    def _fit_trend(self) -> None:
        natural = self.trend.renderer().defaultSize()
        if natural.width() > 0:
            width = max(self.width() - 44, 100)
            self.trend.setFixedHeight(round(width * natural.height() / natural.width()))

    def _show_slices(self) -> None:
        if self._found is None:
            return
        by = By(self.by.currentData())
        self.slices.setAccessibleName(f"Numbers by {by.value}")
        rows = slice_rows(by, self._found.by(by))
        self.model.show_rows(rows)
        self.slices.fit_columns()
        row = max(ROW_HEIGHT, self.slices.fontMetrics().height() + 8)
        seen = min(max(len(rows), 1), _MOST_ROWS) + 1  # and the header
        self.slices.horizontalHeader().setFixedHeight(row + 4)
        self.slices.setFixedHeight(row * seen + 20)


def _say(where: QLabel, words: str) -> None:
    where.setText(words)
    where.setVisible(bool(words))


def _clear(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
