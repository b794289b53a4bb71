"""Days as people name them."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt


def day_words(at: str) -> str:
    """``Today``, ``Yesterday``, ``Thursday, 19 November``; another year is named."""
    day = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime().date()
    today = QDate.currentDate()
    near = {0: "Today", 1: "Yesterday"}.get(day.daysTo(today))
    if near is not None:
        return near
    return QLocale().toString(day, "dddd, d MMMM" if day.year() == today.year() else "d MMMM yyyy")


def time_words(at: str) -> str:
    """``14:02``; empty if ``at`` is no ISO time."""
    when = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return QLocale().toString(when.time(), "HH:mm") if when.isValid() else ""
