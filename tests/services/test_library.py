"""Policies, drafts and cases: what is written is there tomorrow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.desks import open_test_desk
from tests.support.exchange import open_test_exchange
from tests.support.policies import SPAM
from tests.support.spoken_engine import SpokenEngine, answer

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.services.desk import Desk
from clausebench.services.library import slug


def _silent() -> SpokenEngine:
    return SpokenEngine(lambda _: answer(""))


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, _silent()) as desk:
        yield desk


def test_a_draft_survives_closing_and_is_gone_after_saving(workspace_path: Path) -> None:
    with open_test_desk(workspace_path, _silent()) as desk:
        policy = desk.library.create("Spam", SPAM).policy
        desk.library.save_draft(policy.id, SPAM + "more", 12)
    with open_test_desk(workspace_path, _silent()) as desk:
        opened = desk.library.open(policy.id)
        assert (opened.text, opened.is_changed) == (SPAM + "more", True)
        assert opened.draft is not None
        assert opened.draft.cursor == 12
        version = desk.library.save_version(policy.id, opened.text, "More of it")
        assert (version.number, version.reason) == (2, "More of it")
        assert not desk.library.open(policy.id).is_changed


def test_versions_come_newest_first_and_never_change(desk: Desk) -> None:
    policy = desk.library.create("Spam", "one").policy
    desk.library.save_version(policy.id, "two", "second")
    assert [v.text for v in desk.library.versions(policy.id)] == ["two", "one"]


def test_saving_the_same_text_again_makes_no_version(desk: Desk) -> None:
    opened = desk.library.create("Spam", SPAM)
    assert opened.head is not None
    assert desk.library.save_version(opened.policy.id, SPAM, "again").id == opened.head.id


def test_a_clause_keeps_its_name_through_many_wordings(workspace_path: Path) -> None:
    with open_test_exchange(workspace_path) as exchange:
        text = "# P\n\n## Violates\n\n- Posts that sell pills to people who did not ask.\n"
        policy = exchange.library.create("P", text).policy

        def names() -> list[str]:
            head = exchange.workspace.policies.head(policy.id)
            assert head is not None
            return [clause.id for clause in exchange.workspace.policies.clauses(head.id)]

        first = names()
        for words in ("never asked", "never wanted any", "never wanted any such thing"):
            text = text.replace("did not ask", words)
            exchange.library.save_version(policy.id, text, "Reworded")
            exchange.library.save_version(policy.id, f"{text}\nMore.\n", "More")
            assert names()[: len(first)] == first


def test_a_policy_is_found_by_its_name(desk: Desk) -> None:
    policy = desk.library.create("Spam", SPAM).policy
    assert desk.library.find("spam") == policy
    with pytest.raises(NotFoundError, match="no policy named Ham"):
        desk.library.find("Ham")


def test_two_policies_cannot_have_one_name(desk: Desk) -> None:
    desk.library.create("Spam", SPAM)
    with pytest.raises(BadInputError):
        desk.library.create("SPAM", SPAM)
    assert len(desk.library.policies()) == 1


def test_a_case_gets_a_name_from_its_words_and_keeps_its_content_exactly(desk: Desk) -> None:
    policy = desk.library.create("Spam", SPAM).policy
    content = "Buy\r\nmy \u200bcourse today, friend \U0001f600"
    case = desk.library.keep_case(policy.id, content, Expectation(Decision.VIOLATES))
    again = desk.library.keep_case(policy.id, content, Expectation())
    assert case.content == content
    assert case.name == slug(content)
    assert again.name != case.name


def test_a_removed_case_can_be_brought_back(desk: Desk) -> None:
    policy = desk.library.create("Spam", SPAM).policy
    case = desk.library.keep_case(policy.id, "content", Expectation())
    desk.library.remove_case(case.id)
    assert desk.library.cases(policy.id) == ()
    desk.library.restore_case(case.id)
    assert desk.library.cases(policy.id) == (case,)


def test_a_case_can_be_relabelled(desk: Desk) -> None:
    policy = desk.library.create("Spam", SPAM).policy
    case = desk.library.keep_case(policy.id, "content", Expectation())
    desk.library.change_case(replace(case, expected=Expectation(Decision.ALLOWED)))
    assert desk.library.cases(policy.id)[0].expected.decision is Decision.ALLOWED


def test_starters_come_into_an_empty_workspace_once(desk: Desk) -> None:
    assert desk.library.install_starters() >= 5
    assert desk.library.install_starters() == 0
    cards = desk.library.policies()
    assert "Spam policy" in [card.policy.name for card in cards]
    assert all(card.case_count >= 24 for card in cards)


def test_reading_a_folder_twice_makes_two_policies(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "policy.md").write_text(SPAM)
    (folder / "cases.csv").write_text("content,expected\nhello,allowed\n")
    first, second = desk.library.import_folder(folder), desk.library.import_folder(folder)
    assert first.policy.name == "Spam policy"
    assert second.policy.name == "Spam policy 2"
    assert len(desk.library.cases(second.policy.id)) == 1


def test_a_folder_with_a_bad_case_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "policy.md").write_text(SPAM)
    (tmp_path / "cases.csv").write_text("content,expected\nhello,perhaps\n")
    with pytest.raises(BadInputError, match="row 2"):
        desk.library.import_folder(tmp_path)
    assert desk.library.policies() == ()


@pytest.mark.parametrize(
    ("content", "name"),
    [("Hello, World!", "hello-world"), ("你好 世界", "你好-世界"), ("!!!", "case")],
)
def test_a_slug_works_in_any_script(content: str, name: str) -> None:
    assert slug(content) == name
