"""Verdicts at a glance: shape, word and colour together, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.verdict import Answer, VerdictStatus
from clausebench.ui.appearance import Appearance
from clausebench.ui.icons import DECISION_ICONS, OUTCOME_ICONS
from clausebench.ui.roles import DECISION_ROLES, OUTCOME_ROLES, Role

DECISION_WORDS: dict[Decision, str] = {
    Decision.VIOLATES: "Violates",
    Decision.ALLOWED: "Allowed",
    Decision.ESCALATE: "Escalate",
}

STATUS_WORDS: dict[VerdictStatus, str] = {
    VerdictStatus.OK: "Undecided",
    VerdictStatus.REPAIRED: "Undecided",
    VerdictStatus.UNREADABLE: "Unreadable answer",
    VerdictStatus.TRUNCATED: "Cut off",
    VerdictStatus.REFUSED: "Refused",
    VerdictStatus.CANCELLED: "Stopped",
    VerdictStatus.CRASHED: "Engine stopped",
}

OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.PASSED: "As expected",
    Outcome.FAILED: "Not as expected",
    Outcome.WRONG_CLAUSE: "Wrong clause",
    Outcome.UNSTEADY: "Unsteady",
    Outcome.UNREADABLE: "Unreadable",
    Outcome.UNLABELLED: "No expectation",
}

_PADDING, _GAP, _RADIUS = 8, 6, 6


@dataclass(frozen=True, slots=True)
class ChipLook:
    """What a chip shows."""

    icon: str
    word: str
    role: Role


NO_VERDICT = ChipLook("minus", "Not judged", Role.TEXT_MUTED)


def decision_look(decision: Decision) -> ChipLook:
    return ChipLook(DECISION_ICONS[decision], DECISION_WORDS[decision], DECISION_ROLES[decision])


def verdict_look(verdict: Answer) -> ChipLook:
    """A decision only if the answer was readable; else how it failed."""
    if verdict.status.is_readable and verdict.decision is not None:
        return decision_look(verdict.decision)
    word = STATUS_WORDS[verdict.status]
    return ChipLook(DECISION_ICONS[None], word, Role.VERDICT_UNREADABLE)


def outcome_look(outcome: Outcome) -> ChipLook:
    return ChipLook(OUTCOME_ICONS[outcome], OUTCOME_WORDS[outcome], OUTCOME_ROLES[outcome])


def chip_size(look: ChipLook, font: QFont) -> QSize:
    """What ``paint_chip`` needs, in logical pixels."""
    metrics = QFontMetrics(font)
    side = _icon_side(metrics)
    width = 2 * _PADDING + side + _GAP + metrics.horizontalAdvance(look.word)
    return QSize(width, metrics.height() + 6)


def paint_chip(
    painter: QPainter, rect: QRect, look: ChipLook, appearance: Appearance, font: QFont
) -> None:
    """Paint at the left of ``rect``, centred in its height; cut with … if it is too narrow.
    For delegates; ``VerdictChip`` uses it too."""
    metrics = QFontMetrics(font)
    side = _icon_side(metrics)
    size = chip_size(look, font)
    box = QRect(0, 0, min(size.width(), rect.width()), min(size.height(), rect.height()))
    box.moveTopLeft(rect.topLeft() + QPoint(0, (rect.height() - box.height()) // 2))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(appearance.theme.tinted(look.role))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    ratio = painter.device().devicePixelRatioF()
    pixmap = appearance.icons.pixmap(look.icon, look.role, side, ratio)
    painter.drawPixmap(box.left() + _PADDING, box.center().y() - side // 2 + 1, pixmap)
    words = box.adjusted(_PADDING + side + _GAP, 0, -_PADDING // 2, 0)
    painter.setPen(appearance.theme.color(look.role))
    painter.setFont(font)
    word = metrics.elidedText(look.word, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
    painter.restore()


class VerdictChip(QWidget):
    """A chip as a widget. ``large`` is for the head of a verdict."""

    def __init__(self, appearance: Appearance, *, large: bool = False) -> None:
        super().__init__()
        self._appearance = appearance
        self._is_large = large
        self._look = NO_VERDICT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._look.word)
        appearance.theme_changed.connect(self._on_appearance_theme_changed)

    @property
    def look(self) -> ChipLook:
        return self._look

    def show_look(self, look: ChipLook) -> None:
        self._look = look
        self.setAccessibleName(look.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._look, self._font())

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_chip(QPainter(self), self.rect(), self._look, self._appearance, self._font())

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self._appearance.points("large" if self._is_large else "small"))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @Slot()
    def _on_appearance_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _icon_side(metrics: QFontMetrics) -> int:
    return max(round(metrics.ascent() * 1.2), 12)
