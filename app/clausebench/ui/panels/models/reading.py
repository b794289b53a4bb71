"""Reads what Models lists. Runs on a lane."""

from __future__ import annotations

from pathlib import Path

from clausebench.domain.errors import WeightsError
from clausebench.domain.fit import FitReport
from clausebench.domain.weights import KeptWeights
from clausebench.services.desk import Desk
from clausebench.ui.panels.models.subjects import Answer, Found, Kept, Offered, Stock


def read_stock(desk: Desk) -> Stock:
    """Everything but the files of other programs."""
    models = desk.models()
    kept = tuple(_kept(desk, weights) for weights in models.kept())
    offered = tuple(Offered(e.repo, e, desk.fits().of_entry(e)) for e in models.catalogue())
    return Stock(kept, offered)


def found_files(desk: Desk) -> tuple[Found, ...]:
    """May take seconds on a slow disk."""
    found = desk.models().found()
    return tuple(Found(weights, _fit(desk, weights.path)) for weights in found)


def answer(desk: Desk, offered: Offered) -> Answer:
    """What the hub has now. Raises as ``Models.look_up`` and ``Models.offers``."""
    models, fits = desk.models(), desk.fits()
    if offered.entry is not None:
        return Answer((models.look_up(offered.entry.id),), (fits.of_entry(offered.entry),))
    choices = models.offers(offered.repo)
    return Answer(choices, tuple(fits.of_size(choice.size) for choice in choices))


def _kept(desk: Desk, weights: KeptWeights) -> Kept:
    path = Path(weights.path)
    test = desk.self_tests.of_weights(desk.models().digest_of(weights))
    return Kept(weights, path.is_file(), test, _fit(desk, path))


def _fit(desk: Desk, path: Path) -> FitReport | None:
    """None for a file that cannot be read: its page says what is wrong with it."""
    try:
        return desk.fits().of_file(path)
    except WeightsError:
        return None
