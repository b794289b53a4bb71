"""What archives have been used for does not work here, and says so in a sentence."""

from __future__ import annotations

import json
import os
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.hostile_bundles import (
    ATTACKS,
    good_members,
    named,
    packed,
    spelled,
    with_files,
    with_manifest,
)
from tests.support.releases import full_release

from clausebench.domain.errors import BundleError, NotFoundError
from clausebench.exporting.bundle import write_bundle
from clausebench.importing.bundle import read_bundle, read_members


def _read(folder: Path, data: bytes) -> None:
    path = folder / "hostile.zip"
    path.write_bytes(data)
    before = sorted(folder.rglob("*"))
    try:
        read_bundle(path)
    finally:
        assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_with_its_sentence(attack: str, tmp_path: Path) -> None:
    make, sentence = ATTACKS[attack]
    with pytest.raises(BundleError, match=sentence) as refused:
        _read(tmp_path, make())
    assert "nothing of it was used" in refused.value.detail


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_same_members_in_another_archive_are_fine(method: int, tmp_path: Path) -> None:
    _read(tmp_path, packed(dict(reversed(good_members().items())), method))


class _Stream:
    """Takes bytes and knows no way back."""

    def __init__(self) -> None:
        self.taken = b""

    def write(self, data: bytes) -> int:
        self.taken += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_that_was_streamed_is_fine(method: int, tmp_path: Path) -> None:
    """Its sizes stand behind the data."""
    stream = _Stream()
    with zipfile.ZipFile(stream, "w", method) as out:  # type: ignore[call-overload]
        for name, data in good_members().items():
            out.writestr(name, data)
    assert b"PK\7\x08" in stream.taken
    _read(tmp_path, stream.taken)
    with pytest.raises(BundleError, match="two different ways"):
        _read(tmp_path, stream.taken.replace(b"PK\7\x08", b"PK\7\x07", 1))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"source/policy.md": None}, "missing|has no"),
        ({"source/policy.md": b"Another policy.\n"}, "something else than the files"),
        ({"source/policy.md": b"\xff\xfe"}, "not UTF-8"),
        ({"source/policy.md": b"a" * 400_001}, "are allowed"),
        ({"cases.jsonl": b'{"a": NaN}\n'}, "line 1, is not valid JSON"),
        ({"cases.jsonl": b'{"a": 1e999}\n'}, "line 1, is not valid JSON"),
        ({"cases.jsonl": b'{"a": 1, "a": 2}\n'}, "line 1, is not valid JSON"),
        ({"cases.jsonl": b"[" * 100_000 + b"\n"}, "line 1, is not valid JSON"),
        ({"cases.jsonl": b"[" * 300_000 + b"\n"}, "more values"),
        ({"cases.jsonl": b"9" * 5_000 + b"\n"}, "line 1, is not valid JSON"),
        ({"cases.jsonl": b"{}\n"}, "line 1, does not hold"),
        ({"cases.jsonl": b"{}"}, "its last is cut"),
        ({"cases.jsonl": b"{}\n" * 20_001}, "more than 20,000 lines"),
        ({"cases.jsonl": b" " * (3 << 20) + b"\n"}, "line 1, is longer"),
        ({"clauses.jsonl": b""}, "something else than the files"),
        ({"extra.txt": b"x"}, None),
    ],
)
def test_files_that_do_not_hold_what_they_should_are_refused(
    changes: dict[str, bytes | None], sentence: str | None, tmp_path: Path
) -> None:
    data = packed(with_files(changes))
    if sentence is None:
        _read(tmp_path, data)
    else:
        with pytest.raises(BundleError, match=sentence):
            _read(tmp_path, data)


