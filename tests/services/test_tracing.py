"""A bundle is found again in the history that it was written in, and in no other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.exchange import Exchange, open_test_exchange
from tests.support.releases import POLICIES, starter

from clausebench.domain.bundle.approval import Stage
from clausebench.services.approving import Approving
from clausebench.services.tracing import trace

NAME = "Spam policy"


@pytest.fixture
def exchange(workspace_path: Path) -> Iterator[Exchange]:
    with open_test_exchange(workspace_path) as exchange:
        exchange.library.import_folder(POLICIES / "spam")
        yield exchange


def test_a_release_is_found_after_the_link_that_it_was_written_after(exchange: Exchange) -> None:
    saved = exchange.releasing.release(NAME)
    Approving(exchange.workspace, exchange.releasing).move(NAME, Stage.REVIEW, "Ana", "Ready")
    reviewed = exchange.releasing.release(NAME)
    opened = exchange.library.open(exchange.library.find(NAME).id)
    exchange.library.save_version(opened.policy.id, opened.text + "More.\n", "More")
    found = trace(saved, exchange.workspace)
    assert found.link is not None
    assert (found.link.event, found.link.number, found.link.version) == ("version", 1, 1)
    assert found.link.of == 3
    assert found.is_proven
    told = list(found.sentences())
    assert "after link 1 of 3" in told[0]
    assert f"the saving of {NAME}, version 1" in told[0]
    assert told[1].startswith(f"Its text is version 1 of {NAME}, saved ")
    assert "is whole" in told[2]
    step = trace(reviewed, exchange.workspace).link
    assert step is not None
    assert (step.event, step.policy, step.version) == ("stage", NAME, 1)


def test_a_bundle_from_elsewhere_is_told_apart(exchange: Exchange) -> None:
    folder = trace(starter("spam"), exchange.workspace)
    assert (folder.names_history, folder.is_proven) == (False, False)
    assert "names no history" in next(folder.sentences())
    other = replace(starter("harassment"), chain_head="sha256:" + "0" * 64)
    found = trace(other, exchange.workspace)
    assert (found.link, found.versions) == (None, ())
    told = list(found.sentences())
    assert "was not written in this workspace" in told[0]
    assert "No version" in told[1]


def test_a_history_that_was_changed_proves_nothing(
    exchange: Exchange, workspace_path: Path
) -> None:
    release = exchange.releasing.release(NAME)
    with sqlite3.connect(workspace_path) as file:
        file.execute("DROP TRIGGER policy_versions_stand")
        file.execute("UPDATE policy_versions SET reason = 'Another'")
    found = trace(release, exchange.workspace)
    assert found.link is not None
    assert not found.is_proven
    assert "not whole" in list(found.sentences())[2]


def test_an_event_of_a_later_version_is_still_a_link(
    exchange: Exchange, workspace_path: Path
) -> None:
    with sqlite3.connect(workspace_path) as file:
        file.execute(
            "INSERT INTO chain (number, kind, ref, digest, hash) VALUES (2, 'new', 'x', 'd', 'h')"
        )
    found = trace(replace(starter("spam"), chain_head="h"), exchange.workspace)
    assert found.link is not None
    assert "something about a policy." in next(found.sentences())
