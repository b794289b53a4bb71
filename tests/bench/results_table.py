"""How long the results of 10,000 cases, five repeats each, take to be read, shown and compared.

    python -m tests.bench.results_table [CASES] [REPEATS]

Writes two such runs into a workspace, opens it as Test mode does, and prints seconds for reading
and showing, milliseconds for filtering and sorting, seconds for comparing the two runs, and the
memory that the process holds then. Budgets: 1 s, 100 ms, 1 s, 500 MB.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.support.desks import open_test_desk
from tests.support.fake_desk import REASONING, verdict
from tests.support.qt import quiet_desk
from tests.support.spoken_engine import SpokenEngine, answer

from clausebench.domain.case import Case, CaseSeverity, Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.comparison import compare
from clausebench.domain.run import RunKind, RunSettings, RunStatus
from clausebench.services.comparing import sides_of_run
from clausebench.services.desk import Desk
from clausebench.settings import Settings
from clausebench.storage.workspace import Workspace
from clausebench.ui.app import make_application, make_shell
from clausebench.ui.appearance import Appearance
from clausebench.ui.panels.test.cases_panel import CasesPanel
from clausebench.ui.panels.test.presets import PRESETS
from clausebench.ui.panels.test.sheet import read_sheet

CASES = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
REPEATS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
POLICY = "# Spam\n\n## Violates\n\n- SP1.a Offers\n\n## Allowed\n\n- SP0.a News\n"
DECISIONS = tuple(Decision)


def cases() -> Iterator[Case]:
    """Contents of about 300 characters."""
    for number in range(CASES):
        content = f"{number} " + "offer free call friend order receipt winner parcel " * 6
        expected = Expectation(DECISIONS[number % 2])
        severity = list(CaseSeverity)[number % 4]
        yield Case("", "", f"case-{number:05}", content, expected, "en", severity=severity)


def fill(workspace: Workspace, policy_id: str) -> tuple[str, str]:
    """Two runs of all cases; returns their ids."""
    kept = [c for c in workspace.imports.keep(policy_id, "bench", cases()) if isinstance(c, Case)]
    ids = []
    with workspace.writing():
        for turn in range(2):
            settings = RunSettings(repeats=REPEATS)
            run = workspace.runs.start(
                RunKind.SUITE, "Spam", POLICY, verdict().engine, settings,
                planned=CASES * REPEATS, policy_id=policy_id, version_number=1,
            )  # fmt: skip
            for number, case in enumerate(kept):
                for repeat in range(REPEATS):
                    decision = DECISIONS[(number + (number % 9 == turn and repeat > 2)) % 2]
                    made = verdict(decision=decision, reasoning=REASONING, seed=repeat)
                    workspace.runs.add(run.id, case.content, made, case=case, repeat=repeat)
            workspace.runs.finish(run.id, RunStatus.FINISHED)
            ids.append(run.id)
    return ids[0], ids[1]


def seconds(what: str, act: Callable[[], object], unit: float = 1) -> float:
    """Prints and returns how long it took, in seconds."""
    start = time.perf_counter()
    act()
    taken = time.perf_counter() - start
    print(f"{what:36} {taken * unit:8.2f} {'s' if unit == 1 else 'ms'}")
    return taken


def painted(act: Callable[[], object]) -> Callable[[], None]:
    def work() -> None:
        act()
        QApplication.sendPostedEvents()
        for widget in QApplication.topLevelWidgets():
            widget.grab()

    return work


def main() -> int:
    """Exit code 1 if a budget is exceeded."""
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        engine = SpokenEngine(lambda _request: answer(""))
        with open_test_desk(place / "w.db", engine) as desk:
            return _measured(app, desk, place)


def _measured(app: QApplication, desk: Desk, place: Path) -> int:
    policy = desk.library.create("Spam", POLICY).policy
    workspace: Workspace = desk.library._workspace
    runs: list[str] = []
    seconds("writing two runs", lambda: runs.extend(fill(workspace, policy.id)))
    before = psutil.Process().memory_info().rss
    shell = make_shell(Appearance(app), quiet_desk(), Settings(), place, place / "s.toml")
    panel = CasesPanel(shell)
    panel.resize(1240, 700)
    panel.show()
    opened = seconds(
        "reading and showing", painted(lambda: panel.show_rows(read_sheet(desk, policy.id).rows))
    )
    slowest = max(
        seconds(f"filter: {preset.title}", painted(lambda p=preset: panel.filters.choose(p)), 1000)
        for preset in PRESETS
    )
    panel.filters.choose(PRESETS[0])
    orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    for number, column in enumerate(panel.model.columns):

        def sort(number: int = number) -> None:
            panel.view.sortByColumn(number, orders[number % 2])

        slowest = max(slowest, seconds(f"sort: {column.title}", painted(sort), 1000))
    first, second = (desk.history.run(run_id) for run_id in runs)
    compared = seconds(
        "comparing the two runs",
        lambda: compare(sides_of_run(desk.history, first), sides_of_run(desk.history, second)),
    )
    grown = (psutil.Process().memory_info().rss - before) / 1e6
    print(f"memory: {grown:,.0f} MB more than before reading")
    shell.lanes.shutdown()
    return int(opened > 1 or slowest > 0.1 or compared > 1 or grown > 500)


if __name__ == "__main__":
    sys.exit(main())
