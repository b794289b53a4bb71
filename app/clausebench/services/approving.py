"""Let a policy version go from draft to review to approved, and say what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.bundle.approval import Approval, Stage, may_follow
from clausebench.domain.bundle.measures import MetricsSnapshot
from clausebench.domain.bundle.names import plain_title
from clausebench.domain.bundle.release import Release
from clausebench.domain.bundle.stages import Obstacle, Remark, obstacles
from clausebench.domain.clause import Severity
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.measures import Target
from clausebench.domain.policy import Policy, PolicyVersion
from clausebench.services.doubting import gather
from clausebench.services.history import History
from clausebench.services.linting import lint
from clausebench.services.releasing import ReleaseOptions, Releasing
from clausebench.services.version_changes import VersionChanges, changes_since
from clausebench.storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class StageReport:
    """Where a policy's newest version stands. ``steps`` are oldest first; ``metrics`` is how it
    fared, None if it was never tested. ``draft_differs``: there are words that are in no version,
    and nothing here is about them."""

    version: PolicyVersion
    release: Release
    draft_differs: bool
    stage: Stage
    steps: tuple[Approval, ...]
    metrics: MetricsSnapshot | None
    obstacles: tuple[Obstacle, ...]


class Approving:
    """Steps of versions; each names who took it and why."""

    def __init__(self, workspace: Workspace, releasing: Releasing) -> None:
        self._workspace = workspace
        self._history = History(workspace)
        self._releasing = releasing

    def report(self, policy: str, targets: tuple[Target, ...] = ()) -> StageReport:
        """Raises ``NotFoundError``."""
        found, head = self._head(policy)
        steps = self._workspace.stages.of_version(head.id)
        options = ReleaseOptions(targets=targets, despite_draft=True, with_changelog=False)
        release = self._releasing.of_policy(found, options)
        stage = steps[-1].stage if steps else Stage.DRAFT
        draft = self._workspace.drafts.find(head.policy_id)
        return StageReport(
            version=head,
            release=release,
            draft_differs=draft is not None and draft.text != head.text,
            stage=stage,
            steps=steps,
            metrics=release.metrics,
            obstacles=self._obstacles(head, release),
        )

    def _obstacles(self, head: PolicyVersion, release: Release) -> tuple[Obstacle, ...]:
        weighty = [f for f in lint(head.text).findings if f.severity is not Severity.HINT]
        remarks = [Remark(finding.message, finding.hint) for finding in weighty]
        gathered = gather(self._history, head.text)
        doubts = () if gathered.is_steady else gathered.inbox(release.cases).doubts
        comments = self._workspace.comments.of_policy(head.policy_id)
        return obstacles(release, remarks, doubts, comments)

    def changes(self, policy_id: str) -> VersionChanges | None:
        """What the newest version changes, since the one approved last or the one before; None
        where there is none."""
        versions = self._workspace.policies.versions(policy_id)
        names = [case.name for case in self._workspace.cases.all(policy_id)]
        return changes_since(self._workspace, versions, names) if versions else None

    def move(
        self,
        policy: str,
        to: Stage,
        who: str,
        reason: str,
        *,
        override: str = "",
        targets: tuple[Target, ...] = (),
    ) -> Approval:
        """Take a step. Raises ``BadInputError`` without a name or a reason, for a step that
        cannot follow, and for approving past obstacles without a reason to override them."""
        report = self.report(policy, targets)
        who, reason, override = plain_title(who), reason.strip(), override.strip()
        if not who or not reason:
            raise BadInputError("A step needs a name and a reason.", hint="Say who, and why.")
        if not may_follow(report.stage, to):
            raise BadInputError(
                f"This version is {report.stage}; it cannot become {to} from there.",
                "Only what was reviewed is approved.",
                "Put it into review first." if to is Stage.APPROVED else "",
            )
        stopped = to is Stage.APPROVED and bool(report.obstacles)
        if stopped and not override:
            raise BadInputError(
                f"{_things(len(report.obstacles))} in the way of approving.",
                " ".join(obstacle.sentence for obstacle in report.obstacles),
                "Put them right, or say why they are not to stop it (--anyway REASON).",
            )
        step = Approval(to, who, reason, "", override if stopped else "")
        return self._workspace.stages.add(report.version.id, step, report.metrics)

    def _head(self, policy: str) -> tuple[Policy, PolicyVersion]:
        found = self._workspace.policies.find(policy)
        head = self._workspace.policies.head(found.id) if found else None
        if found is None or head is None:
            raise NotFoundError(
                f"The workspace has no policy named {policy} with a version.",
                hint="Only policies in a workspace are approved; check the spelling.",
            )
        return found, head


def _things(count: int) -> str:
    return "Something stands" if count == 1 else f"{count} things stand"
