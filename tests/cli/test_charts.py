"""``clausebench charts``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli


def test_charts_of_a_run_and_of_a_policy(cli: Cli, folder: Path, tmp_path: Path) -> None:
    cli("test", str(folder), "--repeat", "2")
    out = tmp_path / "charts"
    said = cli("charts", "last", "--out", str(out), "--dark")
    assert said.code == 0
    assert {path.name for path in out.iterdir()} == {"confusion.svg", "agreement.svg"}
    assert "clauses.svg was not drawn. No case expects a clause." in said.out
    said = cli("charts", "--policy", str(folder), "--out", str(out), "--format", "png")
    assert {path.name for path in out.glob("*.png")} == {"trend.png", "cases.png"}
    assert "reliability.png was not drawn" in said.out


def test_names_of_cases_stay_out_unless_asked_for(cli: Cli, folder: Path, tmp_path: Path) -> None:
    cli("test", str(folder))
    cli("charts", "--policy", str(folder), "--out", str(tmp_path / "a"))
    cli("charts", "--policy", str(folder), "--out", str(tmp_path / "b"), "--names")
    assert "receipt" not in (tmp_path / "a" / "cases.svg").read_text()
    assert "case 2" in (tmp_path / "a" / "cases.svg").read_text()
    assert "receipt" in (tmp_path / "b" / "cases.svg").read_text()


def test_one_thing_at_a_time_to_a_place_that_can_be_written(
    cli: Cli, folder: Path, tmp_path: Path
) -> None:
    assert "Name one of the two" in cli("charts", "--out", str(tmp_path)).err
    cli("test", str(folder))
    taken = tmp_path / "file"
    taken.write_text("")
    said = cli("charts", "last", "--out", str(taken))
    assert (said.code, "cannot be written" in said.err) == (2, True)
