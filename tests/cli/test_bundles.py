"""``export``, ``verify``, ``sign``, ``keys``, ``diff``, ``receive`` and ``test BUNDLE``."""

from __future__ import annotations

import json
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


@pytest.fixture
def bundle(cli: Cli, folder: Path) -> str:
    """Tested twice over, exported with everything."""
    assert cli("test", str(folder), "--repeat", "2", "--seed", "4").code in (0, 1)
    assert cli("export", str(folder), "--evidence", "full", "--out", "b.zip").code == 0
    return "b.zip"


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


def test_a_bundle_comes_in_and_goes_again(cli: Cli, bundle: str) -> None:
    assert "a new policy" in cli("receive", bundle).out
    assert cli("receive", bundle, "--preview", "--yes").code == 0
    assert "no such" not in cli("receive", bundle, "--yes").err
    assert "Nothing would change" in cli("receive", bundle).out
    title = cli("verify", bundle, "--json").json["manifest"]["title"]
    assert cli("export", title, "--out", "own.zip").code == 0
    assert "Taken back: 2 new cases" in cli("receive", "--undo").out
    assert cli("receive", "--undo").code == 2
    assert cli("receive").code == 2


def test_conflicts_are_shown_and_decided(cli: Cli, folder: Path) -> None:
    text = (folder / "policy.md").read_text()
    cli("export", str(folder), "--out", "first.zip")
    cli("receive", "first.zip", "--yes")
    rows = (folder / "cases.csv").read_text()
    (folder / "cases.csv").write_text(rows.replace(",violates", ",allowed"))
    (folder / "policy.md").write_text(text.replace("sell", "peddle"))
    cli("export", str(folder), "--out", "second.zip")
    said = cli("receive", "second.zip", "--yes", "--into", _title(cli, "first.zip"))
    assert said.code == 1
    assert "decisions are missing" in said.err
    form = cli("receive", "second.zip", "--json").json
    assert form["open"]
    assert form["open_cases"] == ["sale"]
    chosen = ("--clause", f"{form['open'][0]}=theirs", "--take", "theirs")
    assert cli("receive", "second.zip", "--yes", *chosen).code == 0
    assert cli("receive", "second.zip", "--clause", "SP1").code == 2
    assert cli("receive", "second.zip", "--clause", "SP1=both").code == 2
    found = cli("diff", "first.zip", "second.zip")
    assert found.code == 1
    assert "reworded" in found.out
    assert "cases changed: 1 (sale)" in found.out
    assert cli("diff", "first.zip", "second.zip", "--json").json["cases_changed"] == ["sale"]


def _title(cli: Cli, bundle: str) -> str:
    return str(cli("verify", bundle, "--json").json["manifest"]["title"])


def test_people_are_found_shown_and_replaced(cli: Cli, folder: Path) -> None:
    with (folder / "cases.csv").open("a") as cases:
        cases.write("ask,Ask @bo or call 0170 1234567.,allowed\n")
    assert "2 things in it tell" in cli("export", str(folder), "--to", "csv").err
    shown = cli("export", str(folder), "--redact", "preview", "--out", "p.zip")
    assert "@person_1" in shown.out
    assert not Path("p.zip").exists()
    assert len(cli("export", str(folder), "--redact", "preview", "--json").json["findings"]) == 2
    options = ("--redact", "all", "--keep", "@bo", "--to", "jsonl")
    assert cli("export", str(folder), *options, "--json").json["personal"] == 0
    last = json.loads(Path("spam.jsonl").read_text().splitlines()[-1])
    assert last["content"] == "Ask @bo or call [phone 1]."


def test_words_of_verdicts_go_along_without_people(cli: Cli, folder: Path) -> None:
    with (folder / "cases.csv").open("a") as cases:
        cases.write("ask,Ask @bo.,allowed\n")
    cli("test", str(folder))
    assert "tell who" not in cli("export", str(folder), "--evidence", "full").err
    as_is = ("export", str(folder), "--evidence", "full", "--redact", "none", "--force")
    assert "tell who somebody is" in cli(*as_is).err


def test_targets_are_named_in_per_cent(cli: Cli, folder: Path) -> None:
    cli("test", str(folder))
    assert cli("export", str(folder), "--target", "recall=100").code == 0
    for target in ("recall", "luck=3", "recall=101", "recall=x"):
        assert cli("export", str(folder), "--force", "--target", target).code == 2


def test_a_policy_goes_from_draft_to_approved(cli: Cli, folder: Path) -> None:
    cli("export", str(folder), "--out", "b.zip")
    cli("receive", "b.zip", "--yes")
    title = _title(cli, "b.zip")
    shown = cli("release", title)
    assert shown.code == 1
    assert "never tested" in shown.out
    step = ("release", title, "--by", "Ana", "--reason", "Ready")
    assert cli(*step, "--to", "approved").code == 2
    assert cli(*step, "--to", "in-review").code == 0
    refused = cli(*step, "--to", "approved", "--target", "recall=90")
    assert refused.code == 2
    assert "stands in the way" in refused.err
    done = cli(*step, "--to", "approved", "--anyway", "A trial", "--json").json
    assert done["stage"] == "approved"
    assert "past obstacles" in cli("release", title).out
    cli("export", title, "--out", "approved.zip")
    assert "approved past obstacles: A trial" in cli("verify", "approved.zip").out


def test_terms_are_kept_with_the_policy(cli: Cli, folder: Path) -> None:
    assert cli("import", str(folder), "--yes").code == 0
    Path("targets.toml").write_text("[overall]\nrecall = 0.9\n")
    terms = ("--licence", "CC-BY-4.0", "--attribution", "Ana", "--targets", "targets.toml")
    assert cli("release", "Spam policy", *terms).code == 1
    assert cli("export", "Spam policy", "--to", "roost", "--out", "pack").code == 0
    assert "CC-BY-4.0" in Path("pack/LICENSE").read_text()
    Path("targets.toml").write_text("[overall]\nrecall = 90\n")
    said = cli("release", "Spam policy", "--targets", "targets.toml")
    assert (said.code, "recall is 90" in said.err) == (2, True)
    assert cli("release", "Spam policy", "--targets", "nowhere.toml").code == 2
    assert cli("release", "Spam policy", "--targets", "none", "--licence", "").code == 1
    assert cli("export", "Spam policy", "--to", "roost", "--out", "again").code == 0
    assert "CC-BY-4.0" not in Path("again/LICENSE").read_text()
