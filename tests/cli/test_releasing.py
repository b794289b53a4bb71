"""``release``: what is to be reached, what stands in the way, and who went past it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Cli, title_of

from clausebench import paths


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files without a path are written here."""
    monkeypatch.chdir(tmp_path)


def test_targets_are_named_in_per_cent_or_in_a_file(cli: Cli, folder: Path) -> None:
    cli("test", str(folder))
    assert cli("export", str(folder), "--target", "recall=100").code == 0
    for target in ("recall", "luck=3", "recall=101", "recall=x"):
        assert cli("export", str(folder), "--force", "--target", target).code == 2
    Path("t.toml").write_text("min_cases = 1\n[overall]\naccuracy = 0.5\nf1 = 0.5\n")
    said = cli(
        "export", str(folder), "--targets", "t.toml", "--target", "passed=9", "--out", "t.zip"
    )
    assert said.code == 0
    form = cli("verify", "t.zip", "--json").json["manifest"]["metrics"]
    assert [t["metric"] for t in form["targets"]] == ["accuracy", "f1", "passed"]
    assert [t["state"] for t in form["targets"]][2] == "not-enough-cases"
    assert form["recall"]["low"] < form["recall"]["high"]
    assert "misses a target" in cli("verify", "t.zip").out
    assert cli("export", str(folder), "--targets", "nowhere.toml").code == 2


def test_a_policy_goes_from_draft_to_approved(cli: Cli, folder: Path) -> None:
    cli("export", str(folder), "--out", "b.zip")
    cli("receive", "b.zip", "--yes")
    title = title_of(cli, "b.zip")
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
    cli("test", title)
    Path("t.toml").write_text("[tag.x]\naccuracy = 0.5\n")
    shown = cli("release", title, "--targets", "t.toml", "--target", "recall=90")
    assert shown.code == 1
    assert "which is no language model" in shown.out
    assert "    Judge them with weights" in shown.out
    assert "Tag x, accuracy: not enough cases, 0 of at least 10." in shown.out
    form = cli("release", title, "--json").json
    assert form["metrics"]["cases"] == 2
    assert {o["kind"] for o in form["obstacles"]} >= {"engine"}
    assert all(o["remedy"] for o in form["obstacles"])
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


def test_a_bundle_is_found_in_the_history_that_it_was_written_in(
    cli: Cli, folder: Path, tmp_path: Path
) -> None:
    cli("export", str(folder), "--out", "folder.zip")
    cli("receive", "folder.zip", "--yes")
    cli("export", title_of(cli, "folder.zip"), "--out", "own.zip")
    workspace = str(paths.workspace_path())
    said = cli("verify", "own.zip", "--workspace", workspace)
    assert said.code == 0
    assert "written in this workspace, after link" in said.out
    assert cli("verify", "folder.zip", "--workspace", workspace).code == 1
    form = cli("verify", "own.zip", "--workspace", workspace, "--json").json["workspace"]
    assert form["link"]["event"] == "version"
    assert form["problems"] == []
    assert cli("verify", "own.zip", "--workspace", str(tmp_path / "no.db")).code == 2
