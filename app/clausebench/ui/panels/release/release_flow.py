"""Reading where a policy stands, and taking its steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from clausebench.domain.bundle.approval import Stage
from clausebench.domain.bundle.commenting import CommentThread, EndKind
from clausebench.domain.bundle.placing import PlacedComment
from clausebench.domain.bundle.terms import ReleaseTerms
from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case
from clausebench.domain.policy import Policy
from clausebench.services.approving import StageReport
from clausebench.services.desk import Desk
from clausebench.services.measuring import read_target_file
from clausebench.services.version_changes import VersionChanges
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class Readiness:
    """A policy on its way. ``report`` is None while it has no version. Cases by name."""

    policy: Policy
    report: StageReport | None = None
    changes: VersionChanges | None = None
    comments: tuple[PlacedComment, ...] = ()
    terms: ReleaseTerms = field(default_factory=ReleaseTerms)
    cases: dict[str, Case] = field(default_factory=dict)


def read_readiness(desk: Desk, policy_id: str) -> Readiness | None:
    """None if there is no policy at all."""
    cards = sorted(desk.library.policies(), key=lambda card: card.changed_at, reverse=True)
    known = {card.policy.id: card.policy for card in cards}
    policy = known.get(policy_id) or next(iter(known.values()), None)
    if policy is None:
        return None
    if desk.library.open(policy.id).head is None:
        return Readiness(policy)
    exchange = desk.exchange()
    return Readiness(
        policy,
        exchange.approving.report(policy.name),
        exchange.approving.changes(policy.id),
        exchange.commenting.placed(policy.name, everything=True),
        exchange.terms.of(policy.name),
        {case.name: case for case in desk.library.cases(policy.id)},
    )


class ReleaseFlow(QObject):
    """Everything happens on the store lane."""

    read = Signal(object)
    """A ``Readiness``, or None."""
    failed = Signal()
    stepped = Signal(object)
    """The ``Approval`` that was kept."""
    written = Signal()
    """Terms or an answer were kept."""
    targets_read = Signal(object)
    """A tuple of ``Target``."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = shell.desk
        self._reading = JobSlot(shell.lanes, Lane.STORE, self)
        self._reading.succeeded.connect(self.read)
        self._reading.failed.connect(self.failed)
        self._stepping = JobSlot(shell.lanes, Lane.STORE, self)
        self._stepping.succeeded.connect(self.stepped)
        self._writing = JobSlot(shell.lanes, Lane.STORE, self)
        self._writing.succeeded.connect(lambda _kept: self.written.emit())
        self._targets = JobSlot(shell.lanes, Lane.POOL, self)
        self._targets.succeeded.connect(self.targets_read)

    def read_policy(self, policy_id: str) -> None:
        """Ask where a policy stands."""
        desk = self._desk

        def work(_cancel: CancelToken) -> Readiness | None:
            return read_readiness(desk, policy_id)

        self._reading.start(work)

    def take_step(self, policy: Policy, to: Stage, who: str, reason: str, override: str) -> None:
        """What refuses it is shown as any failure is."""
        desk, name = self._desk, policy.name

        def work(_cancel: CancelToken) -> object:
            return desk.exchange().approving.move(name, to, who, reason, override=override)

        self._stepping.start(work)

    def keep_terms(self, policy: Policy, terms: ReleaseTerms) -> None:
        """Licence, attribution and targets, all three as given."""
        desk, name = self._desk, policy.name

        def work(_cancel: CancelToken) -> object:
            return desk.exchange().terms.keep(
                name,
                licence=terms.licence,
                attribution=terms.attribution,
                targets=terms.targets,
            )

        self._writing.start(work)

    def answer(self, thread: CommentThread, kind: EndKind, who: str, reason: str) -> None:
        """Say what was done about a comment."""
        desk, comment_id = self._desk, thread.comment.id

        def work(_cancel: CancelToken) -> object:
            return desk.exchange().commenting.end(comment_id, kind, who, reason)

        self._writing.start(work)

    def read_targets(self, path: Path) -> None:
        """From a targets file."""
        self._targets.start(lambda _cancel: read_target_file(path))
