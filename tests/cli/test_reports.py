"""``export`` as reports for people: three sorts, on screen and on paper, and the guideline."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Cli


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files without a path are written here."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("to", ["html", "pdf"])
def test_each_sort_of_report_is_written(cli: Cli, folder: Path, to: str) -> None:
    assert cli("test", str(folder)).code in (0, 1)
    written = {}
    for kind in ("memo", "results", "evidence"):
        said = cli("export", str(folder), "--to", to, "--report", kind, "--out", f"{kind}.{to}")
        assert said.code == 0
        written[kind] = Path(f"{kind}.{to}").read_bytes()
    assert len(set(written.values())) == 3
    assert cli("export", str(folder), "--to", to, "--out", f"usual.{to}").code == 0
    if to == "html":
        assert b"No language model was used" in written["memo"]
        assert b"<h1 " in Path("usual.html").read_bytes()


def test_only_reports_come_in_sorts(cli: Cli, folder: Path) -> None:
    said = cli("export", str(folder), "--to", "csv", "--report", "memo")
    assert said.code == 2
    assert "--to csv is no report." in said.err
    assert "--to html or pdf" in said.err


def test_a_guideline_is_a_folder_or_the_one_that_is_named(cli: Cli, folder: Path) -> None:
    said = cli("export", str(folder), "--to", "guideline", "--json")
    assert {Path(name).suffix for name in said.json["files"]} == {".html", ".pdf", ".md"}
    assert cli("export", str(folder), "--to", "guideline", "--out", "g.md").code == 0
    assert Path("g.md").read_text().startswith("# ")
