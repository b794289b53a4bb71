"""A reviewer's file finds its policy, its version, its clauses and its cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.comment_files import comment, comment_file, write_file
from tests.support.exchange import Exchange, open_test_exchange
from tests.support.policies import SPAM

from clausebench.domain.bundle.commenting import EndKind
from clausebench.domain.bundle.placing import Since
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.policy import PolicyVersion
from clausebench.domain.reading_policy import parse
from clausebench.exporting import review
from clausebench.services.commenting import Commenting

UNCODED = "# Ham\n\n## Rules\n\n- Ham is not spam.\n- Eggs are welcome here.\n"


@pytest.fixture
def exchange(workspace_path: Path) -> Iterator[Exchange]:
    with open_test_exchange(workspace_path) as exchange:
        yield exchange


@pytest.fixture
def commenting(exchange: Exchange) -> Commenting:
    return Commenting(exchange.workspace)


def _save(exchange: Exchange, name: str, text: str) -> PolicyVersion:
    found = exchange.workspace.policies.find(name)
    policy = found or exchange.workspace.policies.add(name)
    return exchange.library.save_version(policy.id, text, "Why")


def _file(folder: Path, version: PolicyVersion, *comments: dict[str, Any]) -> Path:
    return write_file(folder / "a.comments.json", comment_file(version.hash, *comments))


def test_comments_come_in_once(exchange: Exchange, commenting: Commenting, tmp_path: Path) -> None:
    version = _save(exchange, "Spam", SPAM)
    case = exchange.workspace.cases.add(version.policy_id, "pills", "Buy pills")
    about = comment(2, subject="case", ref="pills", name="pills")
    lost = comment(3, subject="case", ref="gone", name="gone")
    incoming = commenting.read(_file(tmp_path, version, comment(), about, lost))
    assert (incoming.policy.name, incoming.version) == ("Spam", version)
    assert incoming.notes == ("1 are about cases that Spam does not have.",)
    assert len(incoming.new) == 3
    assert commenting.threads("Spam") == ()
    assert len(commenting.keep(incoming)) == 3
    refs = [thread.comment.ref for thread in commenting.threads("Spam")]
    assert refs == ["SP1", case.id, ""]
    again = commenting.read(_file(tmp_path, version, comment(), about, comment(4)))
    assert [each.origin for each in again.new] == [f"{4:032x}"]
    assert len(commenting.keep(again)) == 1
    assert commenting.keep(again) == ()
    assert exchange.workspace.verify_chain() == ()


def test_a_text_that_is_not_known_is_refused_unless_somebody_says_where_it_belongs(
    exchange: Exchange, commenting: Commenting, tmp_path: Path
) -> None:
    version = _save(exchange, "Spam", SPAM)
    path = write_file(tmp_path / "a.json", comment_file(f"sha256:{'b' * 64}", comment()))
    with pytest.raises(BadInputError, match="does not know: “Spam policy”, version 1"):
        commenting.read(path)
    with pytest.raises(NotFoundError, match="no policy named Ham"):
        commenting.read(path, "Ham")
    incoming = commenting.read(path, "Spam")
    assert incoming.version is None
    assert incoming.notes == ("The text that was reviewed is no version of Spam.",)
    commenting.keep(incoming)
    (found,) = commenting.placed("Spam")
    assert (found.since, found.version) == (Since.UNKNOWN, None)
    _save(exchange, "Copy", SPAM)
    twice = _file(tmp_path, version, comment())
    with pytest.raises(BadInputError, match=r"More than one policy.*Copy, Spam"):
        commenting.read(twice)
    assert commenting.read(twice, "Copy").policy.name == "Copy"


def test_a_comment_follows_its_clause(
    exchange: Exchange, commenting: Commenting, tmp_path: Path
) -> None:
    first = _save(exchange, "Ham", UNCODED)
    ids = [clause.id for clause in exchange.workspace.policies.clauses(first.id)]
    said = [comment(n, ref=ref, name="x") for n, ref in enumerate(ids)]
    commenting.keep(commenting.read(_file(tmp_path, first, *said)))
    assert {each.since for each in commenting.placed("Ham")} == {Since.SAME}
    _save(exchange, "Ham", UNCODED.replace("is not spam", "is not spam at all"))
    third = _save(exchange, "Ham", UNCODED.replace("- Ham is not spam.", "- Ham is never spam."))
    found = [each for each in commenting.placed("Ham") if each.since is Since.REWORDED]
    assert [each.now for each in found] == ["- Ham is never spam."]
    path = _file(tmp_path, first)
    assert "about version 1; the newest is version 3" in commenting.read(path).notes[0]
    _save(exchange, "Ham", "# Ham\n\n## Rules\n\n- Eggs are welcome here.\n")
    gone = [each.before for each in commenting.placed("Ham") if each.since is Since.GONE]
    assert gone == ["- Ham is not spam."]
    assert third.number == 3


def test_a_page_made_from_a_file_names_the_same_clauses(
    exchange: Exchange, commenting: Commenting, tmp_path: Path
) -> None:
    _save(exchange, "Ham", UNCODED)
    reworded = UNCODED.replace("Ham is not spam", "Ham is not spam at all")
    second = _save(exchange, "Ham", reworded)
    kept = exchange.workspace.policies.clauses(second.id)
    fresh = parse(reworded).clauses
    (place,) = [n for n, clause in enumerate(fresh) if clause.id != kept[n].id]
    said = comment(ref=fresh[place].id)
    (found,) = commenting.read(_file(tmp_path, second, said)).comments
    assert found.ref == kept[place].id


def test_answers_end_what_waits(exchange: Exchange, commenting: Commenting, tmp_path: Path) -> None:
    version = _save(exchange, "Spam", SPAM)
    commenting.keep(commenting.read(_file(tmp_path, version, comment(), comment(2))))
    first, second = commenting.placed("Spam")
    commenting.end(first.thread.comment.id, EndKind.ASIDE, "Bo", "Meant so")
    assert commenting.placed("Spam") == (second,)
    assert len(commenting.placed("Spam", everything=True)) == 2


def test_what_the_page_names_is_what_the_workspace_finds(
    exchange: Exchange, commenting: Commenting, tmp_path: Path
) -> None:
    version = _save(exchange, "Ham", UNCODED)
    ((_, page),) = review.write(exchange.releasing.release("Ham")).items()
    start = page.index(b'id="data">') + len(b'id="data">')
    data = json.loads(page[start : page.index(b"</script>", start)])
    assert data["policy"]["sha256"] == version.hash
    kept = [clause.id for clause in exchange.workspace.policies.clauses(version.id)]
    assert [clause["ref"] for clause in data["clauses"]] == kept
