"""Options that several commands share, and how they become settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from clausebench import paths
from clausebench.bootstrap import EngineChoice
from clausebench.domain.effort import Effort, Sampler
from clausebench.domain.run import RunSettings
from clausebench.services.seeds import new_seed
from clausebench.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

_FILE = click.Path(path_type=Path)

workspace_option = click.option(
    "--workspace", type=_FILE, help="The workspace file. Default: your own."
)

_ENGINE_OPTIONS = (
    click.option(
        "--engine",
        type=click.Choice(["triage", "llama", "recorded"]),
        help="What judges. Default: the one that --weights or --recording is for, else triage.",
    ),
    click.option("--weights", type=_FILE, help="A GGUF file of gpt-oss-safeguard."),
    click.option("--recording", type=_FILE, help="Transcripts (JSONL) to replay."),
    click.option(
        "--effort", type=click.Choice([e.value for e in Effort]), help="How long to think."
    ),
    click.option(
        "--repeat", type=click.IntRange(1, 1000), default=1, help="Judge each content N times."
    ),
    click.option(
        "--seed", type=click.IntRange(0, 2**31 - 1), help="Default: a new one each time, reported."
    ),
    click.option(
        "--sampler",
        type=click.Choice([s.value for s in Sampler]),
        help="published: temperature 1. repeatable: greedy.",
    ),
    click.option(
        "--stop-when-sure",
        type=click.FloatRange(0.5, 1.0),
        help="End the reasoning once a label's chance was so high three times. Default: never.",
    ),
    click.option(
        "--slots",
        type=click.IntRange(1, 64),
        help="Contents the local engine judges at once. Default: what is fastest.",
    ),
    click.option(
        "--exact",
        is_flag=True,
        help="Judge one content after the other: a seed says the same to the last letter. Slower.",
    ),
    workspace_option,
)


def engine_options(command: F) -> F:
    """Add the options that choose and steer an engine."""
    for option in reversed(_ENGINE_OPTIONS):
        command = option(command)
    return command


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """The shared options as given."""

    engine: str | None = None
    weights: Path | None = None
    recording: Path | None = None
    effort: str | None = None
    repeat: int = 1
    seed: int | None = None
    sampler: str | None = None
    stop_when_sure: float | None = None
    slots: int | None = None
    exact: bool = False
    workspace: Path | None = None

    @property
    def choice(self) -> EngineChoice:
        return EngineChoice(
            self.engine, self.weights, self.recording, slots=self.slots, is_exact=self.exact
        )

    @property
    def workspace_path(self) -> Path:
        return self.workspace or paths.workspace_path()

    def run_settings(self, settings: Settings) -> RunSettings:
        """What the options leave open comes from the settings."""
        return RunSettings(
            effort=Effort(self.effort) if self.effort else settings.effort,
            sampler=Sampler(self.sampler) if self.sampler else settings.sampler,
            seed=new_seed() if self.seed is None else self.seed,
            repeats=self.repeat,
            placement=settings.placement,
            pinned_date=settings.pinned_date or None,
            stop_when_sure=self.stop_when_sure or 0.0,
        )
