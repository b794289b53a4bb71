"""Test mode's commands: rows for menus, palette, keys and the shortcut sheet."""

from __future__ import annotations

from clausebench.domain.clause import Decision
from clausebench.ui.commands import Command, KeyHint, When

MODE = "test"

HAS_SELECTION = When("test.has-selection", "Select a test case first.")
HAS_CASES = When("test.has-cases", "There are no test cases yet.")
HAS_LOCKED = When("test.has-locked", "No test case is locked.")
HAS_FAILED = When("test.has-failed", "No test case has failed.")
IS_RUNNING = When("test.is-running", "Nothing is running.")
CAN_GO_ON = When("test.can-go-on", "No run was paused or cut short.")
CAN_UNDO = When("test.can-undo", "There is nothing to undo.")
CAN_REDO = When("test.can-redo", "There is nothing to redo.")


def _row(
    command_id: str,
    title: str,
    category: str,
    keys: tuple[str, ...] = (),
    icon: str = "",
    group: int = 0,
    when: tuple[When, ...] = (),
    help_text: str = "",
) -> Command:
    return Command(command_id, title, category, keys, icon, MODE, when, group, help_text)


LABELS: dict[str, Decision | None] = {
    "test.expect-violates": Decision.VIOLATES,
    "test.expect-allowed": Decision.ALLOWED,
    "test.expect-escalate": Decision.ESCALATE,
    "test.expect-nothing": None,
}
LABEL_KEYS = {
    "1": "test.expect-violates",
    "2": "test.expect-allowed",
    "3": "test.expect-escalate",
    "0": "test.expect-nothing",
}

_SELECTED = (HAS_SELECTION,)

COMMANDS: tuple[Command, ...] = (
    Command("test.run-all", "Run all test cases", "Run", ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
            "play-all", group=4,
            help="Judges every open test case of the policy as it reads now."),
    _row("test.run-locked", "Run locked test cases", "Run", (), "play", 4, (HAS_LOCKED,),
         "They are kept to measure with: whoever sees them fail after each edit tunes on them."),
    _row("test.run-selected", "Run selected test cases", "Run", ("Ctrl+Return", "Ctrl+Enter"),
         "play", 4, (HAS_SELECTION,)),
    _row("test.rerun-failed", "Rerun failed test cases", "Run", ("F5",), "redo", 4,
         (HAS_FAILED,), "Those with another verdict, the wrong clause, or none."),
    _row("test.stop", "Stop the run", "Run", (), "stop", 4, (IS_RUNNING,),
         "Verdicts that have come stay."),
    _row("test.pause", "Pause the run", "Run", (), "half", 4, (IS_RUNNING,),
         "It can go on later, also in another session."),
    _row("test.continue", "Continue the paused run", "Run", (), "play", 4, (CAN_GO_ON,),
         "Judges what is left, under the wording it began with."),
    _row("test.import", "Import test cases", "File", ("Ctrl+Shift+I",), "import", 1, (),
         "From tables, JSON, Parquet, promptfoo or a log; everything is shown first."),
    _row("test.import-pasted", "Import copied test cases", "File", ("Ctrl+Shift+V",), "import", 1,
         (), "Cells copied from a table, or JSON."),
    _row("test.undo", "Undo", "Edit", ("Ctrl+Z",), "undo", 0, (CAN_UNDO,)),
    _row("test.redo", "Redo", "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", 0, (CAN_REDO,)),
    _row("test.find", "Find test cases", "Edit", ("Ctrl+F",), "search", 1),
    _row("test.expect-violates", "Expect violates", "Edit", (), "violates", 4, _SELECTED),
    _row("test.expect-allowed", "Expect allowed", "Edit", (), "allowed", 4, _SELECTED),
    _row("test.expect-escalate", "Expect escalate", "Edit", (), "escalate", 4, _SELECTED),
    _row("test.expect-nothing", "Expect nothing", "Edit", (), "minus", 4, _SELECTED),
    _row("test.label", "Label test cases", "Edit", ("Ctrl+Shift+L",), "tag", 4, (HAS_CASES,),
         "One after the other, before you see what the model says."),
    _row("test.note", "Note on the test case", "Edit", (), "note", 4, _SELECTED),
    _row("test.remove", "Remove test cases", "Edit", (), "trash", 4, _SELECTED,
         "Undo brings them back."),
    _row("test.next-problem", "Next test case that did not pass", "View", ("F8",), "", 2),
    _row("test.previous-problem", "Previous test case that did not pass", "View", ("Shift+F8",),
         "", 2),
    _row("test.measures", "Show the numbers", "View", ("Ctrl+Shift+M",), "report", 2, (),
         "How right, how steady, for which clauses, and what it costs; again: hide them."),
    _row("test.open-in-write", "Open test case in Write", "View", ("Shift+Return", "Shift+Enter"),
         "write", 2, _SELECTED),
)  # fmt: skip

_LIST = "Test cases"

HINTS: tuple[KeyHint, ...] = (
    KeyHint(("J", "K"), "Next, previous test case", _LIST),
    KeyHint(("1", "2", "3", "0"), "Expect violates, allowed, escalate, nothing", _LIST),
    KeyHint(("N",), "Note", _LIST),
    KeyHint(("Delete",), "Remove; Ctrl+Z brings it back", _LIST),
    KeyHint(("Return",), "Open in the panes below", _LIST),
    KeyHint(("Space",), "Show content softened, or hide it again", _LIST),
    KeyHint(("Shift+Space",), "Show content as it is, or hide it again", _LIST),
    KeyHint(("1–9", "E"), "Give the label of that number; escalate", "Labelling"),
    KeyHint(("J", "K"), "Next, previous case", "Labelling"),
    KeyHint(("U", "N"), "Take the last label back; note", "Labelling"),
    KeyHint(("Esc",), "Stop the run; close the panes", "Test"),
)
