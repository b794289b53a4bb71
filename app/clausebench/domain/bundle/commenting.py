"""What reviewers say about a policy, its clauses and its cases, and what was done about it.

Nothing that was said is ever changed: an answer is one more entry, and so is opening a comment
again. A comment that its reviewer changed and sent again stands beside the words it had before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class SubjectKind(StrEnum):
    """What a comment is about."""

    POLICY = "policy"
    CLAUSE = "clause"
    CASE = "case"


class Mark(StrEnum):
    """How it is meant. Only a question and a problem wait for an answer."""

    QUESTION = "question"
    PROBLEM = "problem"
    AGREE = "agree"


class EndKind(StrEnum):
    """``done``: the policy or the case was changed, or the question answered. ``set-aside``:
    nothing is to follow from it. ``reopened``: it waits again."""

    DONE = "done"
    ASIDE = "set-aside"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Comment:
    """One remark of a reviewer.

    ``version_id`` is None when the workspace does not know the text that was reviewed;
    ``policy_hash`` says which it was. ``ref`` is the id of the clause or the case, empty for the
    whole policy and for a case that is not known; ``name`` is what the reviewer saw it called.
    ``package`` and ``origin`` say which comment of which package it is. ``at`` is the reviewer's
    clock, ``received_at`` ours. ``text`` is empty once the content it is about was purged.
    """

    id: str
    policy_id: str
    version_id: str | None
    policy_hash: str
    subject: SubjectKind
    ref: str
    name: str
    mark: Mark
    who: str
    text: str
    at: str
    package: str
    origin: str
    received_at: str = ""

    @property
    def about(self) -> str:
        """What it is about, for people."""
        if self.subject is SubjectKind.POLICY:
            return "the policy"
        return f"case {self.name}" if self.subject is SubjectKind.CASE else self.name


@dataclass(frozen=True, slots=True)
class CommentEnd:
    """What somebody did about a comment, and why."""

    id: str
    comment_id: str
    kind: EndKind
    who: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class CommentThread:
    """A comment with what was done about it, oldest first. ``is_replaced``: its reviewer sent
    it again in other words."""

    comment: Comment
    ends: tuple[CommentEnd, ...] = ()
    is_replaced: bool = False

    @property
    def end(self) -> CommentEnd | None:
        """What stands; None where nobody did anything, or it was opened again."""
        last = self.ends[-1] if self.ends else None
        return None if last is None or last.kind is EndKind.REOPENED else last

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        waits = self.comment.mark is not Mark.AGREE
        return waits and not self.is_replaced and self.end is None


def threads(comments: Sequence[Comment], ends: Iterable[CommentEnd]) -> tuple[CommentThread, ...]:
    """In the order of the comments, which are oldest first."""
    by_comment: dict[str, list[CommentEnd]] = {}
    for end in ends:
        by_comment.setdefault(end.comment_id, []).append(end)
    latest = {_source(comment): comment.id for comment in comments}
    return tuple(
        CommentThread(
            comment,
            tuple(by_comment.get(comment.id, ())),
            is_replaced=latest[_source(comment)] != comment.id,
        )
        for comment in comments
    )


def may_end(thread: CommentThread, kind: EndKind) -> bool:
    """What is open can be ended, and what was ended can be opened again."""
    is_ended = thread.end is not None
    return is_ended if kind is EndKind.REOPENED else not is_ended


def _source(comment: Comment) -> tuple[str, str, str]:
    return comment.package, comment.origin, comment.who
