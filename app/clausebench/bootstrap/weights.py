"""What knows, fetches and measures weights. Imported late: most starts need none of it."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from clausebench import paths
from clausebench.bootstrap.engines import EngineChoice, current_settings, llama_options
from clausebench.bootstrap.moments import now_text
from clausebench.domain.network import Connection, Network
from clausebench.services.self_testing import SelfTests
from clausebench.settings import Settings

if TYPE_CHECKING:
    from clausebench.services.downloads import Downloads
    from clausebench.services.fitting import Fits
    from clausebench.services.models import Models
    from clausebench.services.tokens import Tokens


def make_fits(settings: Settings | None = None) -> Fits:
    """Whether weights will work here, with the engine as it is set up (None: as it is stored)."""
    from clausebench.engines.weights.catalogue import read_catalogue
    from clausebench.services.fitting import Fits

    return Fits(
        paths.data_dir(),
        llama_options(EngineChoice(), settings or current_settings()),
        read_catalogue(paths.shipped("resources") / "models.json"),
        make_self_tests(),
        now=now_text,
    )


def make_self_tests() -> SelfTests:
    """What is known of weights lies beside their digests, not in a workspace."""
    path = paths.data_dir() / "self-tests.json"
    return SelfTests(path, now=now_text)


def make_models(settings: Settings | None = None) -> Models:
    """Weights on this computer and on hubs. Imported here: most starts need no hub."""
    from clausebench.services.models import Models

    settings = settings or current_settings()
    return Models(
        paths.shipped("resources") / "models.json",
        paths.models_dir(),
        files=files_of(settings),
        connection=connection_of(settings),
        token_of=make_tokens().get,
        now=now_text,
    )


@functools.cache
def make_tokens() -> Tokens:
    """One for the process: what no keyring keeps is remembered here."""
    from clausebench.services.tokens import Tokens

    return Tokens()


def files_of(settings: Settings) -> Path | None:
    return Path(settings.models_folder) if settings.models_folder else None


def connection_of(settings: Settings) -> Connection:
    network = Network(settings.proxy, settings.ca_file, settings.offline)
    return Connection(settings.endpoint, network, settings.download_limit * 1000)


def make_downloads(models: Models) -> Downloads:
    """Those that were asked for and are not done."""
    from clausebench.services.downloads import Downloads

    return Downloads(models, paths.models_dir())
