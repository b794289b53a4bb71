"""Measured confidence beside the reasoning."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from tests.support.qt import accessible_name

from clausebench.domain.verdict import Certainty, LabelChances, TracePoint
from clausebench.ui.appearance import Appearance
from clausebench.ui.reasoning.certainty_strip import CertaintyStrip, label_words, when_words


def _chances(share: float, coverage: float = 0.99) -> LabelChances:
    return LabelChances((("0", 1 - share), ("1", share)), coverage)


def _trace(*shares: float) -> tuple[TracePoint, ...]:
    return tuple(TracePoint(100 * n, _chances(share)) for n, share in enumerate(shares))


@pytest.fixture
def strip(qtbot: QtBot, appearance: Appearance) -> CertaintyStrip:
    made = CertaintyStrip(appearance)
    qtbot.addWidget(made)
    return made


def test_it_says_how_likely_each_label_was_and_since_when(strip: CertaintyStrip) -> None:
    strip.show_certainty(Certainty(_chances(0.97), _trace(0.3, 0.6, 0.97)))
    assert strip.labels.text() == "Measured: 1 97%, 0 3%."
    assert strip.when.text() == "Changed its mind; sure of 1 from token 200 of 200 on."
    assert not strip.isHidden()
    assert not strip.line.isHidden()
    assert accessible_name(strip.line) == strip.when.text()


def test_nothing_measured_takes_no_room(strip: CertaintyStrip) -> None:
    strip.show_certainty(Certainty(_chances(0.97)))
    strip.show_certainty(None)
    assert strip.isHidden()


def test_without_a_trace_only_the_labels_are_told(strip: CertaintyStrip) -> None:
    strip.show_certainty(Certainty(_chances(0.97)))
    assert strip.when.isHidden()
    assert strip.line.isHidden()


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ((0.95, 0.99), "Sure of 1 before the first word."),
        ((0.5, 0.95, 0.99), "Sure of 1 from token 100 of 200 on."),
        ((0.5, 0.6), "Not sure of 1 at the end either."),
        ((), ""),
    ],
)
def test_when_it_was_settled_is_told_in_words(shares: tuple[float, ...], words: str) -> None:
    assert when_words(_trace(*shares)) == words


def test_low_coverage_is_told() -> None:
    words = label_words(Certainty(_chances(0.97, coverage=0.4)))
    assert "Labels have 40% of the probability." in words


def test_it_draws_in_every_theme(strip: CertaintyStrip, qtbot: QtBot) -> None:
    strip.show_certainty(Certainty(_chances(0.97), _trace(0.3, 0.6, 0.97)))
    strip.resize(400, 60)
    image = strip.grab().toImage()
    colors = {image.pixel(x, y) for x in range(0, 400, 2) for y in range(0, image.height(), 2)}
    assert len(colors) > 4
