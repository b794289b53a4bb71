"""Compare mode's commands: rows for menus, palette, keys and the shortcut sheet."""

from __future__ import annotations

from clausebench.ui.commands import Command, KeyHint, When

MODE = "compare"

CAN_COMPARE = When("compare.can-compare", "Choose two sides that may differ.")
IS_COMPARING = When("compare.is-comparing", "Nothing is being compared.")
HAS_RESULT = When("compare.has-result", "Compare something first.")
HAS_CASE = When("compare.has-case", "Select a test case first.")

COMMANDS: tuple[Command, ...] = (
    Command("compare.draft", "Compare the draft with the version before", "Run",
            ("Ctrl+D",), "what-if", group=5,
            help="Which verdicts would your edit change? Nothing needs to be saved."),
    Command("compare.run", "Compare", "Run", ("Ctrl+Return", "Ctrl+Enter"), "play", MODE,
            (CAN_COMPARE,), group=5),
    Command("compare.stop", "Stop comparing", "Run", (), "stop", MODE, (IS_COMPARING,), group=5),
    Command("compare.next", "Next change", "View", ("F8",), "", MODE, (HAS_RESULT,), group=2),
    Command("compare.previous", "Previous change", "View", ("Shift+F8",), "", MODE,
            (HAS_RESULT,), group=2),
    Command("compare.open-in-write", "Open test case in Write", "View",
            ("Shift+Return", "Shift+Enter"), "write", MODE, (HAS_CASE,), group=2),
)  # fmt: skip

_LIST = "Cases on both sides"

HINTS: tuple[KeyHint, ...] = (
    KeyHint(("J", "K"), "Next, previous case", _LIST),
    KeyHint(("Return",), "Read both reasonings", _LIST),
    KeyHint(("Space",), "Show content softened, or hide it again", _LIST),
    KeyHint(("Shift+Space",), "Show content as it is, or hide it again", _LIST),
    KeyHint(("Esc",), "Stop comparing; close the panes", "Compare"),
)
