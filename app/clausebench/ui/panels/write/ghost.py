"""What the saved wording says of the same content, beside what the draft says now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Slot

from clausebench.domain.cancel import CancelToken
from clausebench.domain.metrics import majority
from clausebench.domain.policy import PolicyVersion
from clausebench.domain.run import StoredVerdict
from clausebench.domain.text import text_hash
from clausebench.services.judging import Judged, JudgeOrder
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.write.panels import Panels
from clausebench.ui.panels.write.policy_flow import PolicyFlow
from clausebench.ui.panels.write.sample_flow import SampleFlow
from clausebench.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which saved wording, and what was asked about."""

    head: PolicyVersion
    order: JudgeOrder


class Ghost(QObject):
    """Shown only where the wording is another than the saved one. Asking costs a judgement, so
    it is asked for only by pressing the button."""

    def __init__(
        self,
        shell: Shell,
        panels: Panels,
        policies: PolicyFlow,
        samples: SampleFlow,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shell, self._policies = shell, policies
        self._header = panels.reasoning.page.header
        self._wanted: _Wanted | None = None
        self._looking = JobSlot(shell.lanes, Lane.STORE, self)
        self._asking = JobSlot(shell.lanes, Lane.ENGINE, self)
        self._looking.succeeded.connect(self._on_looking_succeeded)
        self._asking.progressed.connect(self._on_asking_progressed)
        self._asking.failed.connect(lambda _error: self._say("It could not be asked."))
        self._header.ghost_requested.connect(self._ask)
        samples.started.connect(self._on_samples_started)

    @Slot(object)
    def _on_samples_started(self, order: JudgeOrder) -> None:
        """A judgement began: look for what the saved wording said."""
        self._looking.drop()
        self._asking.drop()
        self._header.show_ghost("")
        document = self._policies.current
        head = document.head if document is not None else None
        if head is None or order.policy_text == head.text:
            self._wanted = None
            return
        self._wanted = wanted = _Wanted(head, order)
        history = self._shell.desk.history

        def look(_cancel: CancelToken) -> tuple[StoredVerdict, ...]:
            return history.under(text_hash(wanted.head.text), wanted.order.content)

        self._looking.start(look)

    @Slot(object)
    def _on_looking_succeeded(self, found: tuple[StoredVerdict, ...]) -> None:
        if self._wanted is None:
            return
        if found:
            self._show(found)
        else:
            self._say("not judged with this content", can_ask=True)

    @Slot()
    def _ask(self) -> None:
        """Judge the same content under the saved wording."""
        if self._wanted is None:
            return
        order, head = self._wanted.order, self._wanted.head
        asked = replace(
            order,
            policy_text=head.text,
            policy_name=self._policies.current.policy.name if self._policies.current else "",
            policy_id=head.policy_id,
            version_number=head.number,
            case=None,
        )
        judging = self._shell.desk.judging
        self._asking.start(lambda cancel: judging.judge(asked, cancel), title="Judging")
        self._say("asking…")

    @Slot(list)
    def _on_asking_progressed(self, events: list[object]) -> None:
        judged = [event.stored for event in events if isinstance(event, Judged)]
        if judged:
            self._show(tuple(judged))

    def _show(self, found: tuple[StoredVerdict, ...]) -> None:
        decision, share = majority([stored.verdict.decision for stored in found])
        word = decision.value if decision else "no readable majority"
        of = f", {round(share * len(found))} of {len(found)}" if len(found) > 1 else ""
        clauses = next((s.verdict.clauses for s in found if s.verdict.decision is decision), ())
        cited = f" by {', '.join(clauses[:3])}" if clauses else ""
        self._say(f"{word}{of}{cited}")

    def _say(self, words: str, *, can_ask: bool = False) -> None:
        if self._wanted is not None:
            number = self._wanted.head.number
            self._header.show_ghost(f"Saved wording, version {number}: {words}", can_ask=can_ask)
