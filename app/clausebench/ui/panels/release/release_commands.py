"""Release mode's commands: rows for menus, palette, keys and the shortcut sheet."""

from __future__ import annotations

from clausebench.ui.commands import Command, KeyHint, When

MODE = "release"

HAS_VERSION = When("release.has-version", "Save a version of the policy first.")
CAN_GO_BACK = When("release.can-go-back", "This version is a draft already.")
CAN_GO_ON = When("release.can-go-on", "This version is approved already.")

_STEP = ("Ctrl+Return", "Ctrl+Enter")

COMMANDS: tuple[Command, ...] = (
    Command("release.step", "Send to review, or approve…", "Policy", _STEP, "check",
            MODE, (HAS_VERSION, CAN_GO_ON), group=4,
            help="The next step of this version. It takes your name and a reason."),
    Command("release.back", "Back to draft…", "Policy", (), "undo",
            MODE, (HAS_VERSION, CAN_GO_BACK), group=4),
    Command("release.terms", "Release terms…", "Policy", (), "report",
            MODE, (HAS_VERSION,), group=4,
            help="Licence, attribution, and what a version has to reach to be approved."),
    Command("release.read-comments", "Read comments of reviewers…", "File", (), "import",
            MODE, group=3, help="A file that somebody saved in a review package."),
    Command("release.comments", "Show comments of reviewers", "Policy", (), "note",
            MODE, (HAS_VERSION,), group=4),
    Command("release.readiness", "What stands in the way of a release", "View", (),
            "release", group=2, help="Where the policy stands between draft and approved."),
)  # fmt: skip

_LIST = "Release"

HINTS: tuple[KeyHint, ...] = (KeyHint(("1", "2", "3"), "Show changes, numbers, comments", _LIST),)
