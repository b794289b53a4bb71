"""Wording mode's commands: rows for menus, palette, keys and the shortcut sheet."""

from __future__ import annotations

from clausebench.ui.commands import Command, KeyHint, When

MODE = "wording"

CAN_ASK = When("wording.can-ask", "Keep test cases first.")
IS_ASKING = When("wording.is-asking", "Nothing is being asked.")
HAS_CLAUSE = When("wording.has-clause", "Select an entry that is about a clause.")

COMMANDS: tuple[Command, ...] = (
    Command("wording.inbox", "Show ambiguous clauses", "View", ("Ctrl+Shift+A",), "warning",
            group=2, help="What repeats, efforts and other wordings say about each clause."),
    Command("wording.ask", "Ask about the wording", "Run", ("Ctrl+Return", "Ctrl+Enter"), "play",
            MODE, (CAN_ASK,), group=6),
    Command("wording.stop", "Stop asking", "Run", (), "stop", MODE, (IS_ASKING,), group=6),
    Command("wording.open-clause", "Open clause in Write", "View",
            ("Shift+Return", "Shift+Enter"), "write", MODE, (HAS_CLAUSE,), group=2),
)  # fmt: skip

_LIST = "Wording"

HINTS: tuple[KeyHint, ...] = (
    KeyHint(("J", "K"), "Next, previous entry", _LIST),
    KeyHint(("Return",), "Go to the cases of the clause; there: open the case in Write", _LIST),
    KeyHint(("Esc",), "Stop asking", _LIST),
)
