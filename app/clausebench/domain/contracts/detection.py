"""Recognise the output instruction that a policy already carries."""

from __future__ import annotations

import re
from collections.abc import Callable

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.contracts.contract import OutputContract
from clausebench.domain.contracts.lines import asks_for_lines, lines_contract
from clausebench.domain.contracts.pair import pair_contract
from clausebench.domain.contracts.policy_labels import level_codes
from clausebench.domain.contracts.records import own_json_contract, shows_json
from clausebench.domain.contracts.word_contracts import (
    binary_contract,
    label_contract,
    valid_contract,
)

_ORDER = r"\b(?:return|respond|answer|output|reply|write|print)\b"
# Quoted sentences are examples of content, and content gives orders too.
_QUOTED_SENTENCE = re.compile(r"[\"“][^\"“”\n]*\s[^\"“”\n]*[\"”]")

Asks = Callable[[ParsedPolicy], bool]


def own_contract(policy: ParsedPolicy) -> OutputContract | None:
    """The contract the policy's own words ask for; None when they ask for none.

    The most explicit request wins: many policies classify as VALID or INVALID in one place,
    label by level in another, and say in a third what exactly to return.
    """
    return next((build(policy) for asks, build in _SIGNS if asks(policy)), None)


def _says(*expressions: str) -> Asks:
    pattern = re.compile("|".join(expressions), re.IGNORECASE | re.MULTILINE)
    return lambda policy: pattern.search(_QUOTED_SENTENCE.sub("", policy.text)) is not None


def _wants_levels(*expressions: str) -> Asks:
    says = _says(*expressions)
    return lambda policy: bool(level_codes(policy)) and says(policy)


_SIGNS: tuple[tuple[Asks, Callable[[ParsedPolicy], OutputContract]], ...] = (
    (lambda policy: shows_json(policy.text), own_json_contract),
    (
        _says(
            rf"{_ORDER}[^.\n]{{0,60}}\b(?-i:VALID)\b\W+or\W+(?-i:INVALID)\b",
            rf"{_ORDER} with only\b\W*(?-i:VALID)\b",
            r"^\W*\w+ \((?-i:VALID) or (?-i:INVALID)\)\s*:\W*$",
        ),
        valid_contract,
    ),
    (
        _says(
            rf"{_ORDER}[^.\n]{{0,60}}\b(?:0\W+or\W+1|1\W+or\W+0)\b",
            rf"{_ORDER}(?: with)?\W+1\b[^\n]{{0,80}}\b0\b",
        ),
        binary_contract,
    ),
    (lambda policy: asks_for_lines(policy.text), lines_contract),
    (_wants_levels(r"\bD-[A-Z]{1,8}[#\d][\s\S]{0,400}?\bR-[A-Z]{1,8}[#\d]"), pair_contract),
    (
        _wants_levels(
            r"\b(?:gets|receives|assign|choose|select) (?:exactly )?(?:one|a single) label\b",
            rf"{_ORDER}[^.\n]{{0,30}}\b(?:one|a single) (?:label|code)\b",
        ),
        label_contract,
    ),
    (
        _says(
            r"\bclassify\b[^.\n]*(?-i:VALID)[^.\n]*(?-i:INVALID)",
            r"^\W*output\W+(?-i:VALID)\b",
        ),
        valid_contract,
    ),
)
