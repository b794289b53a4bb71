"""Comments wait for an answer until they have one, or nothing is to follow."""

from __future__ import annotations

from dataclasses import replace

from tests.support.releases import full_release

from clausebench.domain.bundle.commenting import (
    Comment,
    CommentEnd,
    CommentThread,
    EndKind,
    Mark,
    SubjectKind,
    may_end,
    threads,
)
from clausebench.domain.bundle.stages import ObstacleKind, obstacles
from clausebench.domain.bundle.terms import ReleaseTerms

SAID = Comment(
    id="1",
    policy_id="p",
    version_id=None,
    policy_hash="sha256:00",
    subject=SubjectKind.CLAUSE,
    ref="SP1",
    name="SP1",
    mark=Mark.PROBLEM,
    who="Ana",
    text="Too wide.",
    at="",
    package="package",
    origin="one",
)


def _ended(*kinds: EndKind) -> CommentThread:
    ends = tuple(CommentEnd(str(n), "1", kind, "Bo", "Why", "") for n, kind in enumerate(kinds))
    return CommentThread(SAID, ends)


def test_a_comment_is_open_until_it_is_ended_and_when_it_is_opened_again() -> None:
    assert _ended().is_open
    assert not _ended(EndKind.DONE).is_open
    again = _ended(EndKind.ASIDE, EndKind.REOPENED)
    assert again.is_open
    assert [may_end(again, kind) for kind in EndKind] == [True, True, False]
    assert [may_end(_ended(EndKind.DONE), kind) for kind in EndKind] == [False, False, True]


def test_agreement_waits_for_nothing() -> None:
    assert not CommentThread(replace(SAID, mark=Mark.AGREE)).is_open


def test_only_the_same_persons_later_words_replace_a_comment() -> None:
    later = replace(SAID, id="2", text="Far too wide.")
    others = replace(SAID, id="3", who="Bo")
    end = CommentEnd("e", "1", EndKind.DONE, "Bo", "Why", "")
    found = threads((SAID, later, others), (end,))
    assert [thread.is_replaced for thread in found] == [True, False, False]
    assert [thread.ends for thread in found] == [(end,), (), ()]


def test_open_comments_stand_in_the_way_of_approving() -> None:
    def sentences(*comments: CommentThread) -> list[str]:
        found = obstacles(full_release(), comments=comments)
        return [o.sentence for o in found if o.kind is ObstacleKind.COMMENT]

    assert sentences(_ended(EndKind.DONE)) == []
    assert sentences(_ended()) == ["1 comment of reviewers is not answered: SP1 (Ana)."]
    others = (
        CommentThread(replace(SAID, subject=SubjectKind.POLICY, ref="", name="Spam")),
        CommentThread(replace(SAID, subject=SubjectKind.CASE, name="sale", who="Bo")),
        _ended(),
    )
    (found,) = sentences(_ended(), *others)
    assert found.startswith("4 comments of reviewers are not answered: SP1 (Ana), the policy (Ana)")
    assert found.endswith(", case sale (Bo) and more.")


def test_terms_without_targets_ask_for_nothing() -> None:
    assert ReleaseTerms(targets=" \n").read_targets() == ()
    assert len(ReleaseTerms(targets="[overall]\nrecall = 0.9\naccuracy = 0.8").read_targets()) == 2
