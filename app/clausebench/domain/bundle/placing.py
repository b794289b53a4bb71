"""Where a comment belongs in the newest version, and what became of the words it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.bundle.commenting import Comment, CommentThread, SubjectKind
from clausebench.domain.bundle.pieces import names_of, pieces
from clausebench.domain.clause import ParsedPolicy


class Since(StrEnum):
    """What happened to the subject after it was reviewed. ``unknown``: the text that was
    reviewed is not there to compare with."""

    SAME = "same"
    REWORDED = "reworded"
    GONE = "taken out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PlacedComment:
    """``name`` is what the subject is called now; ``version`` the number of the version that was
    reviewed, None where it is unknown. ``before`` and ``now`` are the clause's words, empty for
    what is no clause and where there are none."""

    thread: CommentThread
    name: str
    since: Since
    version: int | None
    before: str = ""
    now: str = ""

    @property
    def sentence(self) -> str:
        """Whom it concerns that the comment is older than the words; empty where it is not."""
        if self.since is Since.SAME:
            return ""
        seen = f"version {self.version}" if self.version else "an unknown version"
        if self.since is Since.UNKNOWN:
            return f"Said about {seen}."
        return f"Said about {seen}; {self.since} since."


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A version that was reviewed, with its clauses as the workspace keeps them."""

    number: int
    policy: ParsedPolicy


def placed(
    threads: Iterable[CommentThread],
    newest: ParsedPolicy | None,
    reviewed: Mapping[str, Reviewed],
    cases: Mapping[str, str],
) -> tuple[PlacedComment, ...]:
    """About the policy first, then clauses in the order of the newest text, those that were
    taken out, and cases. ``reviewed`` is by version id; ``cases`` are names by id."""
    now = _Words.of(newest)
    then = {key: (found.number, _Words.of(found.policy)) for key, found in reviewed.items()}
    found = []
    for thread in threads:
        number, words = then.get(thread.comment.version_id or "", (None, None))
        found.append((_order(thread.comment, now), _place(thread, now, words, number, cases)))
    found.sort(key=lambda pair: pair[0])
    return tuple(comment for _, comment in found)


@dataclass(frozen=True, slots=True)
class _Words:
    """Clauses by id: their words, their names, their order."""

    words: Mapping[str, str]
    names: Mapping[str, str]
    order: Mapping[str, int]

    @classmethod
    def of(cls, policy: ParsedPolicy | None) -> _Words:
        if policy is None:
            return cls({}, {}, {})
        words = {piece.id: piece.words for piece in pieces(policy)}
        order = {clause.id: place for place, clause in enumerate(policy.clauses)}
        return cls(words, names_of(policy), {str(key): place for key, place in order.items()})


def _order(comment: Comment, now: _Words) -> tuple[int, int, str]:
    if comment.subject is SubjectKind.POLICY:
        return (0, 0, "")
    if comment.subject is SubjectKind.CLAUSE:
        return (1, now.order.get(comment.ref, len(now.order)), comment.name)
    return (2, 0, comment.name)


def _place(
    thread: CommentThread,
    now: _Words,
    then: _Words | None,
    number: int | None,
    cases: Mapping[str, str],
) -> PlacedComment:
    comment = thread.comment
    if comment.subject is SubjectKind.POLICY:
        return PlacedComment(thread, "The policy", _known(then), number)
    if comment.subject is SubjectKind.CASE:
        since = _known(then) if comment.ref in cases else Since.GONE
        return PlacedComment(thread, cases.get(comment.ref, comment.name), since, number)
    before = then.words.get(comment.ref, "") if then else ""
    words = now.words.get(comment.ref, "")
    name = now.names.get(comment.ref, comment.name)
    return PlacedComment(thread, name, _since(comment, now, then), number, before, words)


def _known(then: _Words | None) -> Since:
    return Since.UNKNOWN if then is None else Since.SAME


def _since(comment: Comment, now: _Words, then: _Words | None) -> Since:
    if comment.ref not in now.order:
        return Since.GONE
    if then is None or comment.ref not in then.order:
        return Since.UNKNOWN
    is_same = then.words.get(comment.ref) == now.words.get(comment.ref)
    return Since.SAME if is_same else Since.REWORDED
