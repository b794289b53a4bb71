"""What an output contract is, and what every contract does alike when it reads an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from clausebench.domain.contracts.cleaning import cleaned, is_refusal
from clausebench.domain.contracts.repairs import OPEN_ENDED, repaired
from clausebench.domain.verdict import Reading, StopReason, VerdictStatus

Schema = Mapping[str, object]
"""A JSON Schema, as plain JSON values."""


class ContractId(StrEnum):
    """The contracts there are. ``lines`` is only ever a policy's own."""

    BINARY = "binary"
    VALID = "valid"
    CATEGORY = "category"
    RATIONALE = "rationale"
    FULL = "full"
    PAIR = "pair"
    LABEL = "label"
    LINES = "lines"


_STOPPED = {
    StopReason.CANCELLED: VerdictStatus.CANCELLED,
    StopReason.CRASHED: VerdictStatus.CRASHED,
    StopReason.REFUSED: VerdictStatus.REFUSED,
}


@dataclass(frozen=True, slots=True)
class OutputContract:
    """How the model must answer under one policy.

    ``instruction`` is Markdown for the top of the policy, ``reminder`` its short form before
    the examples. ``grammar`` is GBNF with the root rule ``root`` for the final channel, None
    when the form is too loose for one. ``label_texts`` are the spellings that decide, each at
    its first occurrence in the answer; empty when no single spelling does.
    """

    id: ContractId
    title: str
    instruction: str
    reminder: str
    schema: Schema
    grammar: str | None
    label_texts: tuple[str, ...]
    reader: Callable[[str], Reading] = field(repr=False, compare=False)

    def read(self, final: str, stop: StopReason = StopReason.COMPLETE) -> Reading:
        """Read the final channel. Never raises; what it cannot be sure of is unreadable."""
        if stop in _STOPPED:
            return Reading(_STOPPED[stop])
        text, repairs = cleaned(final)
        reading = repaired(self.reader(text), *repairs)
        if stop is StopReason.FINAL_BUDGET and not _is_complete(reading):
            return Reading(VerdictStatus.TRUNCATED)
        if not reading.status.is_readable and is_refusal(text):
            return Reading(VerdictStatus.REFUSED)
        return reading


def _is_complete(reading: Reading) -> bool:
    return reading.status.is_readable and OPEN_ENDED.isdisjoint(reading.repairs)
