"""Contents on the way from one decision to another, judged one after the other."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.services.judging import Judged, JudgeOrder
from clausebench.services.library import slug
from clausebench.ui.banner import BannerAction, BannerKind
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.write.replies import Replies
from clausebench.ui.panels.write.sample_flow import SampleFlow
from clausebench.ui.shell import Shell
from clausebench.ui.text.showable import one_line


@dataclass(frozen=True, slots=True)
class Rung:
    """One content, and what was decided about it."""

    content: str
    decision: Decision | None


class Ladder(QObject):
    """Begins anew with another policy text, and with a content that has little in common."""

    def __init__(self, shell: Shell, samples: SampleFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._replies = Replies(shell.lanes, self)
        self._order: JudgeOrder | None = None
        self.rungs: list[Rung] = []
        samples.started.connect(self._on_samples_started)
        samples.judging.arrived.connect(self._on_judging_arrived)

    @Slot(object)
    def _on_samples_started(self, order: JudgeOrder) -> None:
        former, self._order = self._order, order
        is_other = former is None or former.policy_text != order.policy_text
        if is_other or not (self.rungs and _is_edit(self.rungs[-1].content, order.content)):
            self.rungs = []

    @Slot(list)
    def _on_judging_arrived(self, events: list[object]) -> None:
        judged = [event for event in events if isinstance(event, Judged)]
        order = self._order
        if not judged or order is None or judged[-1].repeat != judged[-1].repeats:
            return
        rung = Rung(order.content, judged[-1].stored.verdict.decision)
        if self.rungs and self.rungs[-1].content == rung.content:
            self.rungs[-1] = rung
            return
        self.rungs.append(rung)
        if len(self.rungs) > 1 and self.rungs[-2].decision is not rung.decision:
            self._offer()

    def _offer(self) -> None:
        before, after = self.rungs[-2], self.rungs[-1]
        count = len(self.rungs)
        self._shell.banners.show_message(
            BannerKind.INFO,
            f"It flipped: {_word(before.decision)} → {_word(after.decision)}.",
            f"{count} contents led there; kept as test cases they show where the line is.",
            BannerAction("Keep them as test cases", self.keep),
        )

    def keep(self) -> None:
        """Keep every rung as a test case, each the twin of the one before."""
        order, rungs = self._order, tuple(self.rungs)
        policy_id = order.policy_id if order is not None else None
        if policy_id is None or not rungs:
            return
        library, base = self._shell.desk.library, slug(rungs[0].content)

        def keep(_cancel: CancelToken) -> None:
            twin: str | None = None
            for number, rung in enumerate(rungs, start=1):
                change = change_words(rungs[number - 2].content, rung.content) if twin else ""
                kept = library.keep_case(
                    policy_id,
                    rung.content,
                    Expectation(),
                    name=f"{base}-rung-{number}",
                    tags=("ladder",),
                    note=f"Judged {_word(rung.decision)} when it was kept.",
                    twin=twin,
                    twin_change=change,
                )
                twin = kept.name

        self._replies.ask(
            Lane.STORE, keep, lambda _none: self._shell.relay.cases_changed.emit(policy_id)
        )
        self.rungs = []


def _is_edit(before: str, after: str) -> bool:
    """Whether one content was made from the other: half of the words are the same."""
    matcher = difflib.SequenceMatcher(None, _words(before), _words(after), autojunk=False)
    return matcher.ratio() >= 0.5


def change_words(before: str, after: str) -> str:
    """``“cheap” → “free”``: the words that differ, at most a line of them."""
    old, new = _words(before), _words(after)
    parts = [
        f"“{' '.join(old[a:b])}” → “{' '.join(new[c:d])}”"
        for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    return one_line("; ".join(parts), 160)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


def _word(decision: Decision | None) -> str:
    return decision.value if decision else "no readable verdict"
