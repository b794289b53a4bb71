"""Will weights work here? The rules, and what people read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.fit import Demand, Fit, FitReport, judge_fit, may_repack
from clausebench.domain.machine import Division, Machine, MachineSpeed, Rates, rates
from clausebench.domain.shape import SHAPE_20B, SHAPE_120B

GB = 10**9
SMALL = Demand(12_110_000_000, 14 * GB, Division(SHAPE_20B))
LARGE = Demand(63_400_000_000, 66 * GB, Division(SHAPE_120B))
USUAL = MachineSpeed("llama", "cpu", 8, rates(SHAPE_20B, 60.0, 15.0), "2026-01-01")
LAME = replace(USUAL, plain=rates(SHAPE_20B, 5.0, 2.0))


def _machine(free: float, total: float = 32.0) -> Machine:
    return Machine("cpu", 8, round(free * GB), round(total * GB))


def _judged(free: float, total: float = 32.0, speed: MachineSpeed | None = USUAL) -> FitReport:
    return judge_fit(SMALL, _machine(free, total), speed)


NEEDS = "needs 14.0 GB of memory,"
EXPECTED = "15 tokens/s expected here, 16 s per verdict."
LAME_EXPECTED = "2.0 tokens/s expected here, 2 min per verdict."
FROM_DISK = "so at least 0.8 GB are read from disk for each token."
CLOSE = "Close other programs until 14.0 GB are free, or use a computer with more memory."
FASTER = (
    "Judge with low effort, let suites run by themselves, or use a computer with more cores or a "
    "graphics card."
)


@pytest.mark.parametrize(
    ("free", "total", "speed", "sentence", "advice"),
    [
        (20, 32, USUAL, f"Fits: {NEEDS} 20.0 GB are free. {EXPECTED}", ""),
        (
            *(20, 32, None),
            f"Fits: {NEEDS} 20.0 GB are free. How fast it is here has not been measured.",
            "",
        ),
        (
            *(13.2, 16, USUAL, f"Fits tightly: {NEEDS} 13.2 GB are free. {EXPECTED}"),
            "Close what you do not need: long policies want 0.8 GB more.",
        ),
        (9.1, 16, USUAL, f"Will be slow: {NEEDS} 9.1 GB are free, {FROM_DISK}", CLOSE),
        (
            *(9.1, 12.5, None, f"Will be slow: {NEEDS} 9.1 GB are free, {FROM_DISK}"),
            "Use a computer with 14.0 GB of free memory.",
        ),
        (
            *(20, 32, LAME),
            f"Will be slow: {NEEDS} 20.0 GB are free. {LAME_EXPECTED}",
            FASTER,
        ),
        (
            *(6, 8, USUAL, f"Does not fit: {NEEDS} this computer has 8.0 GB in all."),
            "Use a computer with 14.0 GB of free memory.",
        ),
        (0.4, 32, USUAL, f"Does not fit: {NEEDS} 0.4 GB are free.", CLOSE),
    ],
)
def test_each_answer_says_what_is_needed_and_what_to_do(
    free: float, total: float, speed: MachineSpeed | None, sentence: str, advice: str
) -> None:
    report = _judged(free, total, speed)
    assert (report.sentence, report.advice) == (sentence, advice)
    assert sentence.casefold().startswith(report.fit.words)
    assert (report.needed, report.free) == (14 * GB, round(free * GB))


def test_the_large_weights_point_to_the_small_ones() -> None:
    report = judge_fit(LARGE, _machine(20), USUAL)
    assert report.fit is Fit.TOO_BIG
    assert report.advice.startswith("Take the 20b weights, or use a computer with 66.0 GB")


def test_a_verdict_is_content_read_and_reasoning_written() -> None:
    report = _judged(20)
    assert (report.reading, report.writing) == (pytest.approx(60), pytest.approx(15))
    assert report.seconds == pytest.approx(150 / 60 + 200 / 15)
    assert not report.is_measured


def test_what_was_measured_with_these_weights_goes_before_what_is_expected() -> None:
    report = judge_fit(SMALL, _machine(20), LAME, measured=34.0)
    assert (report.fit, report.writing, report.is_measured) == (Fit.FITS, 34.0, True)
    assert "34 tokens/s measured here" in report.sentence
    alone = judge_fit(SMALL, _machine(20), None, measured=2.0)
    assert (alone.reading, alone.seconds, alone.fit) == (None, 100.0, Fit.SLOW)


def test_what_the_disk_decides_is_not_told_in_tokens() -> None:
    report = judge_fit(SMALL, _machine(9), USUAL, measured=34.0)
    assert (report.reading, report.writing, report.seconds, report.is_measured) == (
        *(None, None, None),
        False,
    )


def test_repacked_speed_counts_where_memory_is_to_spare_and_where_it_is_asked_for() -> None:
    speed = replace(USUAL, repacked=rates(SHAPE_20B, 80.0, 20.0))
    assert judge_fit(SMALL, _machine(40, 64), speed).writing == pytest.approx(20)
    assert judge_fit(SMALL, _machine(20, 64), speed).writing == pytest.approx(15)
    never = replace(SMALL, repack=False)
    assert judge_fit(never, _machine(40, 64), speed).writing == pytest.approx(15)
    always = replace(SMALL, repack=True)
    assert judge_fit(always, _machine(28, 64), speed).writing == pytest.approx(20)
    # A copy cannot be dropped and read again, so what is merely slow without it does not fit.
    assert judge_fit(always, _machine(11, 64), speed).fit is Fit.TOO_BIG
    assert judge_fit(SMALL, _machine(11, 64), speed).fit is Fit.SLOW


def test_what_lies_on_a_card_needs_no_main_memory() -> None:
    card = replace(USUAL, card="RTX", card_rates=rates(SHAPE_20B, 3000.0, 150.0))
    all_on_card = replace(SMALL, division=Division(SHAPE_20B, 0.0, has_card=True))
    report = judge_fit(all_on_card, _machine(4, 8), card)
    assert (report.fit, report.writing) == (Fit.FITS, pytest.approx(150))
    half = replace(SMALL, division=Division(SHAPE_20B, 0.5, has_card=True))
    assert half.held == pytest.approx(SMALL.size * 0.84 / 2, rel=0.01)
    assert judge_fit(half, _machine(8, 16), card).fit is Fit.FITS
    assert judge_fit(half, _machine(4, 16), card).fit is Fit.SLOW


def test_a_second_copy_needs_room_for_both() -> None:
    assert may_repack(12 * GB, 28 * GB)
    assert not may_repack(12 * GB, 28 * GB - 1)


sizes = st.integers(GB, 100 * GB)
memories = st.integers(0, 200 * GB)
positive = st.floats(1e6, 1e13)


@st.composite
def speeds(draw: st.DrawFn) -> MachineSpeed | None:
    """The repacked speed is never the lower one."""
    if draw(st.booleans()):
        return None
    plain = Rates(draw(positive), draw(positive))
    faster = Rates(plain.bytes_s * 1.2, plain.work_s * 1.3) if draw(st.booleans()) else None
    return replace(USUAL, plain=plain, repacked=faster)


def _demand(size: int) -> Demand:
    return Demand(size, size + 2 * GB, Division(SHAPE_20B))


@given(sizes, memories, memories, memories, speeds())
def test_more_free_memory_is_never_worse(
    size: int, one: int, other: int, total: int, speed: MachineSpeed | None
) -> None:
    less, more = (
        judge_fit(_demand(size), Machine("cpu", 2, free, max(total, one, other)), speed)
        for free in sorted((one, other))
    )
    assert more.fit.severity <= less.fit.severity


@given(sizes, sizes, memories, memories, speeds())
def test_larger_weights_are_never_better(
    one: int, other: int, free: int, total: int, speed: MachineSpeed | None
) -> None:
    machine = Machine("cpu", 2, free, max(total, free))
    small, large = (judge_fit(_demand(size), machine, speed) for size in sorted((one, other)))
    assert small.fit.severity <= large.fit.severity


@given(memories, positive, st.floats(1.0, 100.0))
def test_a_faster_computer_is_never_worse(free: int, rate: float, factor: float) -> None:
    slow = replace(USUAL, plain=Rates(rate, rate * 4))
    fast = replace(USUAL, plain=Rates(rate * factor, rate * factor * 4))
    machine = Machine("cpu", 2, free, free)
    fits = [judge_fit(SMALL, machine, speed).fit.severity for speed in (fast, slow)]
    assert fits == sorted(fits)


@given(sizes, memories, memories, speeds(), st.none() | st.floats(0.01, 1e4))
def test_advice_is_there_exactly_when_something_is_to_be_done(
    size: int, free: int, total: int, speed: MachineSpeed | None, measured: float | None
) -> None:
    report = judge_fit(_demand(size), Machine("cpu", 2, free, max(total, free)), speed, measured)
    assert bool(report.advice) == (report.fit is not Fit.FITS)
    assert report.sentence.casefold().startswith(report.fit.words)
    assert report.sentence.endswith(".")
    assert "\n" not in report.sentence + report.advice
