"""What Write mode's commands do, and when they can."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from clausebench.domain.judging import RenderedPrompt
from clausebench.services.library import PolicyCard
from clausebench.ui.dialogs.exact_prompt import ExactPromptDialog
from clausebench.ui.dialogs.one_line_question import OneLineQuestion
from clausebench.ui.dialogs.policy_picker import PolicyPicker
from clausebench.ui.panels.write import write_commands as rows
from clausebench.ui.panels.write.new_policy import skeleton
from clausebench.ui.panels.write.panels import Panels
from clausebench.ui.panels.write.past_flow import PastFlow
from clausebench.ui.panels.write.policy_flow import PolicyFlow
from clausebench.ui.panels.write.policy_header import PolicyState
from clausebench.ui.panels.write.sample_flow import SampleFlow
from clausebench.ui.panels.write.without_clause import WithoutClause
from clausebench.ui.reasoning.mask import ReasoningMask
from clausebench.ui.relay import is_bundle
from clausebench.ui.shell import Shell
from clausebench.ui.text.markup import BOLD, ITALIC


class WriteActions(QObject):
    """One handler per row of ``write_commands.COMMANDS``."""

    def __init__(
        self,
        shell: Shell,
        panels: Panels,
        policies: PolicyFlow,
        samples: SampleFlow,
        past: PastFlow,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._shell, self._panels, self._window = shell, panels, parent
        self._policies, self._samples, self._past = policies, samples, past
        self._bind_policy()
        self._bind_text()
        self._bind_sample()
        self._watch()
        self.refresh()

    def _bind_policy(self) -> None:
        handle, policies = self._shell.commands.handle, self._policies
        handle("policy.open", self.ask_policy)
        handle("policy.new", self.ask_new)
        handle("policy.import", self._ask_import)
        handle("policy.save", self._save_now)
        handle("policy.save-version", self.ask_version)
        handle("policy.rename", self._ask_rename)
        header = self._panels.header
        header.switch_pressed.connect(self.ask_policy)
        header.save_pressed.connect(self.ask_version)
        header.export_pressed.connect(partial(self._shell.commands.run, "release.export"))
        header.prompt_pressed.connect(self._show_prompt)
        policies.state_changed.connect(self._on_policies_state_changed)

    def _bind_text(self) -> None:
        handle, rule = self._shell.commands.handle, self._panels.rule
        handle("edit.find", partial(rule.finder.open, replace=False))
        handle("edit.replace", partial(rule.finder.open, replace=True))
        handle("edit.find-next", partial(rule.finder.step, forward=True))
        handle("edit.find-previous", partial(rule.finder.step, forward=False))
        handle("edit.bold", partial(rule.editor.toggle_markup, BOLD))
        handle("edit.italic", partial(rule.editor.toggle_markup, ITALIC))
        handle("policy.go-to-clause", rule.outline.ask)
        handle("policy.clause-at-cursor", rule.go_to_code_at_cursor)
        handle("policy.back", rule.go_back)
        handle("policy.next-problem", partial(rule.step_problem, forward=True))
        handle("policy.previous-problem", partial(rule.step_problem, forward=False))

    def _bind_sample(self) -> None:
        handle, samples = self._shell.commands.handle, self._samples
        handle("sample.judge", samples.judge)
        self._without = WithoutClause(self._shell, self._panels, samples, self)
        handle("sample.judge-without", self._without.judge)
        handle("policy.switch-clause", samples.off.switch_at_cursor)
        for command_id, name in rows.OBFUSCATING.items():
            handle(command_id, partial(samples.obfuscate, name))
        handle("sample.stop", samples.judging.stop)
        handle("sample.new", samples.new_sample)
        handle("sample.keep", samples.keep)
        handle("sample.keep-new", samples.keep_as_new)
        handle("sample.next", partial(samples.step, 1))
        handle("sample.previous", partial(samples.step, -1))
        handle("prompt.show", self._show_prompt)
        handle("verdict.copy", self._panels.reasoning.copy)
        self._shell.commands.action("view.reasoning").setChecked(True)
        handle("view.reasoning", self._panels.columns.show_reasoning)
        samples.judging.prompt_rendered.connect(self._on_prompt_rendered)

    def _watch(self) -> None:
        """Everything that a condition depends on."""
        panels, samples = self._panels, self._samples
        for changed in (
            panels.content.content_edited,
            samples.cases.listed,
            samples.judging.arrived,
            samples.judging.ended,
            self._past.entered,
            self._past.left,
        ):
            changed.connect(self.refresh)

    def refresh(self) -> None:
        """Say which commands can run now."""
        allow, document = self._shell.commands.allow, self._policies.current
        content = self._panels.content
        judgement = self._panels.reasoning.judgement
        allow(rows.POLICY_OPEN, is_true=document is not None)
        allow(rows.POLICY_CHANGED, is_true=document is not None and document.is_changed)
        allow(rows.IS_PRESENT, is_true=not self._past.is_past)
        allow(rows.HAS_CONTENT, is_true=bool(content.shown_content.strip()))
        allow(rows.HAS_CASES, is_true=bool(self._samples.cases.cases.cases))
        allow(rows.IS_JUDGING, is_true=self._samples.judging.is_judging)
        allow(rows.HAS_VERDICT, is_true=judgement is not None and bool(judgement.answers))

    def ask_policy(self) -> None:
        """Which policy to open."""
        self._policies.ask_cards(self._pick_policy)

    def ask_new(self) -> None:
        """What a new policy shall be called."""
        question = OneLineQuestion(
            self._window,
            "New policy",
            "It begins with the five sections that the model reads best.",
            "Create",
            placeholder="Name",
        )
        question.answered.connect(lambda name: self._policies.create(name, skeleton(name)))
        question.open()

    def ask_version(self) -> None:
        """Why this wording is worth keeping."""
        document = self._policies.current
        if document is None or not document.is_changed or self._past.is_past:
            return
        self._panels.rule.hand_over_draft()
        number = document.head.number + 1 if document.head else 1
        question = OneLineQuestion(
            self._window,
            f"Save version {number}",
            "A version never changes again. Say in a few words what changed and why.",
            "Save version",
            placeholder="What changed and why",
            may_be_empty=True,
        )
        question.answered.connect(self._policies.save_version)
        question.open()

    def _pick_policy(self, cards: tuple[PolicyCard, ...]) -> None:
        picker = PolicyPicker(self._shell.appearance, cards, self._window)
        picker.policy_chosen.connect(self._policies.open)
        picker.new_requested.connect(self.ask_new)
        picker.open()

    def _ask_rename(self) -> None:
        document = self._policies.current
        if document is not None:
            question = OneLineQuestion(
                self._window,
                "Rename policy",
                "Its versions, test cases and history stay with it.",
                "Rename",
                text=document.policy.name,
                placeholder="Name",
            )
            question.answered.connect(self._policies.rename)
            question.open()

    def _ask_import(self) -> None:
        dialog = QFileDialog(self._window, "Import policy")
        dialog.setNameFilter("Policies and policy bundles (*.md *.txt *.zip)")
        dialog.fileSelected.connect(self._import)
        dialog.open()

    def _import(self, name: str) -> None:
        if is_bundle(name):
            self._shell.relay.bundles_requested.emit([name])
        else:
            self._policies.import_folder(Path(name))

    def _save_now(self) -> None:
        self._panels.rule.hand_over_draft()
        document = self._policies.current
        if document is not None:
            self._shell.status.show_saved(f"{document.state.words.capitalize()}")

    def _show_prompt(self) -> None:
        order = self._samples.order()
        if order is not None:
            self._samples.judging.render_prompt(order)

    def _on_prompt_rendered(self, prompt: RenderedPrompt) -> None:
        policy, content = self._panels.rule.read(), self._panels.content.shown_content
        mask = ReasoningMask.of(self._shell.concealment.level, policy, content)
        shown = mask.shown(prompt.text)
        ExactPromptDialog(self._shell.appearance, prompt, shown, self._window).open()

    def _on_policies_state_changed(self, state: PolicyState) -> None:
        self._panels.header.show_state(state)
        self.refresh()
