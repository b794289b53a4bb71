"""Comments of reviewers: taken in, shown where they belong now, and answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from clausebench.domain.bundle.commenting import (
    Comment,
    CommentEnd,
    CommentThread,
    EndKind,
    may_end,
)
from clausebench.domain.bundle.names import plain_title
from clausebench.domain.bundle.placing import PlacedComment, Reviewed, placed
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.policy import Policy, PolicyVersion
from clausebench.domain.reading_policy import parse
from clausebench.services.comment_intake import Incoming, read_incoming
from clausebench.storage.workspace import Workspace

_WHY_NOT = {
    EndKind.DONE: "This comment was answered already.",
    EndKind.ASIDE: "This comment was answered already.",
    EndKind.REOPENED: "This comment is open.",
}


class Commenting:
    """Comments on any version of a policy. What was said is only ever added to."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def read(self, path: Path, policy: str = "") -> Incoming:
        """Look at a file of comments; nothing is kept. ``policy`` names where it belongs when
        the text that was reviewed is in no policy, or in several. Raises ``BadInputError`` and
        ``NotFoundError``."""
        return read_incoming(self._workspace, path, policy)

    def keep(self, incoming: Incoming) -> tuple[Comment, ...]:
        """Keep what is new in it; returns that. Once more adds nothing."""
        return self._workspace.comments.add_all(incoming.comments)

    def threads(self, policy: str) -> tuple[CommentThread, ...]:
        """All of them, oldest first, by the policy's name or id. Raises ``NotFoundError``."""
        return self._workspace.comments.of_policy(self._find(policy).id)

    def placed(self, policy: str, *, everything: bool = False) -> tuple[PlacedComment, ...]:
        """The open ones, or all, where they belong in the newest version: about the policy
        first, then by clause, then by case. Raises ``NotFoundError``."""
        found = self._find(policy)
        threads = self._workspace.comments.of_policy(found.id)
        shown = [thread for thread in threads if everything or thread.is_open]
        head = self._workspace.policies.head(found.id)
        newest = self._read(head) if head else None
        cases = {case.id: case.name for case in self._workspace.cases.all(found.id)}
        return placed(shown, newest, self._reviewed(shown), cases)

    def end(self, comment_id: str, kind: EndKind, who: str, reason: str) -> CommentEnd:
        """Say what was done about a comment. Raises ``NotFoundError``, and ``BadInputError``
        without a name or a reason, or where it has been done already."""
        who, reason = plain_title(who), reason.strip()
        if not who or not reason:
            raise BadInputError("An answer needs a name and a reason.", hint="Say who, and why.")
        policy_id = self._workspace.comments.policy_of(comment_id)
        found = {t.comment.id: t for t in self._workspace.comments.of_policy(policy_id)}
        if not may_end(found[comment_id], kind):
            hint = "Reopen it first." if kind is not EndKind.REOPENED else "Nothing is to be done."
            raise BadInputError(_WHY_NOT[kind], hint=hint)
        return self._workspace.comments.end(comment_id, kind, who, reason)

    def _find(self, policy: str) -> Policy:
        found = self._workspace.policies.find(policy)
        if found is None:
            raise NotFoundError(
                f"The workspace has no policy named {policy}.", hint="Check the spelling."
            )
        return found

    def _reviewed(self, threads: list[CommentThread]) -> dict[str, Reviewed]:
        ids = {thread.comment.version_id for thread in threads} - {None}
        versions = [self._workspace.policies.version(str(each)) for each in ids]
        return {version.id: Reviewed(version.number, self._read(version)) for version in versions}

    def _read(self, version: PolicyVersion) -> ParsedPolicy:
        """With the clause ids that the workspace keeps, which outlive rewording."""
        clauses = self._workspace.policies.clauses(version.id)
        return replace(parse(version.text), clauses=clauses)
