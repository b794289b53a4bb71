"""The depiction/request pair: ``D-SP2, R-SP0``."""

from __future__ import annotations

import re
import string
from functools import partial

from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.contracts import grammar
from clausebench.domain.contracts.contract import ContractId, OutputContract
from clausebench.domain.contracts.repairs import UNREADABLE, Repair, repaired
from clausebench.domain.contracts.word_contracts import (
    label_contract,
    level_words,
    read_label,
)
from clausebench.domain.contracts.words import MARKS, Word
from clausebench.domain.verdict import Reading, VerdictStatus

_HALF = re.compile(r"(?<![\w-])([DR])-([A-Z]{1,8}-?\d{1,2})(?!\w)")
_WORD = re.compile(r"\w")
_LETTERS = string.ascii_uppercase + "-"
_LONGEST_LABEL = 40
_WORST_FIRST = (Decision.VIOLATES, Decision.ESCALATE, Decision.ALLOWED)


def pair_contract(policy: ParsedPolicy) -> OutputContract:
    """Of a policy without level codes this is the label contract."""
    words = level_words(policy)
    if not words:
        return label_contract(policy)
    names = tuple(word.name for word in words)
    level = grammar.one_literal_of(names)
    example = f"D-{names[-1]}, R-{names[0]}"
    listed = ", ".join(f"`{name}`" for name in names)
    pattern = "|".join(re.escape(name) for name in names)
    return OutputContract(
        id=ContractId.PAIR,
        title="Depiction and request",
        instruction=(
            f"Answer with exactly two labels and nothing else, like `{example}`.\n\n"
            f"- `D-` is what the content depicts, `R-` what it asks for.\n"
            f"- Each is followed by one of {listed}."
        ),
        reminder=f"Answer with exactly two labels and nothing else, like `{example}`.",
        schema={"type": "string", "pattern": f"^D-({pattern}), R-({pattern})$"},
        grammar=grammar.root(f'"D-" {level} ", R-" {level}'),
        label_texts=(),
        reader=partial(_read, policy, words),
    )


def _read(policy: ParsedPolicy, words: tuple[Word, ...], text: str) -> Reading:
    """The worse of the two decides. One bare label speaks for both."""
    halves = _HALF.findall(text)
    if not halves:
        return _read_single(policy, words, text)
    depicted = {_meant(code, words) for side, code in halves if side == "D"}
    requested = {_meant(code, words) for side, code in halves if side == "R"}
    if len(depicted) != 1 or len(requested) != 1:
        return UNREADABLE
    first, second = depicted.pop(), requested.pop()
    if first is None or second is None:
        return Reading(VerdictStatus.UNREADABLE, label=text[:_LONGEST_LABEL])
    return _reading(text, first, second)


def _read_single(policy: ParsedPolicy, words: tuple[Word, ...], text: str) -> Reading:
    reading = read_label(text, policy=policy, words=words, in_sentence=True)
    return repaired(reading, Repair.OTHER_FORM) if reading.status.is_readable else reading


def _reading(text: str, depicted: Word, requested: Word) -> Reading:
    decision = min((depicted.decision, requested.decision), key=_WORST_FIRST.index)
    label = f"D-{depicted.name}, R-{requested.name}"
    deciding = (w.name for w in (depicted, requested) if w.decision is decision)
    reading = Reading(
        VerdictStatus.OK,
        decision=decision,
        label=label,
        clauses=tuple(dict.fromkeys(deciding)),
    )
    bare = text.strip(MARKS)
    if _WORD.search(_HALF.sub("", text)):
        return repaired(reading, Repair.SURROUNDING_TEXT)
    if bare != label:
        return repaired(reading, Repair.LABEL_SPELLING)
    return repaired(reading, Repair.SURROUNDING_MARKS) if bare != text else reading


def _meant(code: str, words: tuple[Word, ...]) -> Word | None:
    """The level code written, or the only one it can be a slip for: ``S2`` for ``SP2``."""
    same_level = [w for w in words if w.name == code or _is_slip(code, w.name)]
    return same_level[0] if len(same_level) == 1 else None


def _is_slip(written: str, name: str) -> bool:
    """Policies shorten their own codes; the number and the first letter stay."""
    return written[0] == name[0] and written.lstrip(_LETTERS) == name.lstrip(_LETTERS)
