"""Rows behind a table."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from clausebench.ui.roles import Role
from clausebench.ui.tables.column import Column, Drawn
from clausebench.ui.tables.rows_model import DRAWN_ROLE, LOOK_ROLE, RowsModel
from clausebench.ui.verdict_chip import ChipLook

DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


@dataclass(frozen=True)
class Fruit:
    id: str
    name: str
    weight: int = 0


def _look(fruit: Fruit) -> ChipLook | None:
    return ChipLook("dot", "Heavy", Role.TEXT) if fruit.weight > 5 else None


COLUMNS = (
    Column[Fruit]("Name", 10, lambda fruit: fruit.name, tip=lambda fruit: f"<{fruit.name}>"),
    Column[Fruit]("Weight", 5, lambda fruit: str(fruit.weight), key=lambda fruit: fruit.weight),
    Column[Fruit]("Mark", 5, look=_look, drawn=Drawn.MARK),
)
FRUIT = (Fruit("p", "pear", 10), Fruit("a", "Apple", 9), Fruit("q", "quince", 2))


@pytest.fixture
def model() -> RowsModel[Fruit]:
    model = RowsModel(COLUMNS)
    model.show_rows(FRUIT)
    return model


def names(model: RowsModel[Fruit]) -> list[str]:
    return [fruit.name for fruit in model.shown]


def test_qt_finds_no_fault_with_the_model(
    qtmodeltester: ModelTester, model: RowsModel[Fruit]
) -> None:
    qtmodeltester.check(model)
    model.sort(1, DOWN)
    model.narrow(lambda fruit: fruit.weight > 5)
    model.put([Fruit("a", "Apricot", 7)])
    model.show_rows(())
    qtmodeltester.check(model)


def test_numbers_sort_as_numbers_and_words_without_regard_to_case(
    model: RowsModel[Fruit],
) -> None:
    model.sort(1, UP)
    assert names(model) == ["quince", "Apple", "pear"]
    model.sort(0, DOWN)
    assert names(model) == ["quince", "pear", "Apple"]


def test_sorting_by_nothing_goes_back_to_the_rows_own_order(model: RowsModel[Fruit]) -> None:
    model.sort(0, UP)
    model.sort(-1, UP)
    assert names(model) == ["pear", "Apple", "quince"]


def test_what_is_held_on_to_moves_with_its_row(model: RowsModel[Fruit]) -> None:
    held = QPersistentModelIndex(model.index_of("p"))
    model.sort(1, UP)
    assert (held.row(), model.row_at(held)) == (2, FRUIT[0])


def test_a_changed_row_stays_where_it_is_until_the_table_is_arranged_again(
    model: RowsModel[Fruit],
) -> None:
    model.sort(1, UP)
    model.narrow(lambda fruit: fruit.weight < 10)
    model.put([Fruit("q", "quince", 50), Fruit("x", "unknown", 1)])
    assert [fruit.weight for fruit in model.shown] == [50, 9]
    model.show_rows(model.rows)
    assert names(model) == ["Apple"]
    assert [fruit.name for fruit in model.rows] == ["pear", "Apple", "quince"]


def test_rows_are_found_by_id_whether_shown_or_not(model: RowsModel[Fruit]) -> None:
    model.narrow(lambda fruit: fruit.weight > 5)
    assert model.row("q") == FRUIT[2]
    assert not model.index_of("q").isValid()
    assert model.row("x") is None


def test_cells_answer_with_words_looks_and_tips(model: RowsModel[Fruit]) -> None:
    marked, unmarked = model.index(0, 2), model.index(2, 2)
    assert marked.data() == "Heavy"
    assert marked.data(LOOK_ROLE) == ChipLook("dot", "Heavy", Role.TEXT)
    assert marked.data(DRAWN_ROLE) is Drawn.MARK
    assert (unmarked.data(), unmarked.data(LOOK_ROLE)) == ("", None)
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Name: pear"
    assert "&lt;pear&gt;" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


@given(
    weights=st.lists(st.integers(0, 9), max_size=12),
    orders=st.lists(st.tuples(st.integers(-1, 2), st.sampled_from([UP, DOWN])), max_size=4),
    least=st.integers(0, 9),
)
def test_no_row_is_lost_or_doubled_by_sorting_and_filtering(
    weights: list[int], orders: list[tuple[int, Qt.SortOrder]], least: int
) -> None:
    rows = [Fruit(str(n), f"fruit {weight}", weight) for n, weight in enumerate(weights)]
    model = RowsModel(COLUMNS)
    model.show_rows(rows)
    model.narrow(lambda fruit: fruit.weight >= least)
    for column, order in orders:
        model.sort(column, order)
    assert sorted(model.shown, key=lambda f: f.id) == sorted(
        (f for f in rows if f.weight >= least), key=lambda f: f.id
    )
    assert all(model.row_at(model.index_of(fruit.id)) == fruit for fruit in model.shown)
