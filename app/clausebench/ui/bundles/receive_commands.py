"""Rows for taking bundles in and for keys; they work in every mode."""

from __future__ import annotations

from clausebench.ui.commands import Command

_GROUP = 3

RECEIVE_COMMANDS: tuple[Command, ...] = (
    Command(
        "bundle.receive",
        "Receive a policy bundle…",
        "File",
        ("Ctrl+Shift+B",),
        "bundle",
        group=_GROUP,
        help="Shows who signed it and what would change before anything changes.",
    ),
    Command(
        "bundle.verify",
        "Check a policy bundle…",
        "File",
        icon="signed",
        group=_GROUP,
        help="Who signed it, what is inside, and its cases run again. Changes no policy.",
    ),
    Command(
        "bundle.take-back",
        "Take back the last bundle…",
        "File",
        icon="undo",
        group=_GROUP,
        help="Brings a policy back to how it was before the last bundle came in.",
    ),
    Command(
        "keys.open",
        "Signing keys…",
        "File",
        icon="key",
        group=8,
        help="Your own keys, and whose signatures you trust.",
    ),
)
