"""From a release that somebody has looked at to files on a disk, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.exchange import Exchange, open_test_exchange
from tests.support.keys import signing_in
from tests.support.releases import full_release, starter

from clausebench.domain.bundle.approval import Stage
from clausebench.domain.bundle.measures import EvidenceLevel
from clausebench.domain.bundle.release import Release
from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.case import Expectation
from clausebench.domain.errors import BadInputError
from clausebench.exporting.formats import ALL, Format, Group
from clausebench.services.export_preview import is_replaceable, preview
from clausebench.services.export_writing import ExportOrder, Taken, Written, write_export
from clausebench.services.exports import offers, save_folder, saving_folder
from clausebench.services.releasing import ReleaseOptions, with_evidence, with_terms
from clausebench.services.verifying import verify

POLICY = "# Spam\n\nAsk ana@spam-desk.org.\n\n## Violates\n\n- SP1 Cold offers\n"


def written(
    release: Release, order: ExportOrder, cancel: CancelToken | None = None
) -> Written | Taken:
    work = write_export(
        release, order, signing_in(order.folder / "keys"), str, cancel or CancelToken()
    )
    return _drained(work)


def _drained(work: Generator[object, None, Written | Taken]) -> Written | Taken:
    while True:
        try:
            next(work)
        except StopIteration as end:
            made: Written | Taken = end.value
            return made


def test_formats_are_offered_once_by_what_they_are_for() -> None:
    found = offers()
    assert {offer.name for offer in found} == set(ALL) - {"vllm"}
    groups = [Group(offer.group) for offer in found]
    assert groups == sorted(groups, key=list(Group).index)
    assert [offer.name for offer in found if offer.is_signable] == ["bundle"]
    assert Format("New", ALL["csv"].write).group is Group.PEOPLE


def test_a_single_file_is_told_with_its_hash(tmp_path: Path) -> None:
    done = written(starter("spam"), ExportOrder("bundle", tmp_path))
    assert isinstance(done, Written)
    assert done.path == tmp_path / "spam-1.policybundle.zip"
    assert done.sha256 == hashlib.sha256(done.path.read_bytes()).hexdigest()
    assert done.size == done.path.stat().st_size


def test_a_name_of_ones_own_keeps_what_the_kind_of_file_is_known_by(tmp_path: Path) -> None:
    done = written(starter("spam"), ExportOrder("bundle", tmp_path, "for Ana"))
    assert done.path.name == "for Ana.policybundle.zip"
    again = written(starter("spam"), ExportOrder("csv", tmp_path, "cases.csv"))
    assert again.path.name == "cases.csv"
    with pytest.raises(BadInputError, match="no name for a file"):
        written(starter("spam"), ExportOrder("csv", tmp_path, "../cases"))


def test_nothing_is_overwritten_that_nobody_gave_up(tmp_path: Path) -> None:
    for to in ("bundle", "promptfoo"):
        order = ExportOrder(to, tmp_path)
        first = written(starter("spam"), order)
        assert written(starter("spam"), order) == Taken(first.path)
        assert isinstance(written(starter("spam"), replace(order, overwrite=True)), Written)


def test_a_folder_that_is_overwritten_keeps_what_others_put_there(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    save_folder(tmp_path, {"a.txt": b"1", "b/c.txt": b"2"}, overwrite=True)
    assert {path.name for path in tmp_path.rglob("*")} == {"notes.txt", "a.txt", "b", "c.txt"}


def test_who_stops_early_finds_nothing_there(tmp_path: Path) -> None:
    work = saving_folder(tmp_path / "made", {"a.txt": b"1", "b.txt": b"2"})
    assert [next(work), next(work)] == [0, 1]
    work.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        written(starter("spam"), ExportOrder("csv", tmp_path), cancel)
    assert list(tmp_path.iterdir()) == []


def test_what_the_disk_refuses_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInputError, match="could not be written") as said:
        written(starter("spam"), ExportOrder("csv", tmp_path / "file"))
    assert "Nothing was written" in said.value.detail


def test_a_signed_bundle_is_by_whom_the_key_is(tmp_path: Path) -> None:
    signing = signing_in(tmp_path / "keys")
    signing.make("Ana", "open sesame")
    work = write_export(
        starter("spam"),
        ExportOrder("bundle", tmp_path, key="Ana"),
        signing,
        lambda: "open sesame",
        CancelToken(),
    )
    done = _drained(work)
    assert verify(done.path, signing, "clausebench 1.2.3").standing.name == "Ana"


def test_less_evidence_is_what_would_have_been_made_with_less() -> None:
    full = full_release()
    summary = with_evidence(full, EvidenceLevel.SUMMARY)
    assert not any(row.reasoning or row.final for row in summary.verdicts)
    assert len(summary.verdicts) == len(full.verdicts)
    assert with_evidence(full, EvidenceLevel.NONE).verdicts == ()
    assert with_evidence(full, EvidenceLevel.FULL) is full


@pytest.fixture
def exchange(workspace_path: Path) -> Iterator[Exchange]:
    with open_test_exchange(workspace_path) as exchange:
        yield exchange


def test_a_preview_says_what_would_leave(exchange: Exchange) -> None:
    library = exchange.library
    policy = library.create("Spam", POLICY).policy
    library.keep_case(policy.id, "Write to bo@shop-mail.com", Expectation(), name="one")
    found = preview(library, exchange.releasing, policy.id, ReleaseOptions())
    assert found.release is not None
    assert (found.stage, found.verdict_count, found.next_number) == (Stage.DRAFT, 0, 2)
    assert [(leak.text, is_replaceable(leak)) for leak in found.leaks] == [
        ("ana@spam-desk.org", False),
        ("bo@shop-mail.com", True),
    ]
    licensed = with_terms(found.release, "CC-BY-4.0", "Ana")
    assert licensed.licences[0].name == "CC-BY-4.0"
    assert with_terms(found.release, "", "Ana").licences == found.release.licences


def test_what_was_not_saved_cannot_leave(exchange: Exchange) -> None:
    policy = exchange.library.create("Spam", POLICY).policy
    exchange.library.save_draft(policy.id, POLICY + "More.\n", 0)
    found = preview(exchange.library, exchange.releasing, policy.id, ReleaseOptions())
    assert found.release is None
    assert found.unsaved.endswith("More.\n")
