"""How long a key press takes until it is on screen, in a policy of 5,000 lines.

    python -m tests.bench.typing_latency [LINES]

Types into the middle of the policy with everything on: highlighting, gutter, outline, problems,
find highlights, and the reading of the policy in its thread. Two rhythms: steady typing, and
typing that starts again just when the policy is being read. Prints median, p95 and maximum of
key press → painted, in milliseconds. Budget: p95 ≤ 8 ms.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from tests.support.screenshots import pause

from clausebench.settings import ThemeChoice
from clausebench.ui.app import make_application
from clausebench.ui.appearance import Appearance
from clausebench.ui.jobs import Lanes
from clausebench.ui.panels.write.rule_panel import RulePanel
from clausebench.ui.text.faithful_text import FaithfulText

_WORDS = ("promotion", "content", "reader", "offer", "link", "account", "message", "sender")


def long_policy(lines: int) -> str:
    """A policy of headings, coded bullets, examples and prose."""
    rng = random.Random(7)
    made = ["# Long policy", ""]
    section = 0
    while len(made) < lines:
        section += 1
        made += [f"## SP{section} Violates part {section}", ""]
        for letter in "abcdefghij":
            prose = " ".join(rng.choices(_WORDS, k=14))
            hedge = "usually " if rng.random() < 0.05 else ""
            made.append(f"- SP{section}.{letter} **{prose[:18]}**: {prose}, {hedge}“{prose[:25]}”.")
        made += ["", " ".join(rng.choices(_WORDS, k=24)) + ".", ""]
    return "\n".join(made[:lines])


def key_to_paint(panel: RulePanel, text: str) -> float:
    """Milliseconds until one typed character is painted."""
    start = time.perf_counter()
    QTest.keyClicks(panel.editor, text)
    QCoreApplication.sendPostedEvents()
    return (time.perf_counter() - start) * 1000


def rhythm(panel: RulePanel, keys: int, gap_ms: int) -> list[float]:
    """Type with a gap between the keys; the event loop runs in it."""
    times = []
    for number in range(keys):
        times.append(key_to_paint(panel, "e" if number % 6 else " "))
        pause(gap_ms)
    return times


def report(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95) - 1]
    median = statistics.median(ordered)
    sys.stdout.write(f"{name:32} median {median:5.2f}  p95 {p95:5.2f}  max {ordered[-1]:5.2f} ms\n")


def main() -> None:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    app = make_application()
    appearance = Appearance(app)
    appearance.wear(ThemeChoice.LIGHT, 0)
    lanes = Lanes()
    panel = RulePanel(appearance, lanes)
    panel.resize(900, 800)
    panel.show()
    start = time.perf_counter()
    panel.show_policy(FaithfulText(long_policy(lines), panel))
    QCoreApplication.sendPostedEvents()
    sys.stdout.write(f"open {lines} lines: {(time.perf_counter() - start) * 1000:.0f} ms\n")
    start = time.perf_counter()
    while not panel.parsed.clauses:
        pause(5)
    sys.stdout.write(f"read in the pool: {(time.perf_counter() - start) * 1000:.0f} ms\n")
    cursor = QTextCursor(panel.editor.document().findBlockByNumber(lines // 2))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    panel.editor.setTextCursor(cursor)
    pause(300)
    report("steady typing, 60 ms apart", rhythm(panel, 300, 60))
    report("keys while the policy is read", rhythm(panel, 120, 290))
    panel.finder.open(replace=False)
    panel.find_bar.needle.setText("promotion")
    pause(300)
    panel.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    report("with 2,000 words found", rhythm(panel, 100, 60))
    lanes.shutdown()


if __name__ == "__main__":
    main()
