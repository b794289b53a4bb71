"""Chips: shape, word and colour."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort
from clausebench.domain.verdict import (
    Confidence,
    Fingerprint,
    TokenCounts,
    Verdict,
    VerdictStatus,
)
from clausebench.settings import ThemeChoice
from clausebench.ui.appearance import Appearance
from clausebench.ui.roles import Role
from clausebench.ui.verdict_chip import (
    NO_VERDICT,
    VerdictChip,
    chip_size,
    decision_look,
    outcome_look,
    verdict_look,
)

VERDICT = Verdict(
    status=VerdictStatus.OK,
    decision=Decision.VIOLATES,
    label="1",
    clauses=(),
    category=None,
    severity=None,
    confidence=Confidence(),
    rationale=None,
    remediation=None,
    reasoning="",
    final="1",
    tokens=TokenCounts(),
    seconds=0.1,
    effort=Effort.LOW,
    seed=0,
    engine=Fingerprint("triage", "Built-in", is_language_model=False),
)


@pytest.fixture
def chip(qtbot: QtBot, appearance: Appearance) -> VerdictChip:
    chip = VerdictChip(appearance)
    qtbot.addWidget(chip)
    return chip


def test_decisions_and_outcomes_differ_in_shape_and_word_not_in_colour_alone() -> None:
    for looks in ([decision_look(d) for d in Decision], [outcome_look(o) for o in Outcome]):
        assert len({look.icon for look in looks}) == len(looks)
        assert len({look.word for look in looks}) == len(looks)


def test_a_readable_verdict_shows_its_decision() -> None:
    assert verdict_look(VERDICT) == decision_look(Decision.VIOLATES)
    repaired = replace(VERDICT, status=VerdictStatus.REPAIRED, decision=Decision.ALLOWED)
    assert verdict_look(repaired) == decision_look(Decision.ALLOWED)


@pytest.mark.parametrize("status", [s for s in VerdictStatus if not s.is_readable])
def test_an_unreadable_verdict_never_looks_like_a_decision(status: VerdictStatus) -> None:
    look = verdict_look(replace(VERDICT, status=status))
    assert look.icon == "unreadable"
    assert look.role is Role.VERDICT_UNREADABLE
    assert look.word not in {decision_look(d).word for d in Decision}


def test_a_verdict_without_a_decision_is_undecided() -> None:
    assert verdict_look(replace(VERDICT, decision=None)).word == "Undecided"


def test_a_chip_is_named_and_sized_by_its_word(chip: VerdictChip) -> None:
    assert chip.accessibleName() == NO_VERDICT.word
    narrow = chip.sizeHint().width()
    chip.show_look(outcome_look(Outcome.FAILED))
    assert chip.accessibleName() == "Not as expected"
    assert chip.sizeHint().width() > narrow


def test_a_chip_is_painted_in_its_role_and_follows_the_theme(
    chip: VerdictChip, appearance: Appearance
) -> None:
    chip.show_look(decision_look(Decision.ALLOWED))
    chip.resize(chip.sizeHint())
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        appearance.wear(choice, 0)
        image = chip.grab().toImage()
        middle = image.pixelColor(image.width() - 3, image.height() // 2)
        assert middle == appearance.theme.tinted(Role.VERDICT_ALLOWED)


def test_a_large_chip_is_larger(qtbot: QtBot, appearance: Appearance, chip: VerdictChip) -> None:
    large = VerdictChip(appearance, large=True)
    qtbot.addWidget(large)
    assert large.sizeHint().height() > chip.sizeHint().height()
    assert chip_size(NO_VERDICT, chip.font()).isValid()
