"""How many backups are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clausebench.storage.thinning import surplus

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def before(**units: float) -> datetime:
    return NOON - timedelta(**units)


def test_twelve_backups_are_never_too_many() -> None:
    assert surplus(before(minutes=n) for n in range(12)) == ()


def test_of_older_ones_the_last_of_each_day_stays() -> None:
    recent = [before(minutes=n) for n in range(12)]
    yesterday = [before(days=1, hours=n) for n in range(3)]
    assert surplus(recent + yesterday) == tuple(yesterday[1:])


def test_of_ones_older_still_the_last_of_each_week_stays() -> None:
    recent = [before(minutes=n) for n in range(12)]
    daily = [before(days=n) for n in range(1, 11)]
    weekly = [before(days=14 + 7 * n) for n in range(9)]
    assert surplus(recent + daily + weekly) == ()
    extra = before(days=14, hours=1)
    assert surplus([*recent, *daily, *weekly, extra]) == (extra,)


def test_after_ten_days_and_nine_weeks_everything_goes() -> None:
    ancient = before(days=400)
    kept = [before(minutes=n) for n in range(12)] + [before(days=n) for n in range(1, 90)]
    assert ancient in surplus([*kept, ancient])


def test_a_gap_does_not_cost_any_backups() -> None:
    assert surplus([*(before(minutes=n) for n in range(12)), before(days=900)]) == ()


times = st.lists(
    st.integers(0, 60 * 24 * 400).map(lambda minutes: before(minutes=minutes)), unique=True
)


@given(times)
def test_at_most_31_stay_and_the_newest_always(moments: list[datetime]) -> None:
    gone = surplus(moments)
    kept = sorted(set(moments) - set(gone), reverse=True)
    assert len(kept) == min(len(moments), len(kept))
    assert len(kept) <= 12 + 10 + 9
    assert kept[:12] == sorted(moments, reverse=True)[:12]


@given(times)
def test_thinning_twice_takes_nothing_more(moments: list[datetime]) -> None:
    kept = set(moments) - set(surplus(moments))
    assert surplus(kept) == ()
