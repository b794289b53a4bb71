"""Where things are: shipped data, and the user's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

_APP = "clausebench"


def shipped(name: str) -> Path:
    """A shipped folder, ``resources`` or ``policies``: frozen, then wheel, then checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parent
    places = [package / "_data" / name, package.parents[1] / name]
    if frozen:
        places.insert(0, Path(frozen) / name)
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"{name}/ is missing from this installation")


def data_dir() -> Path:
    """The user's data folder; ``CLAUSEBENCH_HOME`` moves it."""
    override = os.environ.get("CLAUSEBENCH_HOME")
    return Path(override) if override else Path(platformdirs.user_data_dir(_APP, appauthor=False))


def workspace_path() -> Path:
    return data_dir() / "workspace.db"


def settings_path() -> Path:
    return data_dir() / "settings.toml"


def models_dir() -> Path:
    """The index of known weights, and what was fetched unless the settings name a folder."""
    return data_dir() / "models"


def keys_dir() -> Path:
    """Keys that sign bundles, and those that are trusted."""
    return data_dir() / "keys"


def log_dir() -> Path:
    return data_dir() / "logs"


def prefixes_dir() -> Path:
    """Policies as the local engine has read them; may be deleted at any time."""
    return data_dir() / "prefixes"
