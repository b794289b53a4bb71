"""What had to be mended before an answer could be read."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from clausebench.domain.verdict import Reading, VerdictStatus


class Repair(StrEnum):
    """Mends of the whole answer. Mends of one JSON field are ``<field>-<FieldRepair>``."""

    BYTE_ORDER_MARK = "byte-order-mark"
    LEAKED_MARKUP = "leaked-markup"
    CODE_FENCE = "code-fence"
    LEADING_TEXT = "leading-text"
    TRAILING_TEXT = "trailing-text"
    SURROUNDING_TEXT = "surrounding-text"
    SURROUNDING_MARKS = "surrounding-marks"
    LETTER_CASE = "letter-case"
    LABEL_SPELLING = "label-spelling"
    OTHER_FORM = "other-form"
    SEVERAL_OBJECTS = "several-objects"
    DUPLICATE_KEY = "duplicate-key"
    KEY_SPELLING = "key-spelling"
    EXTRA_FIELD = "extra-field"


class FieldRepair(StrEnum):
    """Mends of one JSON field."""

    MISSING = "missing"
    SPELLING = "spelling"
    UNUSABLE = "unusable"


OPEN_ENDED = frozenset({Repair.TRAILING_TEXT, Repair.SURROUNDING_TEXT})
"""After these a cut-off answer might have gone on to say something else."""

UNREADABLE = Reading(VerdictStatus.UNREADABLE)


def repaired(reading: Reading, *repairs: str) -> Reading:
    """The reading with more repairs in front, each once. A mended answer is not OK."""
    merged = tuple(dict.fromkeys((*repairs, *reading.repairs)))
    is_mended = bool(merged) and reading.status is VerdictStatus.OK
    status = VerdictStatus.REPAIRED if is_mended else reading.status
    return replace(reading, status=status, repairs=merged)
