"""History mode's commands: rows for menus, palette, keys and the shortcut sheet."""

from __future__ import annotations

from clausebench.ui.commands import Command, KeyHint, When

MODE = "history"

HAS_VERDICT = When("history.has-verdict", "Open a verdict first.")
HAS_VERSION = When("history.has-version", "Open an older version first.")


COMMANDS: tuple[Command, ...] = (
    Command("history.search", "Search history", "Edit", ("Ctrl+Shift+F",), "search", group=1,
            help="Contents, reasoning, policies and notes of all time."),
    Command("history.find", "Search history", "Edit", ("Ctrl+F",), "search", MODE, group=1),
    Command("history.open-in-write", "Open verdict in Write", "View",
            ("Shift+Return", "Shift+Enter"), "write", MODE, (HAS_VERDICT,), group=2),
    Command("history.note", "Note on the verdict", "Edit", (), "note", MODE, (HAS_VERDICT,),
            group=4),
    Command("history.restore", "Restore this version into the draft", "Policy", (), "undo", MODE,
            (HAS_VERSION,), group=3, help="One step that undo takes back."),
)  # fmt: skip

_LIST = "History"

HINTS: tuple[KeyHint, ...] = (
    KeyHint(("J", "K"), "Next, previous", _LIST),
    KeyHint(("N",), "Note on the verdict", _LIST),
    KeyHint(("Return",), "Go to what is opened", _LIST),
    KeyHint(("Esc",), "Leave the search", "Search field"),
)
