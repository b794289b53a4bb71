"""Times as people read them: today's by the clock, others by their day."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt


def clock_words(at: str) -> str:
    """``14:02``, or ``3 Nov 14:02`` for another day; empty if ``at`` is no ISO time."""
    when = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()
    if not when.isValid():
        return ""
    time = QLocale().toString(when.time(), "HH:mm")
    if when.date() == QDate.currentDate():
        return time
    return f"{QLocale().toString(when.date(), 'd MMM')} {time}"
