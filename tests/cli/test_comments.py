"""``export --to review``, ``import FILE.comments.json`` and ``comments``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Cli
from tests.support.comment_files import comment, comment_file, write_file

NAME = "Spam policy"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def page(cli: Cli, folder: Path) -> dict[str, Any]:
    """What a page shows that was written from a policy in the workspace."""
    assert cli("import", str(folder), "--yes").code == 0
    said = cli("export", NAME, "--to", "review", "--json")
    assert said.code == 0
    text = Path(said.json["written"]).read_text("utf-8")
    start = text.index('id="data">') + len('id="data">')
    found: dict[str, Any] = json.loads(text[start : text.index("</script>", start)])
    return found


def _file(page: dict[str, Any], *comments: dict[str, Any]) -> str:
    value = comment_file(page["policy"]["sha256"], *comments, package=page["package"])
    return str(write_file(Path("a.comments.json"), value))


def test_comments_come_in_are_listed_and_answered(cli: Cli, page: dict[str, Any]) -> None:
    about = comment(2, subject="case", ref="sale", name="sale", mark="question", text="Why\nnot?")
    path = _file(page, comment(), about)
    assert "2 comments, 2 new" in cli("import", path, "--dry-run").out
    assert cli("comments", NAME).out == "0 comments wait for an answer.\n"
    assert cli("import", path).code == 2
    said = cli("import", path, "--yes", "--json").json["files"][0]
    assert (said["who"], said["policy"], said["new"], len(said["kept"])) == ("Ana", NAME, 2, 2)
    assert "2 comments, 0 new" in cli("import", path, "--yes").out
    listed = cli("comments", NAME)
    assert listed.code == 0
    assert listed.out.index("SP1") < listed.out.index("sale")
    assert "    Why\n    not?\n" in listed.out
    assert "2 comments of reviewers are not answered" in cli("release", NAME).out
    first, second = said["kept"]
    assert cli("comments", NAME, "--done", first, "--by", "Bo").code == 2
    done = cli("comments", NAME, "--done", first, "--by", "Bo", "--reason", "Narrowed")
    assert "1 comment waits." in done.out
    aside = ("--set-aside", second, "--by", "Bo", "--reason", "Meant so")
    assert "0 comments wait" in cli("comments", NAME, *aside).out
    both = cli("comments", NAME, "--all")
    assert "done by Bo" in both.out
    assert "set-aside by Bo" in both.out
    again = ("--reopen", second, "--by", "Ana", "--reason", "Still")
    form = cli("comments", NAME, *again, "--json").json
    assert form["open"] == 1
    assert [end["kind"] for end in form["comments"][0]["ends"]] == ["set-aside", "reopened"]


def test_an_id_has_to_be_one_comments(cli: Cli, page: dict[str, Any]) -> None:
    cli("import", _file(page, comment(), comment(2)), "--yes")
    answer = ("--by", "Bo", "--reason", "Why")
    assert "No comment" in cli("comments", NAME, "--done", "nobody", *answer).err
    first = cli("comments", NAME, "--json").json["comments"][0]["id"]
    assert "More than one" in cli("comments", NAME, "--done", first[:4], *answer).err
    both = ("--done", first, "--reopen", first)
    assert "One answer at a time" in cli("comments", NAME, *both, *answer).err
    assert cli("comments", "Ham").code == 2


def test_comments_that_belong_nowhere_are_refused(cli: Cli, page: dict[str, Any]) -> None:
    value = comment_file(f"sha256:{'b' * 64}", comment())
    path = str(write_file(Path("strange.json"), value))
    said = cli("import", path, "--yes")
    assert (said.code, "does not know" in said.err) == (2, True)
    assert cli("import", path, "--yes", "--policy", NAME).code == 0
    listed = cli("comments", NAME)
    assert "Said about an unknown version." in listed.out
    Path("broken.comments.json").write_text("{")
    assert "is not valid JSON" in cli("import", "broken.comments.json", "--yes").err


def test_many_comments_are_cut_short_on_screen(cli: Cli, page: dict[str, Any]) -> None:
    path = _file(page, *(comment(n) for n in range(25)))
    assert "and 5 more" in cli("import", path, "--yes").out
