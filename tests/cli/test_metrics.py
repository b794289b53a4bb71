"""``metrics``, and what ``test`` says about targets and locked cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Cli
from tests.support.command_line import run
from tests.support.desks import open_test_desk
from tests.support.policies import SPAM
from tests.support.spoken_engine import SpokenEngine, answer, rationale

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.run import RunSettings
from clausebench.domain.verdict import RawAnswer
from clausebench.services.recording import Subject

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def locked(folder: Path) -> Path:
    """Two open cases and one that is locked and tagged."""
    (folder / "cases.csv").write_text(
        "id,content,expected,tags,split\n"
        "sale,words that sell a course to people who did not ask,violates,hard,open\n"
        "receipt,receipts and reminders for your order,allowed,,open\n"
        "kept,receipts and reminders for your other order,allowed,hard,locked\n"
    )
    return folder


def test_locked_cases_are_run_when_asked_for(cli: Cli, locked: Path) -> None:
    said = cli("test", str(locked), "--json").json
    assert [case["id"] for case in said["cases"]] == ["sale", "receipt"]
    assert said["locked_left_out"] == 1
    assert said["measures"]["splits"] == {"open": 2, "locked": 0, "unknown": 0}
    assert "1 locked case was left out" in cli("test", str(locked)).out
    only = cli("test", str(locked), "--locked", "--json").json
    assert [case["id"] for case in only["cases"]] == ["kept"]
    assert only["measures"]["splits"]["locked"] == 1
    both = cli("test", str(locked), "--all-cases", "--json").json
    assert (len(both["cases"]), both["locked_left_out"]) == (3, 0)


def test_people_are_not_told_which_locked_case_failed(cli: Cli, locked: Path) -> None:
    assert "kept" in cli("test", str(locked), "--all-cases").out
    assert "kept" not in cli("test", str(locked), "--locked").out
    compared = cli("test", str(locked), "--locked", "--against", str(locked))
    assert "kept" not in compared.out
    assert "No verdict changed (n=1)" in compared.out


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--locked", "--all-cases"), "two choices"), (("--locked",), "No case is locked")],
)
def test_a_choice_that_leaves_nothing(
    cli: Cli, folder: Path, options: tuple[str, ...], words: str
) -> None:
    said = cli("test", str(folder), *options)
    assert (said.code, words in said.err) == (2, True)


def test_a_suite_of_locked_cases_says_what_to_do(cli: Cli, locked: Path) -> None:
    cases = locked / "cases.csv"
    cases.write_text(cases.read_text().replace(",open", ",locked"))
    said = cli("test", str(locked))
    assert said.code == 2
    assert "All 3 cases are locked" in said.err
    assert "Add --locked" in said.err


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("[overall]\naccuracy = 0\nmin_cases = 1", 0, "met     Overall, accuracy"),
        ("[overall]\nstability = 1\nmin_cases = 1", 1, "UNKNOWN Overall, stability"),
        ("[tag.none]\naccuracy = 0", 1, "UNKNOWN Tag none, accuracy"),
    ],
)
def test_targets_decide(
    cli: Cli, locked: Path, tmp_path: Path, text: str, code: int, words: str
) -> None:
    targets = tmp_path / "targets.toml"
    targets.write_text(text)
    said = cli("test", str(locked), "--targets", str(targets))
    assert (said.code, words in said.out) == (code, True)
    form = cli("test", str(locked), "--targets", str(targets), "--json")
    assert form.code == code
    assert form.json["targets"][0]["state"] in ("met", "not-enough-cases")


def test_a_target_that_is_missed(cli: Cli, folder: Path, tmp_path: Path) -> None:
    targets = tmp_path / "targets.toml"
    targets.write_text("[overall]\naccuracy = 1.0\nmin_cases = 1\n")
    cases = folder / "cases.csv"
    cases.write_text(cases.read_text().replace("violates", "X").replace("allowed", "violates"))
    cases.write_text(cases.read_text().replace("X", "allowed"))
    said = cli("test", str(folder), "--targets", str(targets))
    assert (said.code, "MISSED  Overall, accuracy: 0 of 2" in said.out) == (1, True)


@pytest.mark.parametrize("what", ["missing", "binary"])
def test_targets_that_cannot_be_read(cli: Cli, folder: Path, tmp_path: Path, what: str) -> None:
    path = tmp_path / "targets.toml"
    if what == "binary":
        path.write_bytes(b"\xff\xfe\x00")
    said = cli("test", str(folder), "--targets", str(path))
    assert said.code == 2
    assert "cannot be read" in said.err or "not UTF-8" in said.err


def test_a_past_run_in_numbers(cli: Cli, locked: Path) -> None:
    first = cli("test", str(locked), "--all-cases", "--repeat", "2", "--json").json
    said = cli("metrics", "last", "--cases", str(locked / "cases.csv"), "--json").json
    assert (said["run"], said["policy"]) == (first["run"], "spam")
    ours, theirs = said["measures"], first["measures"]
    assert ours == theirs
    assert ours["stability"]["n"] == 3
    assert ours["accuracy"]["shown"] is None
    assert [s["name"] for s in ours["by"]["tag"]] == ["hard", ""]
    by = cli("metrics", "--policy", str(locked), "--by", "tag", "--json").json["measures"]["by"]
    assert by == {"tag": ours["by"]["tag"]}


def test_people_read_tables(cli: Cli, locked: Path) -> None:
    cli("test", str(locked), "--all-cases")
    said = cli("metrics", "--by", "language").out
    assert "not known: each case was asked once" in said
    assert "expected \\ got" in said
    assert "Nobody says so of these cases" in said


def _expect_what_comes(cli: Cli, folder: Path, wrong: str = "") -> None:
    """Write the engine's decisions down as expectations, except for the case ``wrong``."""
    said = cli("test", str(folder), "--json").json["cases"]
    got = {case["id"]: case["decision"] for case in said}
    others = {"violates": "allowed", "allowed": "violates", "escalate": "allowed"}
    lines = (folder / "cases.csv").read_text().splitlines()
    rows = [line.split(",") for line in lines[1:]]
    for row in rows:
        row[2] = others[got[row[0]]] if row[0] == wrong else got[row[0]]
    text = "\n".join([lines[0], *(",".join(row) for row in rows)])
    (folder / "cases.csv").write_text(text + "\n")


