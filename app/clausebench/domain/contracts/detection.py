"""Recognise the output instruction that a policy already carries."""

from __future__ import annotations

import re
from collections.abc import Callable

from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.contracts.contract import OutputContract
from clausebench.domain.contracts.lines import asks_for_lines, lines_contract
from clausebench.domain.contracts.pair import pair_contract
from clausebench.domain.contracts.records import own_json_contract, shows_json
from clausebench.domain.contracts.word_contracts import (
    binary_contract,
    choice_contract,
    choice_words,
    label_contract,
    level_words,
    valid_contract,
)

_ORDER = r"\b(?i:return|respond|answer|output|reply|write|print)\b"
_WORD = r"[`'\"]?(?:[A-Z][A-Z_]{2,15}|[01])\b[`'\"]?"
_OR = r"\s*(?:,\s*or\b|,|/|\||\bor\b)\s*"
_CHOICE = rf"(?P<choice>{_WORD}(?:{_OR}{_WORD})+)"
_CHOICES = (
    # An order to answer with exactly one word of several.
    re.compile(rf"{_ORDER}[^.\n]{{0,60}}?[\s(]{_CHOICE}"),
    # A line left open for the answer, as in "Answer (VALID or INVALID):".
    re.compile(rf"^[^\w\n]*\w+ \({_CHOICE}\)\s*:[^\w\n]*$", re.MULTILINE),
)
_NAME = re.compile(r"[A-Z_]{3,}|[01]")
# Quoted sentences are examples of content, and content gives orders too.
_QUOTED_SENTENCE = re.compile(r"[\"“](?=[^\s\"“”]*\s)[^\"“”\n]*[\"”]")

Finder = Callable[[ParsedPolicy], OutputContract | None]


def own_contract(policy: ParsedPolicy) -> OutputContract | None:
    """The contract the policy's own words ask for; None when they ask for none.

    The most explicit request wins: many policies classify as VALID or INVALID in one place,
    label by level in another, and say in a third what exactly to return.
    """
    found = (find(policy) for find in _FINDERS)
    return next((contract for contract in found if contract is not None), None)


def _spelled_out_choice(policy: ParsedPolicy) -> OutputContract | None:
    """``Answer with one word: A, B or C``, when the meaning of every word is known."""
    text = _without_quotes(policy)
    for pattern in _CHOICES:
        for match in pattern.finditer(text):
            words = choice_words(policy, _NAME.findall(match.group("choice")))
            if {word.decision for word in words} >= {Decision.ALLOWED, Decision.VIOLATES}:
                return choice_contract(policy, words)
    return None


def _without_quotes(policy: ParsedPolicy) -> str:
    return _QUOTED_SENTENCE.sub('""', policy.text)


def _when(
    asks: Callable[[ParsedPolicy], bool], build: Callable[[ParsedPolicy], OutputContract]
) -> Finder:
    return lambda policy: build(policy) if asks(policy) else None


def _says(*expressions: str) -> Callable[[ParsedPolicy], bool]:
    pattern = re.compile("|".join(expressions), re.MULTILINE)
    return lambda policy: pattern.search(_without_quotes(policy)) is not None


def _has_levels_and_says(*expressions: str) -> Callable[[ParsedPolicy], bool]:
    says = _says(*expressions)
    return lambda policy: bool(level_words(policy)) and says(policy)


_FINDERS: tuple[Finder, ...] = (
    _when(lambda policy: shows_json(policy.text), own_json_contract),
    _spelled_out_choice,
    _when(_says(rf"{_ORDER}(?: with)?\W+1\b[^\n]{{0,80}}\b0\b"), binary_contract),
    _when(lambda policy: asks_for_lines(policy.text), lines_contract),
    _when(
        _has_levels_and_says(r"\bD-[A-Z]{1,8}[#\d][\s\S]{0,400}?\bR-[A-Z]{1,8}[#\d]"),
        pair_contract,
    ),
    _when(
        _has_levels_and_says(
            r"\b(?i:gets|receives|assign|choose|select) (?:exactly )?(?:one|a single) label\b",
            rf"{_ORDER}[^.\n]{{0,30}}\b(?:one|a single) (?:label|code)\b",
        ),
        label_contract,
    ),
    _when(
        _says(
            r"\b(?i:classify)\b[^.\n]{0,80}\bVALID\b[^.\n]{0,80}\bINVALID\b",
            r"^[^\w\n]*(?i:output)\W+VALID\b",
        ),
        valid_contract,
    ),
)
