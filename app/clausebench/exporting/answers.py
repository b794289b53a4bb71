"""What answers under a policy mean, as a table that any program can follow.

Made by reading every answer that the contract offers with the contract's own reader, so that
the table cannot say anything else than the reader does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.contracts import OutputContract, contract_for
from clausebench.domain.contracts.policy_labels import codes, escalation_name
from clausebench.domain.contracts.word_contracts import level_words
from clausebench.domain.reading_policy import parse


class AnswerForm(StrEnum):
    """The shape of an answer: a JSON object, one word, ``D-…, R-…``, or lines of text."""

    OBJECT = "object"
    WORD = "word"
    PAIR = "pair"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """``words`` are what each word decides; empty for objects and lines. ``escalation`` is the
    category that hands over to a person, None if there is none."""

    form: AnswerForm
    words: tuple[tuple[str, Decision], ...]
    escalation: str | None
    codes: tuple[str, ...]
    fields: tuple[str, ...]

    def words_for(self, decision: Decision) -> tuple[str, ...]:
        return tuple(word for word, meant in self.words if meant is decision)


@dataclass(frozen=True, slots=True)
class Answering:
    """A release's policy, its contract, and what answers mean."""

    policy: ParsedPolicy
    contract: OutputContract
    table: AnswerTable
    schema: dict[str, Any]


def answering(release: Release) -> Answering:
    """Read the policy again; the contract is the policy's own, or the one of the release."""
    return _answering(release.text, release.contract)


@lru_cache(maxsize=2)
def _answering(text: str, wanted: str) -> Answering:
    """Every format of one release asks for it."""
    policy = parse(text)
    contract = contract_for(policy, offered(wanted)).contract
    return Answering(policy, contract, _table(policy, contract), dict(contract.schema))


def offered(contract: str) -> str | None:
    """``lines`` is only ever a policy's own and cannot be asked for."""
    return None if contract == "lines" else contract


def _table(policy: ParsedPolicy, contract: OutputContract) -> AnswerTable:
    schema = contract.schema
    fields: tuple[str, ...] = ()
    words: tuple[tuple[str, Decision], ...] = ()
    if schema["type"] == "object":
        form = AnswerForm.OBJECT
        properties = schema["properties"]
        fields = tuple(properties) if isinstance(properties, dict) else ()
    elif "pattern" in schema:
        form = AnswerForm.PAIR
        words = tuple((word.name, word.decision) for word in level_words(policy))
    elif contract.label_texts:
        form = AnswerForm.WORD
        read = ((text, contract.read(text).decision) for text in contract.label_texts)
        words = tuple((text, decision) for text, decision in read if decision is not None)
    else:
        form = AnswerForm.LINES
    return AnswerTable(form, words, escalation_name(policy), codes(policy), fields)
