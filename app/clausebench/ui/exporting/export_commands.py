"""The command that lets a policy leave."""

from __future__ import annotations

from clausebench.ui.commands import Command, When

EXPORT = "release.export"
REVIEW = "release.export-review"
KEYS = "keys.open"
"""Another part's command; its link is shown where it exists."""

HAS_POLICY = When("export.has-policy", "Open a policy first.")

COMMANDS: tuple[Command, ...] = (
    Command(
        EXPORT,
        "Export policy…",
        "File",
        ("Ctrl+Shift+E",),
        "export",
        when=(HAS_POLICY,),
        group=2,
        help="As a report, a policy bundle, or in other programs' formats.",
    ),
    Command(
        REVIEW,
        "Export a review package…",
        "File",
        icon="note",
        when=(HAS_POLICY,),
        group=2,
        help="A page on which others comment, in any browser.",
    ),
)
