"""``compare``, ``test --baseline``, ``whatif`` and ``knockout`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Cli


@pytest.fixture
def edited(folder: Path) -> Path:
    """The same policy with its first clause gone."""
    other = folder.with_name("edited")
    other.mkdir()
    text = (folder / "policy.md").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("- SP1")]
    assert len(lines) < len(text.splitlines())
    (other / "policy.md").write_text("\n".join(lines) + "\n")
    (other / "cases.csv").write_text((folder / "cases.csv").read_text())
    return other


def test_a_run_is_compared_with_a_file_and_with_history(
    cli: Cli, folder: Path, edited: Path, tmp_path: Path
) -> None:
    first = cli("test", str(folder), "--json")
    baseline = tmp_path / "base.json"
    baseline.write_text(first.out)
    run_id = first.json["run"]
    compared = cli("test", str(edited), "--baseline", str(baseline), "--json").json["comparison"]
    again = cli("test", str(edited), "--baseline", run_id[-8:], "--json").json["comparison"]
    assert compared == again
    assert {case["name"] for case in compared["cases"]} == {"sale", "receipt"}
    same = cli("compare", run_id, str(baseline), "--json").json
    assert "No verdict changed" in same["sentence"]
    assert cli("compare", run_id, "last", "--json").json["cases"] == compared["cases"]


def test_another_policy_is_run_on_the_same_cases(cli: Cli, folder: Path, edited: Path) -> None:
    said = cli("test", str(edited), "--against", str(folder))
    assert "(n=2)" in said.out


def test_only_what_is_broken_fails_against_a_baseline(
    cli: Cli, folder: Path, tmp_path: Path
) -> None:
    baseline = tmp_path / "base.json"
    first = cli("test", str(folder), "--json")
    baseline.write_text(first.out)
    assert cli("test", str(folder), "--baseline", str(baseline)).code == 0
    data = json.loads(first.out)
    for case in data["cases"]:
        case["outcome"] = "passed"
    baseline.write_text(json.dumps(data))
    broken = any(c["outcome"] != "passed" for c in first.json["cases"])
    assert cli("test", str(folder), "--baseline", str(baseline)).code == int(broken)


@pytest.mark.parametrize("content", ["", "[]", '{"cases": [{"id": 1}]}', "\xff"])
def test_a_file_that_is_no_run_is_refused(
    cli: Cli, folder: Path, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "base.json"
    path.write_text(content, encoding="latin-1")
    said = cli("test", str(folder), "--baseline", str(path))
    assert (said.code, "holds no run" in said.err) == (2, True)


def test_what_is_no_run_is_refused(cli: Cli, folder: Path) -> None:
    assert cli("compare", "nonsense", "last").code == 2
    both = cli("test", str(folder), "--baseline", "last", "--against", str(folder))
    assert (both.code, "two comparisons" in both.err) == (2, True)


def test_what_if_a_clause_were_not_there(cli: Cli, folder: Path) -> None:
    said = cli("whatif", str(folder), "--mute", "SP1", "--json")
    assert said.code == 0
    assert "SP1" not in said.json["text"]
    assert len(said.json["cases"]) == 2
    refused = cli("whatif", str(folder), "--mute", "SP77")
    assert (refused.code, "no clause SP77" in refused.err) == (2, True)


def test_every_clause_is_knocked_out(cli: Cli, folder: Path) -> None:
    said = cli("knockout", str(folder), "--json")
    assert said.code == 0
    assert {c["cases"] for c in said.json["clauses"]} == {2}
    table = cli("knockout", str(folder))
    assert "claimed" in table.out
    assert "about" in table.err


def test_mutations_are_listed_with_a_score(cli: Cli, folder: Path) -> None:
    said = cli("mutate", str(folder), "--json")
    assert said.code == 0
    assert said.json["cases"] == 2
    assert 0 <= said.json["noticed"] <= len(said.json["results"])
    assert "changes of meaning were noticed" in cli("mutate", str(folder)).out


def test_shaking_can_be_limited_to_some_ways(cli: Cli, folder: Path) -> None:
    said = cli("shake", str(folder), "--only", "capitals", "--only", "list-marks", "--json")
    assert {way["name"] for way in said.json["ways"]} <= {"capitals", "list-marks"}
    assert "held" in cli("shake", str(folder), "--only", "capitals").out
    assert cli("shake", str(folder), "--only", "nonsense").code == 2


def test_coverage_names_the_cases_of_each_clause(cli: Cli, folder: Path) -> None:
    said = cli("coverage", str(folder), "--json")
    assert said.code == 0
    assert said.json["cases"] == 2
    again = cli("coverage", str(folder), "--run", "last", "--json")
    assert again.json["clauses"] == said.json["clauses"]
    assert "expected" in cli("coverage", str(folder)).out


def test_ambiguity_needs_repeats(cli: Cli, folder: Path) -> None:
    refused = cli("ambiguity", str(folder))
    assert (refused.code, "says nothing" in refused.err) == (2, True)
    said = cli("ambiguity", str(folder), "--repeat", "2", "--json")
    assert (said.code, said.json["cases"], said.json["doubts"]) == (0, 2, [])
    assert "the same each time" in cli("ambiguity", str(folder), "--repeat", "2").out
    cli("test", str(folder))
    assert cli("ambiguity", str(folder), "--run", "last").code == 2


def test_answers_are_taken_over_and_runs_go_on(cli: Cli, folder: Path) -> None:
    first = cli("test", str(folder), "--json").json
    again = cli("test", str(folder), "--reuse", "--json").json
    assert [case["reused"] for case in again["cases"]] == [1, 1]
    assert again["summary"] == first["summary"]
    assert "2 of 2 answers were given before" in cli("test", str(folder), "--reuse").out
    refused = cli("test", str(folder), "--resume", "last")
    assert "cannot go on" in refused.err
    more = cli("test", str(folder), "--repeat", "2", "--most-repeats", "4", "--json").json
    assert [case["asked"] for case in more["cases"]] == [2, 2]
    assert more["settings"]["most_repeats"] == 4


def test_an_edit_is_asked_in_stages(cli: Cli, folder: Path, edited: Path) -> None:
    found = cli("whatif", str(folder), "--edited", str(edited), "--guard", "1", "--json").json
    assert set(found["stages"].values()) <= {"reached", "guard", "rest"}
    assert {case["name"] for case in found["cases"]} == set(found["stages"])
    whole = cli("whatif", str(folder), "--edited", str(edited), "--all", "--json").json
    assert set(whole["stages"]) == {"sale", "receipt"}
    said = cli("whatif", str(folder), "--edited", str(edited))
    assert "Asked" in said.err
    assert "What if what?" in cli("whatif", str(folder)).err


def test_efforts_and_wordings_stand_beside_each_other(cli: Cli, folder: Path) -> None:
    found = cli("sweep", str(folder), "--efforts", "low,high", "--repeat", "2", "--json").json
    assert [c["effort"] for c in found["combinations"]] == ["low", "high"]
    assert {c["repeated"] for c in found["combinations"]} == {2}
    said = cli("sweep", str(folder), "--efforts", "low, medium").out
    assert "as expected" in said
    assert "cases are not the same everywhere" in said
    assert "is no effort" in cli("sweep", str(folder), "--efforts", "huge").err


def test_ways_of_shaking_can_be_stacked(cli: Cli, folder: Path) -> None:
    found = cli("shake", str(folder), "--only", "leet+accents", "--json").json
    assert [way["name"] for way in found["ways"]] == ["leet+accents"]
    assert "is no way of shaking" in cli("shake", str(folder), "--only", "leet+odd").err