def test_several_policies_at_once(cli: Cli, folder: Path) -> None:
    other = folder.with_name("other")
    other.mkdir()
    (other / "policy.md").write_text((folder / "policy.md").read_text() + "\nMore.\n")
    _expect_what_comes(cli, folder)
    (other / "cases.csv").write_text((folder / "cases.csv").read_text())
    _expect_what_comes(cli, other, wrong="receipt")
    ids = [cli("test", str(path), "--json").json["run"] for path in (folder, other)]
    said = cli("metrics", "--together", *ids, "--json").json
    assert said["right"]["n"] == 2
    assert set(said["policies"]) == {"spam", "other"}
    assert [broken["wrong"] for broken in said["broken"]] == [["other"]]
    assert "right under all 2 policies: 1 of 2" in cli("metrics", "--together", *ids).out
    for names, words in (
        (ids[:1], "One run is one policy"),
        ([ids[0], ids[0]], "Two of the runs are of spam"),
    ):
        refused = cli("metrics", "--together", *names)
        assert (refused.code, words in refused.err) == (2, True)
    assert "These are several runs" in cli("metrics", *ids).err


def test_runs_without_a_content_in_common(cli: Cli, folder: Path) -> None:
    first = cli("test", str(folder), "--json").json["run"]
    other = folder.rename(folder.with_name("other"))
    (other / "cases.csv").write_text("id,content,expected\nx,something else,allowed\n")
    second = cli("test", str(other), "--json").json["run"]
    assert "no content in common" in cli("metrics", "--together", first, second).err


def _speak(request: JudgeRequest) -> RawAnswer:
    return answer(rationale(int("asked" in request.policy_text)))


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """Two versions of a policy; the second is right about every case. One case was tried alone."""
    path = tmp_path / "workspace.db"
    with open_test_desk(path, SpokenEngine(_speak)) as desk:
        policy = desk.library.create("Spam", SPAM).policy
        for number in range(12):
            expected = Expectation(Decision.VIOLATES)
            desk.library.keep_case(policy.id, f"post {number}", expected, tags=["x"])
        desk.library.save_version(policy.id, SPAM + "\n\nWhoever asked, asked.", "Say who asked")
        cases = desk.library.cases(policy.id)
        for version in reversed(desk.library.versions(policy.id)):
            subject = Subject(version.text, "Spam", policy.id, version.number)
            list(desk.suites.run(subject, cases, RunSettings(), CancelToken()))
            list(desk.suites.run(subject, cases[:1], RunSettings(repeats=12), CancelToken()))
    return path


def test_the_versions_of_a_policy(capfdbinary: Capture, versions: Path) -> None:
    asked = ("metrics", "--policy", "Spam", "--trend", "--workspace", str(versions))
    said = run(capfdbinary, *asked, "--json").json["versions"]
    assert [(v["version"], v["n"]) for v in said] == [("v1", 12), ("v2", 12)]
    assert said[1]["accuracy"]["value"] == 1.0
    assert said[1]["reason"] == "Say who asked"
    assert said[1]["doubts"] == []
    assert "12/12 100 % (76-100)" in run(capfdbinary, *asked).out


def test_a_run_of_the_workspace_knows_its_cases(capfdbinary: Capture, versions: Path) -> None:
    said = run(capfdbinary, "metrics", "--by", "tag", "--workspace", str(versions), "--json").json
    assert [s["name"] for s in said["measures"]["by"]["tag"]] == ["x"]


def test_a_trend_is_of_a_policy_that_was_run(cli: Cli, folder: Path) -> None:
    assert "Name it with --policy" in cli("metrics", "--trend").err
    assert "No version" in cli("metrics", "--trend", "--policy", str(folder)).out
    cli("test", str(folder))
    said = cli("metrics", "--trend", "--policy", str(folder), "--json").json["versions"]
    assert [v["version"] for v in said] == ["text 1"]


def test_wording_is_not_tried_on_locked_cases(cli: Cli, locked: Path) -> None:
    said = cli("coverage", str(locked), "--json")
    assert said.json["cases"] == 2
    assert "1 locked test case left out." in said.err
    cases = locked / "cases.csv"
    cases.write_text(cases.read_text().replace(",open", ",locked"))
    refused = cli("coverage", str(locked))
    assert (refused.code, "are locked" in refused.err) == (2, True)
