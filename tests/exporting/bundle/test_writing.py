"""Bundles are the same to the byte wherever and whenever they are written."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace

import pytest
from tests.support.releases import STARTERS, full_release, of_text, starter

from clausebench.domain.bundle.names import name_problem
from clausebench.domain.errors import BadInputError
from clausebench.domain.reading_policy import parse
from clausebench.exporting.bundle import members_of, write_bundle


@pytest.mark.parametrize("name", STARTERS)
def test_the_same_release_gives_the_same_bytes(name: str) -> None:
    assert write_bundle(starter(name)) == write_bundle(starter(name))


def test_nothing_in_the_archive_tells_of_a_machine_or_a_day() -> None:
    with zipfile.ZipFile(io.BytesIO(write_bundle(full_release()))) as opened:
        entries = opened.infolist()
    assert entries[0].filename == "mimetype"
    names = [entry.filename for entry in entries[1:]]
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.external_attr for entry in entries} == {0o100644 << 16}
    assert not [entry for entry in entries if entry.extra or entry.comment]
    assert not [name for name in names if name_problem(name)]


def test_the_manifest_names_every_file_with_its_hash() -> None:
    members = members_of(full_release())
    manifest = json.loads(members.pop("bundle.json"))
    del members["mimetype"]
    listed = {file["path"]: (file["sha256"], file["bytes"]) for file in manifest["files"]}
    assert listed == {n: (hashlib.sha256(d).hexdigest(), len(d)) for n, d in members.items()}
    lines = members["CHECKSUMS.sha256"].decode().splitlines()
    sums = dict(line.split("  ")[::-1] for line in lines)
    assert sums == {n: h for n, (h, _) in listed.items() if n != "CHECKSUMS.sha256"}


def test_the_layout_is_a_roost_pack() -> None:
    release = full_release()
    members = members_of(release)
    assert members["example_policies/spam/policy.md"].decode() == release.prompt
    assert members["source/policy.md"].decode() == release.text
    header = members["datasets/spam.csv"].split(b"\n")[0]
    assert header == b'"id","content","kind","expected","clauses","split","tags"'
    assert {"README.md", "LICENSE", "example_policies/README.md"} <= set(members)


def test_verdicts_come_along_only_where_there_are_some() -> None:
    assert "runs/runs.jsonl" in members_of(full_release())
    assert "runs/runs.jsonl" not in members_of(starter("spam"))


def test_a_bundle_that_nobody_could_read_is_not_written() -> None:
    release = full_release()
    row = replace(release.verdicts[0], reasoning="a" * (17 << 20))
    with pytest.raises(BadInputError, match="too large"):
        write_bundle(replace(release, verdicts=(row,)))


def test_large_suites_leave_out_what_repeats_the_policy() -> None:
    release = starter("spam")
    cases = tuple(
        replace(case, name=f"{case.name}-{n}") for n in range(30) for case in release.cases
    )
    members = members_of(replace(release, cases=cases))
    assert b"clausebench export" in members["integrations/batch/README.md"]
    assert "integrations/batch/openai-batch.jsonl" not in members


@pytest.mark.parametrize("text", ["Be nice.", '# é\n\n- X1 """ marks\n', "{{x}} {% raw %}\n"])
def test_any_policy_can_be_written(text: str) -> None:
    release = of_text(text)
    assert release.clauses == parse(text).clauses
    members = members_of(release)
    assert ("integrations/ollama/Modelfile" in members) is ('"""' not in text)
