"""How far a download is, in words."""

from __future__ import annotations

import pytest

from clausebench.domain.weights import Phase, Progress
from clausebench.ui.download_words import amount_words, left_range, progress_words, rate_words

GB = 10**9


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [
        (4_100_000_000, 12_110_000_000, "4.1 of 12.1 GB"),
        (0, 12_110_000_000, "0.0 of 12.1 GB"),
        (500_000, 1_800_000, "0.5 of 1.8 MB"),
    ],
)
def test_amounts(done: int, total: int, words: str) -> None:
    assert amount_words(done, total) == words


@pytest.mark.parametrize(
    ("rate", "words"), [(0, ""), (9e6, "9 MB/s"), (340_000, "340 kB/s"), (10, "1 kB/s")]
)
def test_rates(rate: float, words: str) -> None:
    assert rate_words(rate) == words


@pytest.mark.parametrize(
    ("left", "rates", "words"),
    [
        (8 * GB, (9.5e6, 8.3e6), "14\N{EN DASH}16 min"),
        (8 * GB, (9e6, 9e6), "15 min"),
        (8 * GB, (0, 0), ""),
        (8 * GB, (0, 9e6), "15 min"),
        (60 * GB, (4e6, 5e6), "3.3\N{EN DASH}4.2 h"),
        (9_000_000, (1e6, 1e6), "9 s"),
        (1, (1e6, 1e6), "1 s"),
    ],
)
def test_time_left_is_a_range_of_what_is_known(
    left: int, rates: tuple[float, float], words: str
) -> None:
    assert left_range(left, rates) == words


@pytest.mark.parametrize("phase", [p for p in Phase if p is not Phase.DOWNLOADING])
def test_every_phase_has_words_instead_of_a_rate(phase: Phase) -> None:
    words = progress_words(Progress(phase, "f", GB, 12 * GB, 9e6), 9e6)
    assert words.startswith("1.0 of 12.0 GB · ")
    assert "MB/s" not in words


def test_a_running_download_says_all_three() -> None:
    progress = Progress(Phase.DOWNLOADING, "f", 4 * GB, 12 * GB, 9.5e6)
    assert progress_words(progress, 8.3e6) == "4.0 of 12.0 GB · 10 MB/s · 14\N{EN DASH}16 min"
