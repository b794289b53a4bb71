"""How likely each label was, and a line of how that came about while the model was thinking."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clausebench.domain.settling import SURE, likeliest, settling, share_of
from clausebench.domain.verdict import Certainty, TracePoint
from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import label
from clausebench.ui.roles import Role

_MOST_LABELS = 4
_LEAST_COVERAGE = 0.9


class TraceLine(QWidget):
    """The chance of the label that was decided, over the tokens of the reasoning, 0 to 1."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._points: tuple[TracePoint, ...] = ()
        self._label = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(160, 3 * self.fontMetrics().height())

    def show_trace(self, points: tuple[TracePoint, ...]) -> None:
        self._points = points
        self._label = likeliest(points[-1].chances) if points else ""
        self.setVisible(len(points) > 1)
        self.setToolTip(f"Chance of {self._label} had the reasoning ended there")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dashes at an even chance and where it counts as sure; a dot at every place asked."""
        del event
        if len(self._points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(3, 4, -3, -4)
        color = self._appearance.theme.color
        painter.setPen(QPen(color(Role.TEXT_MUTED), 1, Qt.PenStyle.DotLine))
        for height in (0.5, SURE):
            y = area.bottom() - height * area.height()
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        last = max(self._points[-1].tokens, 1)
        line = [
            QPointF(
                area.left() + area.width() * point.tokens / last,
                area.bottom() - share_of(self._label, point.chances) * area.height(),
            )
            for point in self._points
        ]
        painter.setPen(QPen(color(Role.LINK), 2))
        painter.drawPolyline(line)
        painter.setBrush(color(Role.LINK))
        for place in line:
            painter.drawEllipse(place, 1.5, 1.5)


class CertaintyStrip(QWidget):
    """Hidden while nothing has been measured."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.labels = label("", "small", wraps=True)
        self.when = label("", "small", wraps=True)
        self.line = TraceLine(appearance)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.labels)
        words.addWidget(self.when)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(14)
        row.addLayout(words, 3)
        row.addWidget(self.line, 2)
        self.setAccessibleName("Measured confidence")
        self.hide()

    def show_certainty(self, certainty: Certainty | None) -> None:
        self.setVisible(certainty is not None)
        if certainty is None:
            return
        self.labels.setText(label_words(certainty))
        self.when.setText(when_words(certainty.trace))
        self.when.setVisible(bool(certainty.trace))
        self.line.show_trace(certainty.trace)
        self.line.setAccessibleName(self.when.text() or "No trace")
        self.setAccessibleDescription(f"{self.labels.text()} {self.when.text()}")


def label_words(certainty: Certainty) -> str:
    """The likeliest labels; and a warning when labels are not what the model was about to say."""
    ranked = sorted(certainty.chances.by_label, key=lambda pair: -pair[1])[:_MOST_LABELS]
    words = "Measured: " + ", ".join(f"{name} {share:.0%}" for name, share in ranked) + "."
    if certainty.chances.coverage < _LEAST_COVERAGE:
        words += f" Labels have {certainty.chances.coverage:.0%} of the probability."
    return words


def when_words(trace: tuple[TracePoint, ...]) -> str:
    """When the reasoning made up its mind; empty without a trace."""
    found = settling(trace)
    if found is None:
        return ""
    total = trace[-1].tokens
    if found.tokens is None:
        return f"Not sure of {found.label} at the end either."
    if found.tokens == 0:
        return f"Sure of {found.label} before the first word."
    changed = "Changed its mind; sure" if found.turned else "Sure"
    return f"{changed} of {found.label} from token {found.tokens:,} of {total:,} on."
