"""Which backups to let go: many recent ones, then one a day, then one a week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

RECENT = 12
DAYS = 10
WEEKS = 9


def surplus(times: Iterable[datetime]) -> tuple[datetime, ...]:
    """The moments not worth keeping, newest first.

    Kept are the 12 newest; of those before, the last of each day for 10 days that have any; and
    of those before, the last of each week for 9 weeks that have any.
    """
    older = sorted(times, reverse=True)[RECENT:]
    daily = _last_of_each([t.date().toordinal() for t in older], DAYS)
    rest = older[daily[-1] + 1 :] if len(daily) == DAYS else []
    offset = len(older) - len(rest)
    weekly = [i + offset for i in _last_of_each([_week(t) for t in rest], WEEKS)]
    kept = {*daily, *weekly}
    return tuple(t for i, t in enumerate(older) if i not in kept)


def _week(moment: datetime) -> int:
    return moment.date().toordinal() // 7


def _last_of_each(periods: list[int], limit: int) -> list[int]:
    """Where each period first appears, for the first ``limit`` periods."""
    firsts = {period: i for i, period in reversed(list(enumerate(periods)))}
    return sorted(firsts.values())[:limit]
