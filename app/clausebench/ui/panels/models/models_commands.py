"""Models mode's commands: rows for menus, palette, keys and the shortcut sheet."""

from __future__ import annotations

from clausebench.ui.commands import Command, KeyHint, When

MODE = "models"

HAS_KEPT = When("models.has-kept", "Choose weights on this computer first.")
HAS_DOWNLOAD = When("models.has-download", "Choose a download first.")


COMMANDS: tuple[Command, ...] = (
    Command("models.get", "Get the recommended model", "Models", (), "models",
            help="Shows size, licence and SHA-256 before the first byte."),
    Command("models.add", "Use a file I have…", "Models", (), "folder",
            help="A GGUF file on this computer. It is not copied."),
    Command("models.find", "Find on this computer", "Models", (), "search",
            help="Looks where LM Studio, Ollama and others keep their models."),
    Command("models.search", "Search the hub…", "Models", (), "search",
            help="Any repository with GGUF files."),
    Command("models.use", "Use these weights", "Models", ("Ctrl+Return", "Ctrl+Enter"), "check",
            MODE, (HAS_KEPT,), group=1),
    Command("models.verify", "Verify again", "Models", (), "check", MODE, (HAS_KEPT,), group=1,
            help="Compares every byte with what it was."),
    Command("models.pause", "Pause or continue the download", "Models", ("Ctrl+P",), "stop", MODE,
            (HAS_DOWNLOAD,), group=2),
    Command("models.measure", "Measure this computer", "Models", (), "running", group=3,
            help="How fast models would be here, in about ten seconds."),
    Command("models.move", "Move the folder of weights…", "Models", (), "folder", group=3),
    Command("models.tidy", "Remove what downloads left behind…", "Models", (), "trash", group=3,
            help="Half files and files that turned out to be no weights, with their size."),
    Command("models.token", "Access token…", "Models", (), "settings", group=3,
            help="For models that are given only to people who asked for them."),
)  # fmt: skip

_LIST = "List of models"

HINTS: tuple[KeyHint, ...] = (
    KeyHint(("J", "K"), "Next, previous", _LIST),
    KeyHint(("Return",), "Go to what is chosen", _LIST),
)
