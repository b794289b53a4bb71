"""Themes: complete, readable, and turned into what Qt needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette

from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision, Severity
from clausebench.ui.roles import (
    BACKGROUNDS,
    DECISION_ROLES,
    INKS,
    OUTCOME_ROLES,
    SEVERITY_ROLES,
    Role,
)
from clausebench.ui.theme import THEME_NAMES, Theme, mixed, read_theme, theme

OWN_GROUND = {
    Role.ACCENT_TEXT: (Role.ACCENT, Role.ACCENT_HOVER),
    Role.SELECTION_TEXT: (Role.SELECTION,),
}
"""Inks that are only ever written on grounds of their own."""

GROUNDS = tuple(sorted(BACKGROUNDS - {Role.ACCENT, Role.ACCENT_HOVER, Role.SURFACE_PRESSED}))
"""Where all other inks may be written."""


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2 contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    return (
        0.2126 * linear(color.redF())
        + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF())
    )


@pytest.fixture(params=THEME_NAMES)
def any_theme(request: pytest.FixtureRequest) -> Theme:
    return theme(request.param)


def _least(any_theme: Theme) -> float:
    return 7.0 if any_theme.id == "contrast" else 4.5


def test_black_on_white_has_the_contrast_it_is_known_for() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


@pytest.mark.parametrize("role", sorted(INKS - set(OWN_GROUND)))
def test_every_ink_can_be_read_on_every_ground(any_theme: Theme, role: Role) -> None:
    exempt = {Role.SELECTION, Role.EDITOR_FOUND_CURRENT}
    grounds = {g: any_theme.color(g) for g in GROUNDS}
    if role in (Role.EDITOR_GUTTER, Role.SYNTAX_MARKER):
        grounds = {g: c for g, c in grounds.items() if g not in exempt}  # never selected, or drawn
    too_faint = {
        ground: round(contrast(any_theme.color(role), color), 2)
        for ground, color in grounds.items()
        if contrast(any_theme.color(role), color) < _least(any_theme)
    }
    assert too_faint == {}


@pytest.mark.parametrize("role", sorted(INKS - set(OWN_GROUND)))
def test_every_ink_can_be_read_on_its_own_tint(any_theme: Theme, role: Role) -> None:
    assert contrast(any_theme.color(role), any_theme.tinted(role)) >= _least(any_theme)


@pytest.mark.parametrize("role", sorted(OWN_GROUND))
def test_inks_with_grounds_of_their_own_can_be_read_there(any_theme: Theme, role: Role) -> None:
    for ground in OWN_GROUND[role]:
        assert contrast(any_theme.color(role), any_theme.color(ground)) >= _least(any_theme)


def test_text_can_be_read_on_every_banner(any_theme: Theme) -> None:
    for role in (Role.FINDING_ERROR, Role.FINDING_WARNING, Role.FINDING_HINT):
        for ink in (Role.TEXT, Role.TEXT_MUTED, Role.LINK):
            ratio = contrast(any_theme.color(ink), any_theme.tinted(role))
            assert ratio >= _least(any_theme), (ink, role)


def test_the_focus_ring_stands_out(any_theme: Theme) -> None:
    for ground in (Role.SURFACE, Role.SURFACE_SUNKEN, Role.SURFACE_RAISED):
        assert contrast(any_theme.color(Role.FOCUS), any_theme.color(ground)) >= 3


def test_every_state_has_a_role() -> None:
    assert set(DECISION_ROLES) == set(Decision)
    assert set(OUTCOME_ROLES) == set(Outcome)
    assert set(SEVERITY_ROLES) == set(Severity)


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(ValueError, match=r"verdict\.maybe"):
        theme("light").color("verdict.maybe")


def test_a_theme_that_lacks_a_role_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "half.toml"
    file.write_text('name = "Half"\nis_dark = false\ntint = 0.1\n[colors]\n"text" = "#000"\n')
    with pytest.raises(ValueError, match=r"half\.toml lacks"):
        read_theme(file)


def test_the_palette_says_disabled_text_apart(any_theme: Theme) -> None:
    palette = any_theme.palette()
    assert palette.color(QPalette.ColorRole.Base) == any_theme.color(Role.SURFACE)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == any_theme.color(Role.TEXT_DISABLED)


def test_a_style_sheet_s_calls_are_filled_in() -> None:
    sheet = theme("light").stylesheet(
        "a { color: role(text); background: tint(verdict.allowed); "
        "font-size: pt(small); image: icon(check, accent) }",
        lambda size: {"small": 9.0}[size],
        lambda name, color: f"/tmp/{name}{color}.svg",
    )
    tint = theme("light").tinted(Role.VERDICT_ALLOWED).name()
    assert sheet == (
        f"a {{ color: #1b1d22; background: {tint}; "
        "font-size: 9.00pt; image: url(/tmp/check#3a55c5.svg) }"
    )


def test_mixing_goes_from_surface_to_ink() -> None:
    black, white = QColor("black"), QColor("white")
    assert mixed(black, white, 0) == white
    assert mixed(black, white, 1) == black
    assert mixed(black, white, 0.5).red() in (127, 128)
