"""The numbers beside the test cases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.support.case_answers import keep_cases
from tests.support.fake_desk import verdict
from tests.support.judged_cases import judged
from tests.support.policies import SPAM
from tests.support.qt import check_contract
from tests.support.resting import at_rest
from tests.support.suite_steps import run_all
from tests.support.version_runs import version

from clausebench.domain.case import Split
from clausebench.domain.effort import Effort
from clausebench.domain.measures import Facets, cost, measure, trend
from clausebench.domain.policy import Policy
from clausebench.services.desk import Desk
from clausebench.settings import ThemeChoice
from clausebench.ui.panels.test.measures_words import (
    cost_words,
    notes,
    overall_lines,
    trend_words,
)
from clausebench.ui.panels.test.suite_mode import SuiteMode
from clausebench.ui.shell import Shell


@pytest.fixture
def shown(qtbot: QtBot, shell: Shell, mode: SuiteMode) -> SuiteMode:
    """A suite has run, and its numbers are seen."""
    run_all(qtbot, shell)
    shell.commands.run("test.measures")
    at_rest(qtbot, shell)
    return mode


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def names(mode: SuiteMode) -> list[str]:
    return [row.case.name for row in mode.cases.model.shown]


def test_the_numbers_are_shown_and_hidden_again(
    qtbot: QtBot, shell: Shell, mode: SuiteMode
) -> None:
    assert not mode.measures.is_on
    mode.cases.numbers.click()
    at_rest(qtbot, shell)
    assert mode.measures.view.isVisible()
    assert "Nothing has been judged yet." in said(mode.measures.view)
    assert shell.session.flag("test.numbers")
    mode.measures.view.close_button.click()
    assert mode.measures.view.isHidden()
    assert not shell.session.flag("test.numbers")


def test_they_are_there_again_the_next_time(
    qtbot: QtBot, shell: Shell, policy: Policy, build: Callable[[], SuiteMode]
) -> None:
    shell.session.remember_flag("test.numbers", value=True)
    mode = build()
    at_rest(qtbot, shell)
    assert mode.measures.is_on
    assert "5 cases have not been judged." in said(mode.measures.view)


def test_numbers_of_a_run(qtbot: QtBot, shell: Shell, shown: SuiteMode) -> None:
    words = said(shown.measures.view)
    assert "n = 4" in words
    assert "3 of 4" in words
    assert "asked once" in words
    assert "1 case has no expectation" in words
    assert "1,000 items ≈" in words
    assert "A trend needs suite runs on two saved versions." in words
    check_contract(shown.measures, shell.appearance)
    at_rest(qtbot, shell)


def test_a_run_changes_the_numbers(qtbot: QtBot, shell: Shell, mode: SuiteMode) -> None:
    shell.commands.run("test.measures")
    at_rest(qtbot, shell)
    run_all(qtbot, shell)
    qtbot.waitUntil(lambda: "n = 4" in said(mode.measures.view))
    at_rest(qtbot, shell)


def test_a_number_opens_its_cases(qtbot: QtBot, shell: Shell, shown: SuiteMode) -> None:
    view = shown.measures.view
    model = view.confusion.model()
    heads = [
        [model.headerData(n, way) for n in range(count)]
        for way, count in (
            (Qt.Orientation.Vertical, model.rowCount()),
            (Qt.Orientation.Horizontal, model.columnCount()),
        )
    ]
    assert "no verdict" in heads[1]
    column = heads[1].index("no verdict")
    row = next(n for n in range(model.rowCount()) if model.index(n, column).data() == "1")
    view.confusion.clicked.emit(model.index(row, column))
    assert names(shown) == ["mumble"]
    assert f"Showing 1 case that expects {heads[0][row]} and got no verdict." in said(view)
    view.show_all.click()
    assert len(names(shown)) == 5
    assert "Showing" not in said(view)


def test_a_number_of_nothing_opens_nothing(shown: SuiteMode) -> None:
    table = shown.measures.view.confusion
    model = table.model()
    empty = next(
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if model.index(row, column).data() == "0"
    )
    table.clicked.emit(empty)
    assert len(names(shown)) == 5


def test_the_model_of_the_matrix_behaves(qtmodeltester: object, shown: SuiteMode) -> None:
    qtmodeltester.check(shown.measures.view.confusion.model())  # type: ignore[attr-defined]


def test_a_slice_opens_its_cases_until_a_filter_is_chosen(shown: SuiteMode) -> None:
    view = shown.measures.view
    view.by.setCurrentIndex(view.by.findText("By label"))
    first = view.model.shown[0]
    view.slices.opened.emit(first)
    assert names(shown) == [name for name in names(shown) if name in first.part.cases]
    assert len(names(shown)) == first.part.n
    shown.cases.filters.clear()
    assert "Showing" not in said(view)


def test_targets_are_remembered_for_the_policy(
    qtbot: QtBot, shell: Shell, shown: SuiteMode, tmp_path: Path
) -> None:
    file = tmp_path / "targets.toml"
    file.write_text("[overall]\naccuracy = 0.5\nmin_cases = 2\nstability = 0.9\n")
    shown.measures.use_targets(str(file))
    at_rest(qtbot, shell)
    words = said(shown.measures.view)
    assert "1 of 2 met · targets.toml" in words
    assert "Met\nOverall, accuracy: 3 of 4" in words
    assert "Not known\nOverall, stability" in words
    shown.measures.toggle()
    shown.measures.toggle()
    at_rest(qtbot, shell)
    assert "1 of 2 met" in said(shown.measures.view)


def test_the_trend_is_drawn_as_the_theme_is(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, shown: SuiteMode
) -> None:
    desk.library.save_version(policy.id, SPAM + "\n\nMore.", "More")
    shell.relay.versions_changed.emit(policy.id)
    at_rest(qtbot, shell)
    run_all(qtbot, shell)
    at_rest(qtbot, shell)
    drawn: list[bytes] = []
    shown.measures.flow.trend_drawn.connect(lambda svg, _words: drawn.append(svg))
    for theme in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        shell.appearance.wear(theme, 0)
        at_rest(qtbot, shell)
    assert shown.measures.view.trend.isVisible()
    dark, light = drawn[-2:]
    assert dark != light
    assert b"#16181d" in dark


def test_charts_are_saved(qtbot: QtBot, shell: Shell, shown: SuiteMode, tmp_path: Path) -> None:
    shown.measures.save_charts(str(tmp_path / "out"))
    at_rest(qtbot, shell)
    assert {p.name for p in (tmp_path / "out").iterdir()} >= {"confusion.svg", "trend.svg"}
    assert "mumble" not in "".join(p.read_text() for p in (tmp_path / "out").iterdir())


def test_files_are_chosen_without_blocking(shown: SuiteMode) -> None:
    view = shown.measures.view
    for press in (view.choose_targets, view.export):
        press.click()
        (dialog,) = shown.measures.findChildren(QFileDialog)
        assert dialog.isVisible()
        dialog.close()
        dialog.setParent(None)


def test_another_policy_has_other_targets(
    qtbot: QtBot, shell: Shell, desk: Desk, shown: SuiteMode, tmp_path: Path
) -> None:
    file = tmp_path / "targets.toml"
    file.write_text("[overall]\naccuracy = 0.5\n")
    shown.measures.use_targets(str(file))
    at_rest(qtbot, shell)
    other = desk.library.create("Other", SPAM).policy
    keep_cases(desk, other)
    shell.relay.policy_opened.emit(other.id)
    at_rest(qtbot, shell)
    assert "targets.toml" not in said(shown.measures.view)
    assert "5 cases have not been judged." in said(shown.measures.view)


def test_words() -> None:
    cases = [judged(str(n), "v", "vv" if n else "aa") for n in range(12)]
    lines = dict(overall_lines(measure(cases)))
    assert lines["As expected"] == "11 of 12 (92\xa0%, 65\xa0% to 99\xa0%)"
    assert lines["Stable"].endswith("· mean agreement 100\xa0%")
    assert lines["F1"] == "0.96"
    silent = dict(overall_lines(measure([judged("a", "a", "a")])))
    assert silent["Precision"] == "nothing was judged violating"
    assert silent["Recall"] == "no case expects violates"
    wrong = measure([judged("a", "v", "v", clauses=["SP1"], cited=["SP2"])])
    assert dict(overall_lines(wrong))["Passed"] == "0 of 1"
    assert dict(overall_lines(wrong))["Clause cited"] == "0 of 1"


def test_what_is_left_out_is_said() -> None:
    found = measure(
        [judged("a", "v", "v", facets=Facets(split=Split.LOCKED)), judged("b", "-", "v")]
    )
    assert notes(found, 1, 2) == (
        "1 of 1 cases are locked. 1 case has no expectation and no part in this. "
        "1 case has not been judged. 2 cases were judged under an older wording."
    )
    assert notes(measure([]), 0, 0) == ""


def test_cost_and_trend_in_words() -> None:
    medium = cost([verdict(seconds=2.5)], None)
    high = cost([verdict(seconds=9.0, effort=Effort.HIGH)], None)
    assert medium is not None
    assert high is not None
    assert cost_words([medium, high]) == (
        "1,000 items ≈ 42 min here at medium, 2 h at high. Median 2.5 s (n=1)."
    )
    assert cost_words([]) == ""
    points = trend([version("v1", judged("a", "v", "v")), version("v2", judged("b", "v", "v"))])
    assert trend_words(points) == "0 of 1 cases are the same as for v1."
