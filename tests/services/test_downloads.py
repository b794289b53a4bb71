"""Downloads that are asked for, paused, given up, and gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.gguf_maker import random_weights
from tests.support.loopback_hub import REPO, LoopbackHub, loopback_hub

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import NotFoundError
from clausebench.domain.weights import RemoteFile, RemoteRepo
from clausebench.paths import shipped
from clausebench.services.downloads import Downloads
from clausebench.services.models import Models
from clausebench.services.offers import offers

NAME = "safeguard.gguf"
CATALOGUE = shipped("resources") / "models.json"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[LoopbackHub]:
    with loopback_hub({NAME: random_weights(tmp_path).read_bytes()}) as hub:
        yield hub


@pytest.fixture
def models(tmp_path: Path) -> Models:
    return Models(CATALOGUE, tmp_path / "models", now=lambda: "2026-11-27T10:00:00+00:00")


@pytest.fixture
def downloads(models: Models, tmp_path: Path) -> Downloads:
    return Downloads(models, tmp_path / "models")


def start(downloads: Downloads, models: Models, hub: LoopbackHub) -> tuple[str, int]:
    """Ask, fetch half, stop; the id and how much is here then."""
    hub.faults.rate = 400_000
    wanted = downloads.ask(models.offers(REPO, hub.url)[0], hub.url)
    cancel = CancelToken()
    with suppress(Cancelled):
        for progress in downloads.fetch(wanted, cancel):
            if progress.done > wanted.choice.size // 4:
                cancel.cancel()
    assert cancel.is_cancelled
    hub.faults.rate = 0
    return wanted.id, downloads.here(wanted.choice)


def test_what_was_asked_for_is_known_after_a_restart_and_gone_on_with(
    downloads: Downloads, models: Models, hub: LoopbackHub, tmp_path: Path
) -> None:
    wanted_id, here = start(downloads, models, hub)
    assert 0 < here < len(hub.files[NAME])
    again = Downloads(models, tmp_path / "models")
    (wanted,) = again.waiting()
    assert wanted.id == wanted_id
    sent = hub.bytes_sent
    *_, _last = again.fetch(wanted, CancelToken())
    assert hub.bytes_sent - sent == len(hub.files[NAME]) - here
    assert again.waiting() == ()
    assert [kept.repo for kept in models.kept()] == [REPO]


def test_a_pause_outlives_a_restart(
    downloads: Downloads, models: Models, hub: LoopbackHub, tmp_path: Path
) -> None:
    choice = models.offers(REPO, hub.url)[0]
    wanted = downloads.ask(choice, hub.url)
    downloads.pause(wanted, is_paused=True)
    assert [w.is_paused for w in Downloads(models, tmp_path / "models").waiting()] == [True]


def test_what_is_given_up_leaves_nothing_behind(
    downloads: Downloads, models: Models, hub: LoopbackHub
) -> None:
    start(downloads, models, hub)
    (wanted,) = downloads.waiting()
    downloads.forget(wanted)
    assert downloads.waiting() == ()
    assert downloads.here(wanted.choice) == 0
    assert not models.place_for(wanted.choice.repo).exists()


def test_a_damaged_list_is_an_empty_one(
    downloads: Downloads, models: Models, hub: LoopbackHub, tmp_path: Path
) -> None:
    downloads.ask(models.offers(REPO, hub.url)[0], hub.url)
    (tmp_path / "models" / "downloads.json").write_text('[{"choice": 3}, 7')
    assert downloads.waiting() == ()


def test_parts_are_one_offer_and_other_files_are_each_one() -> None:
    names = ("a-00001-of-00002.gguf", "a-00002-of-00002.gguf", "a.gguf", "b.gguf", "README.md")
    files = tuple(RemoteFile(name, 1, "0" * 64) for name in names)
    found = offers(RemoteRepo("o/n", "c" * 40, files))
    assert [tuple(f.name for f in choice.files) for choice in found] == [
        names[:2],
        ("a.gguf",),
        ("b.gguf",),
    ]


def test_a_repository_without_weights_says_so(models: Models, hub: LoopbackHub) -> None:
    hub.files.clear()
    with pytest.raises(NotFoundError, match="no GGUF file"):
        models.offers(REPO, hub.url)


def test_notes_and_use_are_remembered(
    downloads: Downloads, models: Models, hub: LoopbackHub
) -> None:
    wanted = downloads.ask(models.offers(REPO, hub.url)[0], hub.url)
    list(downloads.fetch(wanted, CancelToken()))
    (kept,) = models.kept()
    models.change(replace(kept, notes="For the appeals team"))
    models.note_use(Path(kept.path))
    models.note_use(Path("/nowhere.gguf"))
    (kept,) = models.kept()
    assert (kept.notes, kept.used_at) == ("For the appeals team", "2026-11-27T10:00:00+00:00")