def _cases(**changes: object) -> bytes:
    lines = [json.loads(line) for line in good_members()["cases.jsonl"].splitlines()]
    lines[0] |= changes
    dumped = (
        json.dumps(x, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for x in lines
    )
    return "".join(f"{line}\n" for line in dumped).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    "changes",
    [
        {"content": ""},
        {"name": ""},
        {"id": "X"},
        {"policy_id": "X"},
        {"name": json.loads(good_members()["cases.jsonl"].splitlines()[1])["name"]},
        {"content": "\ud800"},
        {"unknown": 1},
        {"kind": "novel"},
        {"tags": "one"},
        {"name": "n" * 501},
    ],
)
def test_cases_that_cannot_be_are_refused(changes: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(BundleError):
        _read(tmp_path, packed(with_files({"cases.jsonl": _cases(**changes)})))


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("schema_version", 3, "reads 2"),
        ("schema_version", 1, "before the first release"),
        ("schema_version", 0, "never was"),
        ("slug", "../x", "cannot be"),
        ("slug", "ham", "missing from the archive"),
        ("title", "", "cannot be"),
        ("title", "a\u202eb", "cannot be"),
        ("version", 0, "cannot be"),
        ("revision", 2**40, "cannot be"),
        ("created", "yesterday", "cannot be"),
        ("created", "2026-01-01", "cannot be"),
        ("tool", "x" * 201, "cannot be"),
        ("policy_sha256", "sha256:00", "something else"),
        ("prompt_sha256", "sha256:00", "something else"),
        ("clause_count", 1, "something else"),
        ("case_count", 1, "something else"),
        ("lineage", ["x"], "something else"),
        ("lineage", ["x"] * 101, "cannot be"),
        ("more", 1, "not spelled"),
        ("files", [], "does not name it"),
    ],
)
def test_a_manifest_that_says_something_else_is_refused(
    key: str, value: object, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(BundleError, match=sentence):
        _read(tmp_path, packed(with_manifest(lambda manifest: manifest.update({key: value}))))


@pytest.mark.parametrize("what", ["sha256", "bytes", "path"])
def test_a_manifest_with_a_wrong_file_is_refused(what: str, tmp_path: Path) -> None:
    def change(manifest: dict[str, list[dict[str, object]]]) -> None:
        manifest["files"][3][what] = {"sha256": "0" * 64, "bytes": 1, "path": "zzz"}[what]

    with pytest.raises(BundleError):
        _read(tmp_path, packed(with_manifest(change)))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("mimetype", b"application/zip", "something else than a policy"),
        ("CHECKSUMS.sha256", b"", "not as long"),
        ("signature.dsse.json", b"{}", "does not hold"),
        (
            "signature.dsse.json",
            spelled({"payload": "", "payloadType": "", "signatures": []}),
            "no signature",
        ),
        ("bundle.json", b"{" * 2_000, "not valid JSON"),
        ("bundle.json", b"\xef\xbb\xbf{}", "not valid JSON"),
        ("bundle.json", b"[]", "does not hold"),
    ],
)
def test_the_files_around_the_manifest_are_checked(
    name: str, data: bytes, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(BundleError, match=sentence):
        _read(tmp_path, packed({**good_members(), name: data}))


def test_checksums_that_disagree_with_the_manifest_are_refused(tmp_path: Path) -> None:
    members = with_files({})
    other = with_files({"datasets/spam.csv": b"x"})
    manifest = json.loads(members["bundle.json"])
    theirs = {file["path"]: file for file in json.loads(other["bundle.json"])["files"]}
    manifest["files"] = [
        theirs[f["path"]] if f["path"] == "CHECKSUMS.sha256" else f for f in manifest["files"]
    ]
    members["CHECKSUMS.sha256"] = other["CHECKSUMS.sha256"]
    with pytest.raises(BundleError, match=r"something else than bundle\.json"):
        _read(tmp_path, packed({**members, "bundle.json": spelled(manifest)}))


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read_bundle(tmp_path / "nowhere.zip")
    with pytest.raises(BundleError, match="is no file"):
        read_bundle(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BundleError, match="is no file"):
        read_bundle(tmp_path / "pipe")


GOOD = write_bundle(full_release())


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 12))
def test_no_mutation_of_a_bundle_ends_in_anything_but_a_sentence(
    tmp_path: Path, seed: int, count: int
) -> None:
    """Bytes changed, taken out and put in, mostly where archives keep their structure."""
    chance, data = random.Random(seed), bytearray(GOOD)
    for _ in range(count):
        near_end = chance.random() < 0.6
        at = len(data) - chance.randrange(1, 4_000) if near_end else chance.randrange(len(data))
        what = chance.random()
        if what < 0.7:
            data[at] = chance.choice([0, 1, 255, data[at] ^ 1 << chance.randrange(8)])
        elif what < 0.85:
            del data[at : at + chance.randrange(1, 40)]
        else:
            data[at:at] = chance.randbytes(chance.randrange(1, 40))
    path = tmp_path / "mutant.zip"
    path.write_bytes(data)
    try:
        bundle = read_bundle(path)
    except BundleError:
        pass
    else:
        assert bundle.release == full_release()
    assert [found.name for found in tmp_path.iterdir()] == ["mutant.zip"]


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_end_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    with pytest.raises(BundleError):
        _read(tmp_path_factory.mktemp("any"), data)


def test_members_are_given_only_of_good_bundles(tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    path.write_bytes(named("../x"))
    with pytest.raises(BundleError):
        read_members(path)
