"""Reading where a policy stands, and taking its steps."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from clausebench.domain.bundle.approval import Stage
from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case
from clausebench.domain.policy import Policy
from clausebench.services.approving import StageReport
from clausebench.services.desk import Desk
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
    approving = desk.exchange().approving
    cases = {case.name: case for case in desk.library.cases(policy.id)}
    return Readiness(policy, approving.report(policy.name), approving.changes(policy.id), cases)


class ReleaseFlow(QObject):
    """Everything happens on the store lane."""

    read = Signal(object)
    """A ``Readiness``, or None."""
    failed = Signal()
    stepped = Signal(object)
    """The ``Approval`` that was kept."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = shell.desk
        self._reading = JobSlot(shell.lanes, Lane.STORE, self)
        self._reading.succeeded.connect(self.read)
        self._reading.failed.connect(self.failed)
        self._stepping = JobSlot(shell.lanes, Lane.STORE, self)
        self._stepping.succeeded.connect(self.stepped)

    @property
    def is_reading(self) -> bool:
        return self._reading.job is not None

    def read_policy(self, policy_id: str) -> None:
        """Ask where a policy stands."""
        desk = self._desk

        def work(_cancel: CancelToken) -> Readiness | None:
            return read_readiness(desk, policy_id)

        self._reading.start(work)

    def take_step(self, policy: Policy, to: Stage, who: str, reason: str, override: str) -> None:
        """What refuses it is shown as any failure is."""
        approving, name = self._desk.exchange().approving, policy.name

        def work(_cancel: CancelToken) -> object:
            return approving.move(name, to, who, reason, override=override)

        self._stepping.start(work)
