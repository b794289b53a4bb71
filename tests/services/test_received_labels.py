"""What people said of cases goes out without their names and comes back as somebody else's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.exchange import Exchange, Verifier, open_test_exchange
from tests.support.releases import CREATED, POLICIES, full_release

from clausebench.domain.bundle.merging import Take
from clausebench.domain.bundle.release import Precedent, Release
from clausebench.domain.clause import Decision
from clausebench.domain.labelling import LabelKind, adjudication, standing
from clausebench.exporting.bundle import members_of
from clausebench.services.labelling import Labelling
from clausebench.services.receiving import Arrangement, Receiving

NAME = "Spam policy"


@pytest.fixture
def exchange(workspace_path: Path) -> Iterator[Exchange]:
    with open_test_exchange(workspace_path) as exchange:
        yield exchange


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Exchange]:
    """Another workspace."""
    with open_test_exchange(tmp_path / "elsewhere.clausebench") as exchange:
        yield exchange


@pytest.fixture
def verified(tmp_path: Path) -> Verifier:
    return Verifier(tmp_path)


def _settle(exchange: Exchange) -> str:
    """Two people differ about a case, which is then settled; returns the case's name."""
    opened = exchange.library.import_folder(POLICIES / "spam")
    case = exchange.library.cases(opened.policy.id)[3]
    labelling = Labelling(exchange.workspace)
    labelling.label(case.id, "Ana Lima", Decision.VIOLATES, is_blind=True, note="It sells.")
    labelling.label(case.id, "Bo", Decision.ALLOWED)
    labelling.adjudicate(case.id, "Ana Lima", Decision.VIOLATES, None, "A rule is a rule.")
    return case.name


def test_the_same_person_has_the_same_pseudonym_in_every_release(exchange: Exchange) -> None:
    _settle(exchange)
    first = exchange.releasing.release(NAME)
    other = exchange.library.import_folder(POLICIES / "harassment").policy
    case = exchange.library.cases(other.id)[0]
    Labelling(exchange.workspace).label(case.id, "Bo", Decision.ALLOWED)
    ana, bo = (label.who for label in first.labels)
    assert ana != bo
    assert [label.who for label in exchange.releasing.release(other.name).labels] == [bo]
    assert exchange.releasing.release(NAME).labels == first.labels
    key = exchange.releasing.pseudonym_key().hex()
    for data in members_of(first).values():
        assert key.encode() not in data
        assert b"Lima" not in data


def test_what_was_settled_is_in_the_guideline_and_comes_back_as_somebody_elses(
    exchange: Exchange, elsewhere: Exchange, verified: Verifier
) -> None:
    name = _settle(exchange)
    sent = exchange.releasing.release(NAME)
    members = members_of(sent)
    guideline = members["human/guideline.md"].decode()
    assert f"| {name} | take action |  | A rule is a rule. |" in guideline
    assert b"A rule is a rule." in members["precedents.jsonl"]

    receiving = Receiving(elsewhere.workspace)
    preview = receiving.preview(verified(sent))
    assert preview.labels == 3
    receipt = receiving.receive(preview)
    ((_, entries),) = elsewhere.workspace.labels.of_policy(receipt.policy_id).items()
    ana, bo = (label.who for label in sent.labels)
    assert [entry.who for entry in standing(entries)] == [f"{ana} (received)", f"{bo} (received)"]
    settled = adjudication(entries)
    assert settled is not None
    assert (settled.who, settled.note) == ("somebody else (received)", "A rule is a rule.")

    back = elsewhere.releasing.release(NAME)
    assert (back.labels, back.precedents) == (sent.labels, sent.precedents)
    assert _bytes(back, sent) == _bytes(sent, sent)
    assert receiving.preview(verified(sent)).does_nothing
    home = Receiving(exchange.workspace).preview(verified(sent))
    assert (home.labels, home.does_nothing) == (0, True)


def test_what_is_disputed_again_is_no_precedent(exchange: Exchange) -> None:
    name = _settle(exchange)
    cases = exchange.library.cases(exchange.library.find(NAME).id)
    case = next(case for case in cases if case.name == name)
    assert [found.case for found in exchange.releasing.release(NAME).precedents] == [name]
    Labelling(exchange.workspace).label(case.id, "Cy", Decision.ALLOWED)
    assert exchange.releasing.release(NAME).precedents == ()


def _bytes(release: Release, like: Release) -> dict[str, bytes]:
    """Without what a workspace adds of its own."""
    return members_of(
        replace(release, created=like.created, chain_head=like.chain_head, approval=None)
    )


def test_taking_back_withdraws_what_others_said(exchange: Exchange, verified: Verifier) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    receiving = Receiving(exchange.workspace)
    sent = replace(full_release(), lineage=())
    receipt = receiving.receive(receiving.preview(verified(sent), Arrangement(every=Take.THEIRS)))
    assert len(receipt.labels) == 2
    assert exchange.releasing.release(NAME).precedents == sent.precedents
    receiving.undo(receipt)
    release = exchange.releasing.release(NAME)
    assert (release.labels, release.precedents) == ((), ())
    kinds = [
        entry.kind
        for said in exchange.workspace.labels.of_policy(opened.policy.id).values()
        for entry in said
    ]
    assert kinds.count(LabelKind.WITHDRAWN) == 2


def test_where_people_here_spoke_others_do_not_settle(
    exchange: Exchange, verified: Verifier
) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    case = exchange.library.cases(opened.policy.id)[0]
    Labelling(exchange.workspace).label(case.id, "Bo", Decision.VIOLATES)
    there = Precedent(case.name, Decision.ALLOWED, None, (), "We think so.", CREATED)
    lost = replace(there, case="no-such-case")
    sent = replace(
        exchange.releasing.release(NAME), labels=(), precedents=(there, lost), approval=None
    )
    receiving = Receiving(exchange.workspace)
    receiving.receive(receiving.preview(verified(sent)))
    entries = exchange.workspace.labels.on(case.id)
    assert adjudication(entries) is None
    assert [entry.who for entry in standing(entries)] == ["Bo", "somebody else (received)"]


def test_what_was_said_of_other_words_does_not_come_in(
    exchange: Exchange, verified: Verifier
) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    case = exchange.library.cases(opened.policy.id)[1]
    exchange.library.change_case(replace(case, content="Other words."))
    preview = Receiving(exchange.workspace).preview(
        verified(full_release()), Arrangement(every=Take.OURS)
    )
    assert preview.labels == 0
