"""From a reviewer's file to comments of a policy: which policy, which version, what is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.bundle.comment_file import CommentFile, FileComment
from clausebench.domain.bundle.commenting import Comment, SubjectKind
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.policy import Policy, PolicyVersion
from clausebench.domain.reading_policy import parse
from clausebench.importing.comments import read_comment_file
from clausebench.storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file would bring. ``version`` is None when the reviewed text is not known here;
    ``comments`` are all of the file's, ``new`` those that are not kept yet; ``notes`` are
    sentences a person should know."""

    name: str
    file: CommentFile
    policy: Policy
    version: PolicyVersion | None
    comments: tuple[Comment, ...]
    new: tuple[Comment, ...]
    notes: tuple[str, ...]


def read_incoming(workspace: Workspace, path: Path, policy: str = "") -> Incoming:
    """Look at a file; nothing is kept. ``policy`` names where it belongs, when its text alone
    does not say. Raises ``BadInputError`` and ``NotFoundError``."""
    file = read_comment_file(path)
    found, version = _target(workspace, file, policy)
    comments = tuple(_Resolver(workspace, found, version).comments(file))
    new = tuple(each for each in comments if not workspace.comments.has(each))
    notes = tuple(_notes(workspace, found, version, comments))
    return Incoming(path.name, file, found, version, comments, new, notes)


def _target(
    workspace: Workspace, file: CommentFile, wanted: str
) -> tuple[Policy, PolicyVersion | None]:
    known = workspace.policies.with_hash(file.policy.sha256)
    if wanted:
        found = workspace.policies.find(wanted)
        if found is None:
            raise NotFoundError(
                f"The workspace has no policy named {wanted}.", hint="Check the spelling."
            )
        known = tuple(version for version in known if version.policy_id == found.id)
        return found, _nearest(known, file)
    owners = {version.policy_id for version in known}
    if not owners:
        raise BadInputError(
            f"These comments are about a text that the workspace does not know: “"
            f"{file.policy.title}”, version {file.policy.version}.",
            "Nothing was kept.",
            "If you know which policy they belong to, name it with --policy.",
        )
    if len(owners) > 1:
        names = ", ".join(sorted(workspace.policies.get(owner).name for owner in owners))
        raise BadInputError(
            f"More than one policy has the text that was reviewed: {names}.",
            "Nothing was kept.",
            "Say which of them is meant with --policy.",
        )
    return workspace.policies.get(owners.pop()), _nearest(known, file)


def _nearest(versions: tuple[PolicyVersion, ...], file: CommentFile) -> PolicyVersion | None:
    """Of versions with the reviewed text the one of that number, else the newest."""
    by_number = {version.number: version for version in versions}
    newest = max(by_number, default=0)
    return by_number.get(file.policy.version) or by_number.get(newest)


class _Resolver:
    """Names of a file become ids of the workspace."""

    def __init__(self, workspace: Workspace, policy: Policy, version: PolicyVersion | None) -> None:
        self._policy, self._version = policy, version
        self._cases = {case.name: case.id for case in workspace.cases.all(policy.id)}
        self._clauses: dict[str, str] = {}
        if version is not None:
            kept = {clause.own: str(clause.id) for clause in workspace.policies.clauses(version.id)}
            # A page made from a file has the ids of its own reading.
            fresh = {str(c.id): kept[c.own] for c in parse(version.text).clauses if c.own in kept}
            self._clauses = {**fresh, **{clause: clause for clause in kept.values()}}

    def comments(self, file: CommentFile) -> Iterator[Comment]:
        for each in file.comments:
            yield Comment(
                id="",
                policy_id=self._policy.id,
                version_id=self._version.id if self._version else None,
                policy_hash=file.policy.sha256,
                subject=each.subject,
                ref=self._ref(each),
                name=each.name,
                mark=each.mark,
                who=file.who,
                text=each.text,
                at=each.at,
                package=file.package,
                origin=each.id,
            )

    def _ref(self, each: FileComment) -> str:
        if each.subject is SubjectKind.POLICY:
            return ""
        if each.subject is SubjectKind.CASE:
            return self._cases.get(each.ref, "")
        return self._clauses.get(each.ref, each.ref)


def _notes(
    workspace: Workspace,
    policy: Policy,
    version: PolicyVersion | None,
    comments: tuple[Comment, ...],
) -> Iterator[str]:
    head = workspace.policies.head(policy.id)
    if version is None:
        yield f"The text that was reviewed is no version of {policy.name}."
    elif head is not None and head.hash != version.hash:
        yield f"They are about version {version.number}; the newest is version {head.number}."
    lost = sum(1 for each in comments if each.subject is SubjectKind.CASE and not each.ref)
    if lost:
        yield f"{lost} are about cases that {policy.name} does not have."
