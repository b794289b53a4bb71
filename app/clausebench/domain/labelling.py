"""What people say about a case, by person, and what was settled when they disagreed.

Nothing a person said is ever changed: taking a label back is one more entry that names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision

SOMEBODY_ELSE = "somebody else"
_ELSEWHERE = " (received)"


class LabelKind(StrEnum):
    """``adjudicated``: the decision that stands where labels differ, with its reason."""

    LABEL = "label"
    WITHDRAWN = "withdrawn"
    ADJUDICATED = "adjudicated"


@dataclass(frozen=True, slots=True)
class CaseLabel:
    """One entry. ``is_blind``: given before the person saw what the model says or others said.
    ``withdraws`` is the id of the label that a withdrawal takes back."""

    id: str
    case_id: str
    kind: LabelKind
    who: str
    decision: Decision | None
    label: str | None = None
    clauses: tuple[str, ...] = ()
    note: str = ""
    is_blind: bool = False
    withdraws: str | None = None
    at: str = ""

    @property
    def expectation(self) -> Expectation:
        return Expectation(self.decision, self.label, self.clauses)


def standing(entries: Iterable[CaseLabel]) -> tuple[CaseLabel, ...]:
    """The last label of each person that was not taken back, oldest first. One case only."""
    entries = tuple(entries)
    withdrawn = {entry.withdraws for entry in entries}
    latest: dict[str, CaseLabel] = {}
    for entry in entries:
        if entry.kind is LabelKind.LABEL and entry.id not in withdrawn:
            latest.pop(entry.who, None)
            latest[entry.who] = entry
    return tuple(latest.values())


def adjudication(entries: Sequence[CaseLabel]) -> CaseLabel | None:
    """The last adjudication that was not taken back. One case only."""
    withdrawn = {entry.withdraws for entry in entries}
    found = [e for e in entries if e.kind is LabelKind.ADJUDICATED and e.id not in withdrawn]
    return found[-1] if found else None


def is_disputed(entries: Sequence[CaseLabel]) -> bool:
    """Whether people differ about the decision or the label, and nobody has settled it since."""
    labels = standing(entries)
    if len({(label.decision, (label.label or "").casefold()) for label in labels}) < 2:
        return False
    settled = adjudication(entries)
    return settled is None or any(entries.index(label) > entries.index(settled) for label in labels)


def agreed(entries: Sequence[CaseLabel]) -> CaseLabel | None:
    """What is to be expected: the adjudication, or the label on which all agree; else None."""
    if is_disputed(entries):
        return None
    settled, labels = adjudication(entries), standing(entries)
    if settled is not None and not any(
        entries.index(label) > entries.index(settled) for label in labels
    ):
        return settled
    return labels[-1] if labels else settled


def from_elsewhere(who: str) -> str:
    """How somebody is called here whose label came in with a bundle."""
    return f"{who}{_ELSEWHERE}"


def elsewhere(who: str) -> str | None:
    """What the bundle called whoever labelled; None for people of this workspace."""
    return who.removesuffix(_ELSEWHERE) if who.endswith(_ELSEWHERE) else None
