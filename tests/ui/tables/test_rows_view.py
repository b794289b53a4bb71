"""A table of rows under the fingers."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot
from tests.support.qt import check_contract

from clausebench.ui.appearance import Appearance
from clausebench.ui.roles import Role
from clausebench.ui.tables.column import Column, Drawn
from clausebench.ui.tables.rows_model import RowsModel
from clausebench.ui.tables.rows_view import ROW_HEIGHT, RowsView
from clausebench.ui.verdict_chip import ChipLook


@dataclass(frozen=True)
class Line:
    id: str
    tag: str = ""


def _look(line: Line) -> ChipLook | None:
    return ChipLook("dot", "Even", Role.TEXT) if int(line.id) % 2 == 0 else None


COLUMNS = (
    Column[Line]("Number", 8, lambda line: line.id, key=lambda line: int(line.id)),
    Column[Line]("Mark", 8, look=_look, drawn=Drawn.CHIP),
    Column[Line]("Tag", 8, lambda line: line.tag, is_needed=lambda rows: any(r.tag for r in rows)),
    Column[Line]("Text", 8, lambda line: "text", drawn=Drawn.MUTED, stretches=True),
)
LINES = tuple(Line(str(n)) for n in range(30))


@pytest.fixture
def model() -> RowsModel[Line]:
    return RowsModel(COLUMNS)


@pytest.fixture
def view(qtbot: QtBot, appearance: Appearance, model: RowsModel[Line]) -> RowsView:
    view = RowsView(appearance, model, "Lines")
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    model.show_rows(LINES)
    return view


def at(view: RowsView) -> str:
    return view.current_row.id if view.current_row else ""


def test_j_and_k_walk_and_stop_at_the_ends(qtbot: QtBot, view: RowsView) -> None:
    view.go_to("1")
    for key, expected in (("k", "0"), ("k", "0"), ("j", "1")):
        qtbot.keyClick(view, key)
        assert at(view) == expected
    view.go_to("29")
    qtbot.keyClick(view, "j")
    assert at(view) == "29"


def test_the_row_that_has_the_focus_is_selected(qtbot: QtBot, view: RowsView) -> None:
    view.clearFocus()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert [row.id for row in view.selected_rows] == [at(view)]


def test_keys_are_heard_with_and_without_a_keypad(qtbot: QtBot, view: RowsView) -> None:
    pressed: list[str] = []
    view.on_key("1", lambda: pressed.append("1"))
    view.on_key("Shift+Space", lambda: pressed.append("shifted"))
    qtbot.keyClick(view, Qt.Key.Key_1)
    qtbot.keyClick(view, Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier)
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert pressed == ["1", "1", "shifted"]


def test_letters_do_not_search(qtbot: QtBot, view: RowsView) -> None:
    view.go_to("3")
    qtbot.keyClick(view, "7")
    assert at(view) == "3"


def test_return_opens_the_row_at_hand(qtbot: QtBot, view: RowsView) -> None:
    view.go_to("4")
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [Line("4")]


def test_the_person_stays_at_the_same_rows_when_they_are_read_anew(
    view: RowsView, model: RowsModel[Line]
) -> None:
    view.go_to("4")
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().select(model.index_of("6"), rows)
    seen: list[object] = []
    view.current_changed.connect(seen.append)
    model.show_rows(reversed(LINES))
    assert at(view) == "4"
    assert [row.id for row in view.selected_rows] == ["6", "4"]
    assert seen == []


def test_a_row_that_is_filtered_away_is_no_longer_at_hand(
    view: RowsView, model: RowsModel[Line]
) -> None:
    view.go_to("4")
    seen: list[object] = []
    view.current_changed.connect(seen.append)
    model.narrow(lambda line: line.id != "4")
    assert (view.current_row, seen) == (None, [None])
    view.step(1)
    assert at(view) == "0"


def test_columns_that_say_nothing_are_hidden(view: RowsView, model: RowsModel[Line]) -> None:
    view.fit_columns()
    assert view.isColumnHidden(2)
    model.show_rows((*LINES, Line("99", "tagged")))
    view.fit_columns()
    assert not view.isColumnHidden(2)


def test_rows_grow_with_the_text_and_are_never_measured(
    view: RowsView, appearance: Appearance
) -> None:
    assert view.rowHeight(0) == ROW_HEIGHT
    appearance.wear(appearance.theme.id, 8)  # type: ignore[arg-type]
    assert view.rowHeight(0) > ROW_HEIGHT


def test_a_press_on_a_heading_sorts_and_the_third_press_undoes_it(
    view: RowsView, model: RowsModel[Line]
) -> None:
    header = view.horizontalHeader()
    for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
        header.setSortIndicator(0, order)
        assert model.shown[0].id == ("29" if order == Qt.SortOrder.DescendingOrder else "0")
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert model.shown == LINES


def test_the_table_is_named_reachable_and_themed(view: RowsView, appearance: Appearance) -> None:
    check_contract(view, appearance)
