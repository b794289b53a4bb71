"""``export``, ``verify``, ``sign``, ``keys`` and ``test BUNDLE``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.cli.conftest import Cli
from tests.support.hostile_bundles import good_members, packed

from clausebench.services.exports import FORMATS


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files without a path are written here."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def words(tmp_path: Path) -> str:
    path = tmp_path / "words.txt"
    path.write_text("correct horse\nanother line\n")
    return str(path)


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_is_written(cli: Cli, folder: Path, to: str) -> None:
    said = cli("export", str(folder), "--to", to, "--json")
    assert said.code == 0
    written = Path(said.json["written"])
    files = list(written.rglob("*")) if written.is_dir() else [written]
    names = {file.name for file in files if file.is_file()}
    assert {name.rpartition("/")[2] for name in said.json["files"]} == names
    assert not [name for name in names if name.startswith(".") and name != ".manifest"]


def test_nothing_is_overwritten_without_being_asked(cli: Cli, folder: Path) -> None:
    for to in ("bundle", "csv", "promptfoo"):
        assert cli("export", str(folder), "--to", to).code == 0
        again = cli("export", str(folder), "--to", to)
        assert again.code == 2
        assert "is there already" in again.err
        assert cli("export", str(folder), "--to", to, "--force").code == 0
    Path("file").write_text("x")
    assert cli("export", str(folder), "--to", "roost", "--out", "file").code == 2
    Path("folder").mkdir()
    assert cli("export", str(folder), "--to", "csv", "--out", "folder").code == 0
    assert Path("folder/spam.csv").is_file()


def test_a_bundle_is_verified_and_goes_out_in_other_formats(cli: Cli, bundle: str) -> None:
    said = cli("verify", bundle)
    assert said.code == 0
    assert "Not signed" in said.out
    assert cli("verify", bundle, "--signed").code == 1
    form = cli("verify", bundle, "--json").json
    assert form["standing"]["trust"] == "not-signed"
    assert form["manifest"]["case_count"] == 2
    assert cli("export", bundle, "--out", "again.zip").code == 0
    assert Path("again.zip").read_bytes() == Path(bundle).read_bytes()
    assert cli("export", bundle, "--to", "jsonl").code == 0
    assert cli("diff", bundle, "again.zip").out == "Nothing differs.\n"


def test_a_refused_bundle_is_code_two_everywhere(cli: Cli, tmp_path: Path) -> None:
    Path("bad.zip").write_bytes(packed({**good_members(), "extra.md": b"x"}))
    before = sorted(tmp_path.iterdir())
    for arguments in (
        ("verify", "bad.zip"),
        ("test", "bad.zip"),
        ("receive", "bad.zip", "--yes"),
        ("export", "bad.zip"),
        ("diff", "bad.zip", "bad.zip"),
        ("sign", "bad.zip", "Ana"),
    ):
        said = cli(*arguments)
        assert said.code == 2, arguments
        assert "does not name it" in said.err
    assert sorted(tmp_path.iterdir()) == before
    assert cli("verify", "nowhere.zip").code == 2


def test_a_bundle_is_signed_and_trusted_elsewhere(
    cli: Cli, bundle: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "correct" not in cli("keys", "make", "Ana", "--passphrase-file", words).out
    assert cli("sign", bundle, "ana", "--passphrase-file", words).code == 0
    assert cli("verify", bundle, "--signed").code == 0
    line = cli("keys", "export", "Ana").out
    Path("ana.key").write_text(line)
    monkeypatch.setenv("CLAUSEBENCH_HOME", str(tmp_path / "elsewhere"))
    assert "unknown key" in cli("verify", bundle).out
    assert cli("receive", bundle, "--signed").code == 1
    assert cli("keys", "trust", "ana.key", "--name", "Ana of Oslo").code == 0
    assert "Signed by Ana of Oslo" in cli("verify", bundle, "--signed").out
    assert cli("keys", "list", "--json").json[0]["kind"] == "trusted"
    assert cli("keys", "trust", line.strip()).code == 0  # the same key, under its own name
    assert cli("keys", "forget", "Ana").out == "Ana: no longer trusted\n"
    assert "no keys" in cli("keys", "list").out


def test_an_export_can_be_signed_at_once(cli: Cli, folder: Path, words: str) -> None:
    cli("keys", "make", "Ana", "--passphrase-file", words)
    signed = ("export", str(folder), "--sign", "Ana", "--passphrase-file")
    assert cli(*signed, words).code == 0
    assert cli("verify", "spam-1.policybundle.zip", "--signed").code == 0
    Path("wrong.txt").write_text("wrong\n")
    assert cli(*signed, "wrong.txt", "--force").code == 2
    assert cli("verify", "spam-1.policybundle.zip", "--signed").code == 0
    Path("empty.txt").write_text("\n")
    for name in ("empty.txt", "nowhere.txt"):
        assert cli(*signed, name, "--force").code == 2
    assert cli("export", str(folder), "--to", "csv", "--sign", "Ana").code == 2
    assert "own, in the file" in cli("keys", "list").out
    assert cli("keys", "forget", "Ana", "--yes").code == 0
    assert cli("keys", "export", "Ana").code == 2


def test_without_a_keyring_a_key_is_not_made(cli: Cli) -> None:
    said = cli("keys", "make", "Ana")
    assert said.code == 2
    assert "no keyring" in said.err
    assert cli("keys", "trust", "nonsense").code == 2


def test_a_bundle_is_replayed(cli: Cli, bundle: str) -> None:
    said = cli("test", bundle, "--junit", "out.xml")
    assert said.code == 0
    assert "2 identical" in said.out
    assert ET.parse("out.xml").getroot().get("failures") == "0"
    counts = cli("test", bundle, "--json", "--seed", "9").json
    assert counts["counts"]["different"] == 0
    assert "seed: 4, now 9" in counts["note"]


def test_a_verdict_that_differs_fails_the_replay(cli: Cli, bundle: str) -> None:
    from dataclasses import replace

    from clausebench.domain.clause import Decision
    from clausebench.exporting.bundle import write_bundle
    from clausebench.importing.bundle import read_bundle

    release = read_bundle(Path(bundle)).release
    flipped = {Decision.VIOLATES: Decision.ALLOWED}
    rows = tuple(
        replace(
            row,
            decision=flipped.get(row.decision or Decision.ALLOWED, Decision.VIOLATES),
            final_sha256="sha256:0",
        )
        for row in release.verdicts
    )
    Path("other.zip").write_bytes(write_bundle(replace(release, verdicts=rows)))
    said = cli("test", "other.zip", "--junit", "out.xml")
    assert said.code == 1
    assert "2 different" in said.out
    assert ET.parse("out.xml").getroot().get("failures") == "2"


def test_a_bundle_without_proof_or_cases_says_so(cli: Cli, folder: Path) -> None:
    cli("export", str(folder), "--out", "bare.zip")
    said = cli("test", "bare.zip", "--junit", "out.xml")
    assert (said.code, "2 unproven" in said.out) == (0, True)
    assert ET.parse("out.xml").getroot().get("skipped") == "2"
    (folder / "cases.csv").unlink()
    cli("export", str(folder), "--out", "none.zip")
    assert "has no cases" in cli("test", "none.zip").err


def test_people_are_found_shown_and_replaced(cli: Cli, folder: Path) -> None:
    with (folder / "cases.csv").open("a") as cases:
        cases.write("ask,Ask @bo or call 0170 1234567.,allowed\n")
    assert "2 things in it tell" in cli("export", str(folder), "--to", "csv").err
    shown = cli("export", str(folder), "--redact", "preview", "--out", "p.zip")
    assert "@person_" in shown.out
    assert not Path("p.zip").exists()
    assert len(cli("export", str(folder), "--redact", "preview", "--json").json["findings"]) == 2
    options = ("--redact", "all", "--keep", "@bo", "--to", "jsonl")
    assert cli("export", str(folder), *options, "--json").json["personal"] == 0
    last = json.loads(Path("spam.jsonl").read_text().splitlines()[-1])
    assert re.fullmatch(r"Ask @bo or call \[phone [a-z]{8}\]\.", last["content"])


def test_words_of_verdicts_go_along_without_people(cli: Cli, folder: Path) -> None:
    with (folder / "cases.csv").open("a") as cases:
        cases.write("ask,Ask @bo.,allowed\n")
    cli("test", str(folder))
    assert "tell who" not in cli("export", str(folder), "--evidence", "full").err
    as_is = ("export", str(folder), "--evidence", "full", "--redact", "none", "--force")
    assert "tell who somebody is" in cli(*as_is).err


def test_a_bundle_is_redacted_with_and_without_a_workspace(
    cli: Cli, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folder / "cases.csv").open("a") as cases:
        cases.write("ask,Ask @bo.,allowed\n")
    cli("export", str(folder), "--out", "b.zip")
    first, again, away = ("export", "b.zip", "--redact", "all", "--to", "jsonl", "--out"), "2", "3"
    assert cli(*first, "1").code == cli(*first, again).code == 0
    assert Path("1").read_bytes() == Path("2").read_bytes()
    monkeypatch.setenv("CLAUSEBENCH_HOME", str(tmp_path / "elsewhere"))
    assert cli(*first, away).code == 0
    assert "Ask @person_1." in Path(away).read_text()
    assert not (tmp_path / "elsewhere" / "workspace.clausebench").exists()
