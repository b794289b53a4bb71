"""Icons: one ink, the theme's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtSvg import QSvgRenderer

from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision, Severity
from clausebench.paths import shipped
from clausebench.settings import ThemeChoice
from clausebench.ui.appearance import Appearance
from clausebench.ui.icons import DECISION_ICONS, OUTCOME_ICONS, SEVERITY_ICONS, inked
from clausebench.ui.roles import Role

ALL = sorted(path.stem for path in (shipped("resources") / "icons").glob("*.svg"))


def inks(pixmap: QPixmap) -> set[str]:
    """The colours of the fully opaque pixels."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    colors = (image.pixelColor(x, y) for x, y in points)
    return {QColor(c.rgb()).name() for c in colors if c.alpha() == 255}


@pytest.mark.parametrize("name", ALL)
def test_every_icon_is_drawn_in_the_one_ink_it_is_given(name: str) -> None:
    svg = inked(name, "#123456").decode()
    assert "currentColor" not in svg
    assert svg.count("#") == svg.count("#123456")
    assert 'viewBox="0 0 24 24"' in svg
    assert QSvgRenderer(QByteArray(svg.encode())).isValid()


def test_every_state_has_an_icon() -> None:
    assert set(DECISION_ICONS) == {*Decision, None}
    assert set(OUTCOME_ICONS) == set(Outcome)
    assert set(SEVERITY_ICONS) == set(Severity)
    assert {*DECISION_ICONS.values(), *OUTCOME_ICONS.values(), *SEVERITY_ICONS.values()} <= {*ALL}


def test_an_icon_follows_the_theme_without_being_made_again(appearance: Appearance) -> None:
    icon = appearance.icons.icon("violates", Role.VERDICT_VIOLATES)
    size = QSize(24, 24)
    assert appearance.theme.color(Role.VERDICT_VIOLATES).name() in inks(icon.pixmap(size))
    appearance.wear(ThemeChoice.DARK, 0)
    assert appearance.theme.color(Role.VERDICT_VIOLATES).name() in inks(icon.pixmap(size))


def test_a_checked_and_a_disabled_icon_have_inks_of_their_own(appearance: Appearance) -> None:
    icon = appearance.icons.icon("violates", Role.TEXT, Role.ACCENT)
    size = QSize(24, 24)
    checked = icon.pixmap(size, QIcon.Mode.Normal, QIcon.State.On)
    disabled = icon.pixmap(size, QIcon.Mode.Disabled, QIcon.State.Off)
    assert inks(checked) == {appearance.theme.color(Role.ACCENT).name()}
    assert inks(disabled) == {appearance.theme.color(Role.TEXT_DISABLED).name()}


def test_a_picture_is_sharp_on_a_dense_screen(appearance: Appearance) -> None:
    pixmap = appearance.icons.pixmap("check", Role.TEXT, 16, ratio=2)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2)
    assert pixmap.deviceIndependentSize().width() == 16


def test_an_unknown_icon_fails_where_it_is_asked_for(appearance: Appearance) -> None:
    with pytest.raises(FileNotFoundError):
        appearance.icons.icon("no-such-icon")
