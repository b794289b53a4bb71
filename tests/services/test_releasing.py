"""A release holds what the workspace knows of a policy, and nothing about the people in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.exchange import Exchange, open_test_exchange
from tests.support.releases import POLICIES

from clausebench.domain.bundle.measures import EvidenceLevel
from clausebench.domain.cancel import CancelToken
from clausebench.domain.clause import Decision
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.labelling import CaseLabel, LabelKind
from clausebench.domain.measures import Metric, Target
from clausebench.domain.run import RunSettings
from clausebench.exporting.bundle import write_bundle
from clausebench.importing.bundle import read_bundle
from clausebench.services.recording import Subject
from clausebench.services.releasing import ReleaseOptions


@pytest.fixture
def exchange(workspace_path: Path) -> Iterator[Exchange]:
    with open_test_exchange(workspace_path) as exchange:
        yield exchange


def _run(exchange: Exchange, name: str, repeats: int = 1) -> None:
    found = exchange.library.find(name)
    opened = exchange.library.open(found.id)
    cases = exchange.library.cases(found.id)
    subject = Subject(opened.text, name, found.id, 1)
    settings = RunSettings(seed=5, repeats=repeats)
    for _ in exchange.suites.run(subject, cases, settings, CancelToken()):
        pass


def test_a_folder_that_was_never_tested_has_no_proof(exchange: Exchange) -> None:
    release = exchange.releasing.release(str(POLICIES / "spam"))
    assert (release.slug, release.title, release.version) == ("spam", "Spam policy", 1)
    assert len(release.cases) >= 24
    assert (release.metrics, release.settings, release.verdicts) == (None, None, ())
    assert release.evidence is EvidenceLevel.NONE


def test_a_policy_of_the_workspace_comes_with_its_newest_proof(
    exchange: Exchange, tmp_path: Path
) -> None:
    exchange.library.import_folder(POLICIES / "spam")
    _run(exchange, "Spam policy", repeats=2)
    targets = (Target(None, "", Metric.RECALL, 0.1),)
    release = exchange.releasing.release("spam policy", ReleaseOptions(targets=targets))
    assert release.settings is not None
    assert (release.settings.engine, release.settings.seed, release.settings.repeats) == (
        "triage",
        5,
        2,
    )
    assert release.metrics is not None
    assert release.metrics.cases == len(release.cases)
    assert len(release.verdicts) == 2 * len(release.cases)
    assert not any(row.reasoning or row.final for row in release.verdicts)
    assert [result.target for result in release.metrics.results] == list(targets)
    assert release.metrics.recall.of == release.metrics.targets[0].n > 10
    assert release.metrics.asked_once == 0
    assert release.chain_head.startswith("sha256:")
    path = tmp_path / "b.zip"
    path.write_bytes(write_bundle(release))
    assert read_bundle(path).release == release


def test_evidence_is_a_choice(exchange: Exchange) -> None:
    exchange.library.import_folder(POLICIES / "spam")
    _run(exchange, "Spam policy")
    full, none = (
        exchange.releasing.release("Spam policy", ReleaseOptions(evidence=level))
        for level in (EvidenceLevel.FULL, EvidenceLevel.NONE)
    )
    assert all(row.reasoning for row in full.verdicts)
    assert (none.verdicts, none.evidence) == ((), EvidenceLevel.NONE)
    assert none.metrics == full.metrics


def test_verdicts_on_other_words_prove_nothing(exchange: Exchange) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    _run(exchange, "Spam policy")
    for case in exchange.library.cases(opened.policy.id):
        exchange.library.change_case(replace(case, content=f"{case.content}!"))
    assert exchange.releasing.release("Spam policy").metrics is None


def test_a_policy_with_unsaved_words_is_not_released(exchange: Exchange) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    exchange.library.save_draft(opened.policy.id, opened.text + "More.\n", 0)
    with pytest.raises(BadInputError, match="no version yet"):
        exchange.releasing.release("Spam policy")
    with pytest.raises(NotFoundError):
        exchange.releasing.release("Ham policy")


def test_the_changelog_tells_of_clauses_and_measured_flips(exchange: Exchange) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    _run(exchange, "Spam policy")
    edited = opened.text.replace("Cold offer", "Cold call").replace(
        "  - SP3.a Reward for reaction: a prize for liking, commenting, sharing or following.\n", ""
    )
    exchange.library.save_version(opened.policy.id, edited, "Shorter")
    _run(exchange, "Spam policy")
    release = exchange.releasing.release("Spam policy")
    assert (release.version, release.revision) == (2, 2)
    assert len(release.lineage) == 1
    told = release.changelog
    assert "Changes from version 1 to version 2" in told
    assert "**SP1.a**" in told
    assert "## Clauses removed" in told
    assert "## Verdicts" in told
    with pytest.raises(NotFoundError):
        exchange.releasing.release("Spam policy", ReleaseOptions(since=7))
    again = exchange.releasing.release("Spam policy", ReleaseOptions(since=1, revision=9))
    assert (again.changelog, again.revision) == (told, 9)


def test_people_have_pseudonyms_and_no_names(exchange: Exchange) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    first = exchange.library.cases(opened.policy.id)[0]
    table = exchange.workspace.labels

    def said(kind: LabelKind, who: str, decision: Decision, note: str = "") -> None:
        table.add(CaseLabel("", first.id, kind, who, decision, note=note))

    said(LabelKind.LABEL, "Ana Lima", Decision.VIOLATES)
    said(LabelKind.LABEL, "Bo", Decision.ALLOWED)
    said(LabelKind.ADJUDICATED, "Ana Lima", Decision.VIOLATES, "It sells.")
    release = exchange.releasing.release("Spam policy")
    assert len({label.who for label in release.labels}) == 2
    assert all(label.who.startswith("person-") for label in release.labels)
    (settled,) = release.precedents
    assert (settled.case, settled.reason) == (first.name, "It sells.")
    assert b"Lima" not in write_bundle(release)


def test_terms_are_named_for_the_policy_and_for_its_cases(exchange: Exchange) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    for case in exchange.library.cases(opened.policy.id)[:2]:
        exchange.library.change_case(replace(case, source="Set A", licence="CC-BY-4.0"))
    options = ReleaseOptions(licence="Apache-2.0", attribution="Us")
    own, others = exchange.releasing.release("Spam policy", options).licences
    assert (own.name, own.covers, own.attribution) == ("Apache-2.0", "the policy", "Us")
    assert (others.name, others.covers, others.attribution) == ("CC-BY-4.0", "2 cases", "Set A")
