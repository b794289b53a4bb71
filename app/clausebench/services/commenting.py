"""Comments of reviewers: what they said about a policy, and what was done about it."""

from __future__ import annotations

from clausebench.domain.bundle.commenting import (
    CommentEnd,
    CommentThread,
    EndKind,
    may_end,
)
from clausebench.domain.bundle.names import plain_title
from clausebench.domain.errors import BadInputError, NotFoundError
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

    def threads(self, policy: str) -> tuple[CommentThread, ...]:
        """All of them, oldest first, by the policy's name or id. Raises ``NotFoundError``."""
        found = self._workspace.policies.find(policy)
        if found is None:
            raise NotFoundError(
                f"The workspace has no policy named {policy}.", hint="Check the spelling."
            )
        return self._workspace.comments.of_policy(found.id)

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
