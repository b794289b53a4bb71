"""How fast five thousand test cases are filtered, sorted, labelled and walked through.

    python -m tests.bench.cases_table [CASES]

Prints medians and worst times of doing it and painting the whole table, in milliseconds. Budget:
50, which still feels instant.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.support.case_answers import stored_verdict
from tests.support.qt import quiet_desk

from clausebench.domain.case import Case, Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.masking import Concealment
from clausebench.settings import Settings
from clausebench.ui.app import make_application, make_shell
from clausebench.ui.appearance import Appearance
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.panels.test.cases_panel import CasesPanel
from clausebench.ui.panels.test.presets import PRESETS

CASES = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
ROUNDS = 15
INSTANT_MS = 50

WORDS = (
    "offer", "free", "call", "friend", "order", "receipt",
    "winner", "parcel", "code", "garden", "music", "thanks",
)  # fmt: skip
DECISIONS = (*Decision, None)


def make_row(number: int) -> CaseRow:
    """A judged case with a content of about 300 characters."""
    content = " ".join(WORDS[(number * step) % len(WORDS)] for step in range(1, 50))
    expected = Expectation(DECISIONS[number % 4], clauses=("SP2",) if number % 3 else ())
    case = Case(
        f"id-{number}", "p", f"case-{number:05}", content, expected, "en", (WORDS[number % 12],)
    )
    earlier = stored_verdict("run 1", DECISIONS[number % 3], content)
    newest = stored_verdict("run 2", DECISIONS[number % 5 % 4], content)
    return CaseRow(number, case).with_answer(earlier).with_answer(newest)


def measure(name: str, act: Callable[[int], object]) -> float:
    """Milliseconds until what ``act`` did is painted; prints and returns the median."""
    times = []
    for turn in range(ROUNDS):
        start = time.perf_counter()
        act(turn)
        QApplication.sendPostedEvents()
        for widget in QApplication.topLevelWidgets():
            widget.grab()
        times.append((time.perf_counter() - start) * 1000)
    median = statistics.median(times)
    print(f"{name:32} median {median:6.1f} ms   worst {max(times):6.1f} ms")
    return median


def main() -> int:
    """Exit code 1 if something did not feel instant."""
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shell = make_shell(Appearance(app), quiet_desk(), Settings(), place, place / "s.toml")
        shell.appearance.wear(Settings().theme, 0)
        panel = CasesPanel(shell)
        panel.resize(1240, 700)
        panel.show()
        rows = [make_row(number) for number in range(1, CASES + 1)]
        measure("painting alone", lambda _turn: None)
        slowest = max(median for _, median in act_and_measure(panel, rows, shell.concealment))
        shell.lanes.shutdown()
    print(f"slowest median {slowest:.1f} ms for {CASES:,} cases, {INSTANT_MS} ms allowed")
    return int(slowest > INSTANT_MS)


def act_and_measure(
    panel: CasesPanel, rows: list[CaseRow], concealment: object
) -> list[tuple[str, float]]:
    """Everything that has to feel instant."""
    orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    view, model, field = panel.view, panel.model, panel.filters.field
    measure("showing all (once per reading)", lambda _turn: panel.show_rows(rows))
    view.step(1)

    def label(turn: int) -> None:
        row = model.shown[turn]
        panel.put([row.with_case(replace(row.case, expected=Expectation(Decision.ALLOWED)))])
        view.step(1)

    acts: dict[str, Callable[[int], object]] = {
        "filter by name": lambda turn: panel.filters.choose(PRESETS[turn % len(PRESETS)]),
        "filter by words": lambda turn: field.setText(WORDS[turn % 12][: turn % 5 + 1]),
        "sort by outcome": lambda turn: view.sortByColumn(0, orders[turn % 2]),
        "sort by content": lambda turn: view.sortByColumn(10, orders[turn % 2]),
        "next case": lambda _turn: view.step(1),
        "label and go on": label,
        "conceal and reveal": lambda turn: concealment.set_base(  # type: ignore[attr-defined]
            (Concealment.CONCEALED, Concealment.PLAIN)[turn % 2]
        ),
    }
    return [(name, measure(name, act)) for name, act in acts.items()]


if __name__ == "__main__":
    sys.exit(main())
