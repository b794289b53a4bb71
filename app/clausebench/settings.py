"""Settings: one typed field each, with default and help; form and docs are generated.

Stored as TOML in the data folder, so that people can read and copy them. Unknown keys are kept
out, wrong values fall back to the default and are reported, so a bad file never stops the app.
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from clausebench.domain.effort import Effort, Pacing, Placement, Repacking, Sampler
from clausebench.domain.judging import PINNED_DATE
from clausebench.domain.masking import Concealment
from clausebench.domain.network import is_proxy, is_safe_endpoint
from clausebench.domain.plain import PlainError, from_plain, to_plain
from clausebench.domain.weights import DEFAULT_ENDPOINT


class ThemeChoice(StrEnum):
    """Which theme to wear."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


LIMITS = {"text_size": (-4, 8), "slots": (0, 64), "threads": (0, 256), "gpu_layers": (-1, 999)}
LIMITS |= {"download_limit": (0, 10_000_000)}
"""The least and the most of settings that are numbers."""


def _setting(default: Any, title: str, help_text: str) -> Any:
    return field(default=default, metadata={"title": title, "help": help_text})


@dataclass(frozen=True)
class Settings:
    """Everything a person can set. Fields' metadata holds ``title`` and ``help``."""

    theme: ThemeChoice = _setting(
        ThemeChoice.SYSTEM, "Theme", "Light, dark, high contrast, or as the system says."
    )
    text_size: int = _setting(0, "Text size", "Steps larger or smaller than normal, -4 to 8.")
    concealment: Concealment = _setting(
        Concealment.PLAIN,
        "Conceal content",
        "Hide sample content, and what reasoning repeats of it, until you ask to see it.",
    )
    person: str = _setting(
        "", "Your name", "Stands beside the labels you give. Empty: the name of your account."
    )
    effort: Effort = _setting(
        Effort.MEDIUM, "Reasoning effort", "How long the model thinks. The guide's default: medium."
    )
    sampler: Sampler = _setting(
        Sampler.PUBLISHED,
        "Sampling",
        "As published: temperature 1, so repeats may differ. Repeatable: greedy.",
    )
    placement: Placement = _setting(
        Placement.HARMONY, "Policy placement", "Where the policy stands in the prompt."
    )
    pinned_date: str = _setting(
        PINNED_DATE,
        "Date told to the model",
        "Kept fixed, because today's date would change verdicts overnight. Empty: no date.",
    )
    weights: str = _setting("", "Weights file", "A GGUF file of gpt-oss-safeguard. Empty: none.")
    models_folder: str = _setting(
        "",
        "Folder for weights",
        "Where weights that are fetched go. Empty: Clausebench's own folder. "
        "What is there already is moved in Models.",
    )
    endpoint: str = _setting(
        DEFAULT_ENDPOINT, "Model hub", "Where weights come from: Hugging Face, or a mirror of it."
    )
    offline: bool = _setting(
        False, "Stay offline", "Nothing is asked of any network, whatever is pressed."
    )
    proxy: str = _setting(
        "", "Proxy", "For downloads, http://host:port. Empty: as the system says."
    )
    ca_file: str = _setting(
        "",
        "Trusted certificates",
        "A PEM file, where an organisation signs connections itself. Empty: the system's alone.",
    )
    download_limit: int = _setting(
        0, "Download limit", "Kilobytes per second at the most. 0: as fast as it goes."
    )
    engine_command: str = _setting(
        "", "Engine program", "Another Python that runs the engine, for example a GPU build."
    )

    slots: int = _setting(
        0,
        "Judged at once",
        "How many contents the local engine judges at once. 0: what is fastest.",
    )
    threads: int = _setting(
        0, "Threads", "For the local engine. 0: as many as are fastest, and fewer when others work."
    )
    repack: Repacking = _setting(
        Repacking.AUTO,
        "Repack weights",
        "A second copy in memory that is computed faster. Auto: when memory allows.",
    )
    gpu_layers: int = _setting(
        -1, "Layers on the graphics card", "-1: what fits. 0: none. Needs an engine built for it."
    )
    pacing: Pacing = _setting(
        Pacing.FASTEST,
        "Judging pace",
        "Exact: the local engine judges one content after the other, so that a seed says the same "
        "to the last letter. Fastest: several at once, which can change last digits.",
    )

    def __post_init__(self) -> None:
        for name, (least, most) in LIMITS.items():
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name} must lie between {least} and {most}")
        if self.pinned_date:
            date.fromisoformat(self.pinned_date)
        if not is_safe_endpoint(self.endpoint):
            raise ValueError("endpoint must begin with https://")
        if self.proxy and not is_proxy(self.proxy):
            raise ValueError("proxy must begin with http:// or https://")


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings, and one sentence for each value that could not be used."""
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(), (f"{path.name} cannot be read ({error}); defaults are used.",)
    settings, problems = Settings(), []
    for spec in dataclasses.fields(Settings):
        if spec.name not in stored:
            continue
        merged = {**to_plain(settings), spec.name: stored[spec.name]}
        try:
            settings = from_plain(Settings, merged)
        except PlainError:
            problems.append(f"{path.name}: {spec.name} has an unusable value; default kept.")
    return settings, tuple(problems)


def save_settings(path: Path, settings: Settings) -> None:
    """Write atomically; only what differs from the defaults, each with its help."""
    defaults = to_plain(Settings())
    lines = []
    for spec in dataclasses.fields(Settings):
        value = to_plain(settings)[spec.name]
        if value != defaults[spec.name]:
            lines.append(f"# {spec.metadata['help']}\n{spec.name} = {_toml(value)}\n")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_suffix(".tmp")
    temporary.write_text("\n".join(lines), encoding="utf-8")
    temporary.replace(path)


def _toml(value: str | int) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    escaped = "".join(_toml_character(c) for c in value)
    return f'"{escaped}"'


def _toml_character(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"
