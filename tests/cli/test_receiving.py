"""``receive`` and ``import`` take bundles in, and give them back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Cli, title_of


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files without a path are written here."""
    monkeypatch.chdir(tmp_path)


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
    assert cli("history", "--policy", title_of(cli, "b.zip")).code == 2  # gone from the list


def test_import_takes_bundles_too_and_undoes_what_came_last(cli: Cli, bundle: str) -> None:
    looked = cli("import", bundle, "--dry-run")
    assert (looked.code, "2 new cases" in looked.out) == (0, True)
    assert cli("import", bundle).code == 2  # nobody can be asked
    assert cli("import", bundle, "--signed", "--yes").code == 2
    form = cli("import", bundle, "--yes", "--json").json["files"][0]
    assert form["import"]
    Path("more.csv").write_text("content,expected\nbuy my course,violates\n")
    title = title_of(cli, bundle)
    assert cli("import", "more.csv", "--policy", title, "--yes").code == 0
    assert cli("import", "--undo").out == "Took 1 test cases back.\n"
    assert "Taken back: 2 new cases" in cli("import", "--undo").out
    assert cli("import", "--undo").code == 2
    assert cli("import", bundle, "--yes").code == 0
    assert "Taken back" in cli("receive", "--undo").out
    cli("import", bundle, "--yes")
    kept = cli("import", bundle, "--yes", "--json").json["files"][0]["import"]
    assert kept is None  # nothing would change


def test_an_import_of_a_bundle_waits_for_decisions(cli: Cli, folder: Path) -> None:
    cli("export", str(folder), "--out", "first.zip")
    cli("import", "first.zip", "--yes")
    rows = (folder / "cases.csv").read_text()
    (folder / "cases.csv").write_text(rows.replace(",violates", ",allowed"))
    cli("export", str(folder), "--out", "second.zip")
    refused = cli("import", "second.zip", "--yes")
    assert (refused.code, "--take theirs" in refused.err) == (2, True)
    assert cli("import", "second.zip", "--take", "theirs", "--yes").code == 0


def test_conflicts_are_shown_and_decided(cli: Cli, folder: Path) -> None:
    text = (folder / "policy.md").read_text()
    cli("export", str(folder), "--out", "first.zip")
    cli("receive", "first.zip", "--yes")
    rows = (folder / "cases.csv").read_text()
    (folder / "cases.csv").write_text(rows.replace(",violates", ",allowed"))
    (folder / "policy.md").write_text(text.replace("sell", "peddle"))
    cli("export", str(folder), "--out", "second.zip")
    said = cli("receive", "second.zip", "--yes", "--into", title_of(cli, "first.zip"))
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
