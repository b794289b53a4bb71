"""What if this clause were not there? Judges the sample so, and says what came of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from clausebench.domain.clause import Decision
from clausebench.domain.metrics import majority
from clausebench.domain.trying.muting import CARRYING, mute
from clausebench.services.judging import Judged, JudgeOrder
from clausebench.ui.banner import BannerKind
from clausebench.ui.panels.write.panels import Panels
from clausebench.ui.panels.write.sample_flow import SampleFlow
from clausebench.ui.panels.write.switched_off import NO_CLAUSE, WHERE, name_of
from clausebench.ui.shell import Shell


class WithoutClause(QObject):
    """The text stays as it is, and so does the test case's own verdict."""

    def __init__(self, shell: Shell, panels: Panels, samples: SampleFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._panels, self._samples = shell, panels, samples
        self._name = ""
        self._before: Decision | None = None
        self._judged: list[Judged] = []
        samples.started.connect(self._on_samples_started)
        samples.judging.arrived.connect(self._on_judging_arrived)
        samples.judging.ended.connect(self._on_judging_ended)

    def judge(self) -> None:
        """Judge the sample without the clause under the cursor."""
        rule, order = self._panels.rule, self._samples.order()
        policy = rule.read()
        clause = policy.clause_at(rule.editor.cursor_offset)
        if order is None:
            return
        if clause is None or clause.kind not in CARRYING:
            self._shell.banners.show_message(BannerKind.INFO, NO_CLAUSE, WHERE)
            return
        shown = self._panels.reasoning.judgement
        is_same = shown is not None and shown.subject.content == self._panels.content.shown_content
        answers = shown.verdicts if shown is not None and is_same else []
        before = majority([v.decision for v in answers])[0]
        name = name_of(clause)
        self._samples.start(
            replace(
                order,
                policy_text=mute(policy, [clause.id]),
                policy_name=f"{order.policy_name} without {name}",
                policy_id=None,
                version_number=None,
                case=None,
            )
        )
        self._name, self._before, self._judged = name, before, []

    @Slot(object)
    def _on_samples_started(self, _order: JudgeOrder) -> None:
        """Another judgement takes this one's place; our own is named right after it began."""
        self._name = ""

    @Slot(list)
    def _on_judging_arrived(self, events: list[object]) -> None:
        if self._name:
            self._judged += [event for event in events if isinstance(event, Judged)]

    @Slot()
    def _on_judging_ended(self) -> None:
        name, self._name = self._name, ""
        if not name or not self._judged:
            return
        after = majority([j.stored.verdict.decision for j in self._judged])[0]
        title = f"Without {name}: {_word(after)}."
        if self._before is None:
            detail = "The policy itself is as it was."
        elif self._before is after:
            detail = f"With it: {_word(self._before)} too. Here it carries nothing."
        else:
            detail = f"With it: {_word(self._before)}. The policy itself is as it was."
        self._shell.banners.show_message(BannerKind.INFO, title, detail)


def _word(decision: Decision | None) -> str:
    return decision.value if decision else "no readable majority"
