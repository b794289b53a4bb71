"""From a sample to its verdict: which one is open, judging it, keeping it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from clausebench.domain.case import Case
from clausebench.domain.run import RunSettings
from clausebench.domain.trying.obfuscations import obfuscate
from clausebench.importing.cases import read_text
from clausebench.services.judging import JudgeOrder
from clausebench.services.seeds import new_seed
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.write.case_flow import CaseFlow, CaseList
from clausebench.ui.panels.write.judge_flow import JudgeFlow
from clausebench.ui.panels.write.panels import Panels
from clausebench.ui.panels.write.policy_flow import OpenDocument, PolicyFlow
from clausebench.ui.panels.write.replies import Replies
from clausebench.ui.panels.write.sample import Sample
from clausebench.ui.panels.write.sample_keeper import SampleKeeper
from clausebench.ui.panels.write.switched_off import SwitchedOff
from clausebench.ui.reasoning.judgement import Subject
from clausebench.ui.shell import Shell

_FIRST = "first"


class SampleFlow(QObject):
    """Connects the sample and the reasoning with the cases and the engine."""

    started = Signal(object)
    """The ``JudgeOrder`` that is judged from now on, in place of any other."""

    def __init__(self, shell: Shell, panels: Panels, policies: PolicyFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._policies, self._columns = shell, policies, panels.columns
        self._content, self._reasoning, self._rule = panels.content, panels.reasoning, panels.rule
        self._replies = Replies(shell.lanes, self)
        self.cases = CaseFlow(shell, self)
        self.judging = JudgeFlow(shell, self)
        self.off = SwitchedOff(shell, panels.rule, self)
        self.unkept = SampleKeeper(shell, panels.content, self)
        self._has_looked = False
        self._wanted = ""
        self._is_asked_for = False
        self._shelved: Sample | None = None
        self._connect()
        settings = shell.preferences.settings
        self._content.judge_row.show_choices(settings.effort, settings.sampler, 1)

    def _connect(self) -> None:
        content, reasoning, judging = self._content, self._reasoning, self.judging
        self._policies.opened.connect(self._on_policies_opened)
        self.cases.listed.connect(self._on_cases_listed)
        self.cases.kept.connect(self._on_cases_kept)
        self.unkept.found.connect(self._on_unkept_found)
        content.judge_pressed.connect(self.judge)
        content.stop_pressed.connect(judging.stop)
        content.keep_pressed.connect(self.keep)
        content.step_pressed.connect(self.step)
        content.new_pressed.connect(self.new_sample)
        content.expectation_edited.connect(self._on_content_expectation_edited)
        content.choices_changed.connect(self._on_content_choices_changed)
        reasoning.stop_requested.connect(judging.stop)
        reasoning.retry_requested.connect(self.judge)
        judging.arrived.connect(reasoning.take)
        judging.stopping.connect(reasoning.show_stopping)
        judging.stopped.connect(reasoning.show_stopped)
        judging.failed.connect(reasoning.show_failure)
        judging.ended.connect(self._on_judging_ended)
        self._shell.relay.cases_changed.connect(self._on_relay_cases_changed)

    def open_case(self, case: Case) -> None:
        """Show a test case, opening its policy first if that is not on screen."""
        current = self._policies.current
        if current is not None and current.policy.id == case.policy_id:
            self.show(Sample.of(case))
        else:
            self._shelve()
            self._wanted = case.id
            self._policies.open(case.policy_id)

    def show(self, sample: Sample) -> None:
        """Show a sample, with the newest verdict if it is a test case that has one."""
        self.cases.flush()
        self._shelve()
        self._shell.concealment.conceal()
        case, listed = sample.case, self.cases.cases
        number = listed.number(case.id) if case else 0
        self._content.show_sample(sample, number, len(listed.cases))
        if not self.judging.is_judging:
            self._show_latest(sample)
        if case is not None:
            self._shell.session.remember_case(case.policy_id, case.id)

    def step(self, by: int) -> None:
        """Show the next or previous test case."""
        current = self._content.sample.case
        case = self.cases.cases.beside(current.id if current else "", by)
        if case is not None:
            self.show(Sample.of(case))

    def new_sample(self) -> None:
        """An empty sample to paste into, or the one that was left without being kept."""
        shelved, self._shelved = self._shelved, None
        is_unkept = self._content.sample.is_unkept
        self.show(Sample() if is_unkept or shelved is None else shelved)
        self._content.view.editor.setFocus()

    def obfuscate(self, name: str) -> None:
        """A new sample that says the same, written as people do who write around rules. What was
        written so before can be written on: the ways stack."""
        sample = self._content.sample
        written = obfuscate(sample.content, (name,))
        title = f"{sample.name}, {name}"
        self.show(Sample(written, sample.expected, sample.note, name=title))

    def read_file(self, path: Path) -> None:
        """Show a text file as a new sample."""
        self._replies.ask(
            Lane.POOL, lambda _cancel: read_text(path), lambda text: self.show(Sample(text))
        )

    def keep(self) -> None:
        """Keep the sample as a test case, or what has changed of the one it is."""
        sample = self._content.sample
        if sample.case is None:
            self.keep_as_new()
        else:
            self.cases.change(sample.case, sample)

    def keep_as_new(self) -> None:
        """Keep the sample as a test case of its own."""
        document, sample = self._policies.current, self._content.sample
        if document is not None and sample.content.strip():
            self.cases.keep(document.policy.id, sample)

    def judge(self) -> None:
        """Judge the sample under the text on screen."""
        order = self.order()
        if order is not None:
            self.start(order)

    def start(self, order: JudgeOrder) -> None:
        """Judge what an order says and show it as it comes; nothing without content."""
        if not order.content.strip():
            return
        self.started.emit(order)
        self._rule.hand_over_draft()
        expected = self._content.sample.expected
        subject = Subject(self._rule.read(), self._content.shown_content, expected)
        self._reasoning.begin(subject, order.settings.repeats)
        self._columns.bring_reasoning()
        self.judging.judge(order)
        self._content.show_judging(is_judging=True)

    def order(self) -> JudgeOrder | None:
        """What a judgement would be asked for now; None while no policy is open."""
        document, sample = self._policies.current, self._content.sample
        if document is None or self._content.is_read_only:
            return None
        order = JudgeOrder(
            policy_text=document.source.text,
            content=sample.content,
            settings=self._settings(),
            policy_id=document.policy.id,
            policy_name=document.policy.name,
            version_number=document.version_number,
            case=None if sample.is_edited else sample.case,
            measures_certainty=self._content.judge_row.measures_certainty,
        )
        return self.off.applied(order)

    def _settings(self) -> RunSettings:
        row, kept = self._content.judge_row, self._shell.preferences.settings
        return RunSettings(
            effort=row.effort.value,
            sampler=row.sampler,
            seed=new_seed(),
            repeats=row.repeats,
            placement=kept.placement,
            pinned_date=kept.pinned_date or None,
        )

    def _shelve(self) -> None:
        """Put a sample that stands nowhere else aside before another takes its place."""
        sample = self._content.sample
        if sample.is_unkept and not self._content.is_read_only:
            self._shelved = sample

    def _show_latest(self, sample: Sample) -> None:
        latest = self.cases.cases.latest.get(sample.case.id) if sample.case else None
        if latest is None or latest.content != sample.content:
            self._reasoning.show_nothing(self._shell.desk.judging.status)
        else:
            subject = Subject(self._rule.read(), self._content.shown_content, sample.expected)
            self._reasoning.show_stored(latest, subject)

    def _on_policies_opened(self, document: OpenDocument) -> None:
        policy_id = document.policy.id
        self._is_asked_for = bool(self._wanted)
        self._wanted = self._wanted or self._shell.session.case_id(policy_id) or _FIRST
        self.off.switch_all_on()
        self.cases.flush()
        self.cases.list_cases(policy_id)

    def _on_cases_listed(self, listed: CaseList) -> None:
        wanted, self._wanted = self._wanted, ""
        case = self._content.sample.case
        # What is being typed stays: no test case comes in its place unless somebody asked for it.
        if wanted and (self._is_asked_for or not self._content.sample.is_unkept):
            chosen = listed.case(wanted) or next(iter(listed.cases), None)
            self.show(Sample.of(chosen) if chosen else Sample())
        elif case is not None and not self._content.is_read_only:
            self._follow(case, listed)
        if not self._has_looked:
            self._has_looked = True
            self.unkept.find()

    def _on_unkept_found(self, content: str) -> None:
        """Go on where the last session stopped typing, unless a case was asked for meanwhile."""
        if not self._is_asked_for:
            self.show(Sample(content))

    def _follow(self, case: Case, listed: CaseList) -> None:
        """The open test case may have been labelled, judged or removed in another mode."""
        fresh = listed.case(case.id)
        if fresh is None:
            self._content.show_removed()
            return
        if (fresh.expected, fresh.note) != (case.expected, case.note):
            self._content.expectation_row.show_expectation(fresh.expected, fresh.note)
            self._reasoning.show_expected(fresh.expected)
        self._content.show_kept(fresh, listed.number(case.id), len(listed.cases))
        latest, seen = listed.latest.get(case.id), self._reasoning.judgement
        is_newer = latest is not None and (seen is None or seen.is_older_than(latest))
        if is_newer and not self.judging.is_judging:
            self._show_latest(self._content.sample)

    def _on_cases_kept(self, case: Case) -> None:
        sample = self._content.sample
        is_same = sample.case is not None and sample.case.id == case.id
        if is_same or sample.content == case.content:
            listed = self.cases.cases
            number = listed.number(case.id) or len(listed.cases) + 1
            self._content.show_kept(case, number, max(number, len(listed.cases)))
            self._shell.session.remember_case(case.policy_id, case.id)
        self.unkept.note_change()

    def _on_content_expectation_edited(self) -> None:
        sample = self._content.sample
        if sample.case is not None:
            self.cases.change_soon(sample.case, sample)
        self._reasoning.show_expected(sample.expected)

    def _on_content_choices_changed(self) -> None:
        row = self._content.judge_row
        self._shell.preferences.change(effort=row.effort.value, sampler=row.sampler)

    def _on_judging_ended(self) -> None:
        self._content.show_judging(is_judging=False)
        document = self._policies.current
        if document is not None:
            self._shell.relay.verdicts_changed.emit(document.policy.id)

    def _on_relay_cases_changed(self, policy_id: str) -> None:
        document = self._policies.current
        if document is not None and document.policy.id == policy_id:
            self.cases.list_cases(policy_id)
