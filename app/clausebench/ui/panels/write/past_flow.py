"""Looking at a version or a verdict of the past, read-only, and coming back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from clausebench.domain.policy import PolicyVersion
from clausebench.domain.run import StoredVerdict
from clausebench.ui.panels.write.panels import Panels
from clausebench.ui.panels.write.policy_flow import PolicyFlow
from clausebench.ui.panels.write.sample import Sample
from clausebench.ui.panels.write.sample_flow import SampleFlow
from clausebench.ui.reasoning.judgement import Judgement, Subject
from clausebench.ui.text.clock_words import clock_words
from clausebench.ui.text.faithful_text import FaithfulText


@dataclass(frozen=True, slots=True)
class _Present:
    """What to come back to; the policy's text keeps itself."""

    sample: Sample
    judgement: Judgement | None


class PastFlow(QObject):
    """The present stays as it is underneath: its text, its undo, its sample."""

    left = Signal()
    entered = Signal()

    def __init__(
        self, panels: Panels, policies: PolicyFlow, samples: SampleFlow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panels, self._policies, self._samples = panels, policies, samples
        self._text: FaithfulText | None = None
        self._present: _Present | None = None
        self._use: Callable[[], None] = self.go_back
        self._awaited: Callable[[], None] | None = None
        panels.past.back_pressed.connect(self.go_back)
        panels.past.use_pressed.connect(self._on_past_use_pressed)
        policies.opened.connect(self._on_policies_opened)

    @property
    def is_past(self) -> bool:
        return self._text is not None

    def show_version(self, version: PolicyVersion) -> None:
        """Show a version's text, under the present of its policy."""
        self._once_open(version.policy_id, partial(self._show_version, version))

    def restore(self, version: PolicyVersion) -> None:
        """Make a version's wording the present one, as one step that undo takes back."""
        self._once_open(version.policy_id, partial(self._restore, version.text))

    def show_verdict(self, stored: StoredVerdict) -> None:
        """Show a verdict with the policy and the content it was made from."""
        self._once_open("", partial(self._show_verdict, stored))

    def _once_open(self, policy_id: str, show: Callable[[], None]) -> None:
        """Only over an open policy can one come back; without an id any will do."""
        current = self._policies.current
        if current is not None and policy_id in ("", current.policy.id):
            show()
            return
        self._awaited = show
        if policy_id:
            self._policies.open(policy_id)

    def _restore(self, text: str) -> None:
        self.go_back()
        if self._policies.current is not None:
            self._policies.current.source.replace(text)

    def _show_version(self, version: PolicyVersion) -> None:
        self._enter(version.text, partial(self._restore, version.text))
        when = clock_words(version.at)
        self._panels.past.show_past(
            f"Version {version.number} of {when}: {version.reason}", "Restore this wording"
        )

    def _show_verdict(self, stored: StoredVerdict) -> None:
        name = stored.case_name or "a sample"
        sample = Sample(stored.content, stored.expected, name=stored.case_name or "Sample")

        def use() -> None:
            self.go_back()
            self._samples.show(Sample(stored.content, stored.expected))

        self._enter(stored.policy_text, use)
        content = self._panels.content
        content.show_sample(sample, 0, 0, read_only=True)
        subject = Subject(self._panels.rule.read(), content.shown_content, stored.expected)
        self._panels.reasoning.show_stored(stored, subject)
        self._panels.past.show_past(
            f"{stored.policy_name}: {name} as judged {clock_words(stored.at)}",
            "Use this content now",
        )

    def go_back(self) -> None:
        """Show the present again."""
        current, present = self._policies.current, self._present
        if self.is_past and current is not None and present is not None:
            self._panels.rule.show_policy(current.source, current.cursor)
            self._samples.show(present.sample)
            self._panels.reasoning.show_judgement(present.judgement)
            self._leave()

    def _enter(self, text: str, use: Callable[[], None]) -> None:
        panels = self._panels
        if not self.is_past:
            self._present = _Present(panels.content.sample, panels.reasoning.judgement)
        former, self._text = self._text, FaithfulText(text, self)
        panels.rule.show_policy(self._text, read_only=True)
        self._use = use
        self._drop(former)
        self.entered.emit()

    def _leave(self) -> None:
        """The present is on screen again."""
        former, self._text, self._present = self._text, None, None
        self._panels.past.hide()
        self._drop(former)
        self.left.emit()

    def _drop(self, text: FaithfulText | None) -> None:
        if text is not None:
            self._panels.rule.forget(text)
            text.deleteLater()

    def _on_policies_opened(self) -> None:
        self._leave()
        awaited, self._awaited = self._awaited, None
        if awaited is not None:
            awaited()

    def _on_past_use_pressed(self) -> None:
        self._use()
