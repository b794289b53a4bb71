"""The commands, and where they are: a module is imported only when its command is asked for.

A new command is one line here. Its help is the first line that ``clausebench --help`` shows, kept
here so that showing it imports nothing; the module's own ``short_help`` is checked against it.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class Place:
    """``module`` below ``clausebench.cli``, and the command's name in it."""

    module: str
    short_help: str
    attribute: str = "command"

    def load(self) -> click.Command:
        module = importlib.import_module(f"clausebench.cli.{self.module}")
        found: click.Command = getattr(module, self.attribute)
        return found


COMMANDS: dict[str, Place] = {
    "ambiguity": Place("covering", "Which clauses are read now one way, now another?", "ambiguity"),
    "bench": Place("bench", "Measure how fast weights are here."),
    "calibration": Place("calibration", "Compare measured confidence with expectations."),
    "charts": Place("charts", "Draw charts of a run or a policy."),
    "compare": Place("compare", "Compare two runs case by case."),
    "coverage": Place("covering", "Which clauses do the test cases reach?", "coverage"),
    "diff": Place("diff", "What differs between two bundles."),
    "doctor": Place("doctor", "Check versions, machine, engine and workspace."),
    "export": Place("export", "Write a policy and its proof for others."),
    "history": Place("history", "List or search past verdicts."),
    "import": Place("importing", "Bring in test cases that others made."),
    "judge": Place("judge", "Judge one content under a policy."),
    "keys": Place("keys", "Keys that sign bundles, and those you trust."),
    "knockout": Place("whatif", "What does each clause carry?", "knockout"),
    "lint": Place("lint", "List a policy's clauses, labels and problems."),
    "metrics": Place("metrics", "Count how past runs fared."),
    "models": Place("models", "Get, check and keep weights."),
    "mutate": Place("trying", "Would the test cases notice a changed policy?", "mutate"),
    "prompt": Place("prompt", "Show the exact prompt."),
    "receive": Place("receive", "Take a bundle into the workspace."),
    "release": Place("release", "Bring a policy from draft to approved."),
    "shake": Place("trying", "Do verdicts hold when only the writing changes?", "shake"),
    "sign": Place("sign", "Add your signature to a bundle."),
    "sweep": Place("sweeping", "Wordings and efforts beside each other."),
    "test": Place("test", "Run a policy's test cases."),
    "comments": Place("comments", "What reviewers said about a policy."),
    "verify": Place("verify", "Check that a bundle is what it says."),
    "whatif": Place("whatif", "What would change without some clauses?", "whatif"),
}


class LazyGroup(click.Group):
    """Knows its commands by name, and imports those that are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands and cmd_name in COMMANDS:
            self.add_command(COMMANDS[cmd_name].load(), cmd_name)
        return super().get_command(ctx, cmd_name)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].short_help) for name in sorted(COMMANDS)])

    def load_all(self) -> None:
        """Import every command, for those who look at all of them."""
        for name, place in COMMANDS.items():
            self.add_command(place.load(), name)
