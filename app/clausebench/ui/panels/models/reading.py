"""Reads what Models lists. Runs on a lane."""

from __future__ import annotations

from pathlib import Path

from clausebench.services.desk import Desk
from clausebench.ui.panels.models.subjects import Found, Kept, Offered, Stock


def read_stock(desk: Desk) -> Stock:
    """Everything but the files of other programs."""
    models, tests = desk.models(), desk.self_tests
    kept = tuple(
        Kept(w, Path(w.path).is_file(), tests.of_weights(models.digest_of(w))) for w in models.kept()
    )
    offered = tuple(Offered(e.repo, e) for e in models.catalogue())
    return Stock(kept, offered)


def found_files(desk: Desk) -> tuple[Found, ...]:
    """May take seconds on a slow disk."""
    return tuple(Found(weights) for weights in desk.models().found())
