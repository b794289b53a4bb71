"""What a head says about its clause: a label in its words, a kind in its name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from clausebench.domain.clause import ClauseKind, Decision
from clausebench.domain.reading_policy.blocks import Block, Rank
from clausebench.domain.reading_policy.keywords import (
    decision_of,
    is_bare_section_name,
    kind_of_title,
    opens_exception,
)
from clausebench.domain.reading_policy.titles import split_joint

KIND_OF: Final = {
    Decision.VIOLATES: ClauseKind.VIOLATES,
    Decision.ALLOWED: ClauseKind.ALLOWED,
    Decision.ESCALATE: ClauseKind.ESCALATION,
}
DECISION_OF: Final = {kind: decision for decision, kind in KIND_OF.items()}
RULE_KINDS: Final = frozenset(
    {ClauseKind.VIOLATES, ClauseKind.ALLOWED, ClauseKind.EXCEPTION, ClauseKind.DEFINITION}
)
YIELDING: Final = frozenset({None, ClauseKind.VIOLATES, ClauseKind.ALLOWED, ClauseKind.INSTRUCTION})
"""Kinds read from a name that a label overrules: "Steps (INVALID)" is a rule."""
_IN_RULES: Final = frozenset({*DECISION_OF, ClauseKind.EXCEPTION, ClauseKind.EXAMPLE})
"""Names that mean something below a rule; "2. Instruction injection" stays a rule."""
_LONGEST: Final = 160
_BRACKETS: Final = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")
_ASSIGNED: Final = re.compile(r"\b(\w{1,24})\s*=\s*([01])\b")
_DIGIT: Final = re.compile(r"(?:[(\[:=]|\b[Ll]abel)\s*`?([01])`?\s*(?=[)\],;]|$)")
_WORD: Final = re.compile(
    r"`([^`\s]{1,30})`|(?<![\w-])([^\W\d_a-z][^\W\da-z]+(?:[-_][^\W\da-z]+)*)(?![\w-])"
)
_PLACED: Final = re.compile(
    r"^\W*([\w-]+)\s*(?:=|\(|\[|$)|[(\[]\s*([\w-]+)\s*[)\]]|\s[–—-]\s*([\w-]+)\W*$|→\s*([\w-]+)"
)
"""Where a label stands in a title all in capitals: ``VIOLATES (1)``, ``SPAM – INVALID``."""
_CONCLUSION: Final = re.compile(
    r"(?:→|-{1,2}>|=>|=)\s*(?:[Aa]lways\s+)?[`*\"]*([^\W\d_a-z][^\Wa-z]+)[`*\"]*"
    r"\s*(?:\([^()]*\))?[\s.;]*$"
)


class NamedLabel(NamedTuple):
    """A label that a title or an item names, and what it means."""

    name: str
    decision: Decision


@lru_cache(maxsize=8192)
def label_in_title(title: str) -> NamedLabel | None:
    """The label that a title names; None when it names none, or several that disagree."""
    title = title[:_LONGEST]
    found = _labels_in(title)
    if len({label.decision for label in found}) > 1:
        return None
    if digit := _digit_label(title, found):
        return digit
    return found[0] if found else None


def _labels_in(title: str) -> list[NamedLabel]:
    """Words in capitals or backticks; in a title all in capitals only those set apart."""
    if title.isupper():
        words = [next(filter(None, m.groups())) for m in _PLACED.finditer(title)]
    else:
        words = [m[1] or m[2] for m in _WORD.finditer(title)]
    return [NamedLabel(w, decision) for w in words if (decision := decision_of(w))]


def _digit_label(title: str, words: list[NamedLabel]) -> NamedLabel | None:
    assigned = _ASSIGNED.findall(title)
    if set_names := [name for name, value in assigned if value == "1"]:
        return NamedLabel(set_names[0], Decision.VIOLATES)
    digit = "0" if assigned else (m[1] if (m := _DIGIT.search(title)) else None)
    if digit is None:
        return None
    named = kind_of_title(title)
    by_name = DECISION_OF.get(named) if named else None
    default = Decision.VIOLATES if digit == "1" else Decision.ALLOWED
    return NamedLabel(digit, words[0].decision if words else by_name or default)


def concluded_label(words: str) -> NamedLabel | None:
    """The label that an item ends in: ``Quoting to condemn → VALID``."""
    match = _CONCLUSION.search(words[-80:])
    if match is None or (decision := decision_of(match[1])) is None:
        return None
    return NamedLabel(match[1], decision)


def kind_of_head(block: Block, above: ClauseKind | None) -> ClauseKind | None:
    """The kind that a head announces below a section of kind ``above``; None if it says none."""
    defines = above is ClauseKind.DEFINITION and (block.is_inline or block.rank == Rank.ITEM)
    if defines or (above is ClauseKind.EXAMPLE and block.rank != Rank.ITEM):
        return None  # "Safe content: …" below "Definitions" defines what safe content is
    if block.rank >= Rank.PARAGRAPH:
        return _kind_of_item(block, above)
    kind = _kind_of_heading(block.title, block.mark)
    is_rule = above in RULE_KINDS or block.code is not None
    if not is_rule or kind in _IN_RULES or is_bare_section_name(block.title):
        return kind
    return None


def _kind_of_heading(title: str, mark: Decision | None) -> ClauseKind | None:
    named = kind_of_title(_BRACKETS.sub(" ", title))
    if named is None and kind_of_title(title) in DECISION_OF:
        named = kind_of_title(title)  # "Spam (not allowed)"
    label = label_in_title(title)
    if label and named in YIELDING:
        return KIND_OF[label.decision]
    if named in DECISION_OF and len({x.decision for x in _labels_in(title[:_LONGEST])}) > 1:
        return None  # "VALID vs INVALID" is neither
    return named or (KIND_OF[mark] if mark else None)


def _kind_of_item(block: Block, above: ClauseKind | None) -> ClauseKind | None:
    """Items follow their section unless a leading word, a tick or a conclusion says otherwise."""
    if block.rank == Rank.PARAGRAPH:
        return _kind_of_paragraph(block.title)
    if opens_exception(block.title[:40]):
        return ClauseKind.EXCEPTION
    parts = split_joint(block.title)
    is_label = parts and (above not in RULE_KINDS or parts[0].upper() == parts[0])
    if parts and is_label and (decision := decision_of(parts[0])):
        return KIND_OF[decision]
    if block.mark:
        return KIND_OF[block.mark]
    concluded = concluded_label(block.title) if above in (None, ClauseKind.INSTRUCTION) else None
    return KIND_OF[concluded.decision] if concluded else None


def _kind_of_paragraph(words: str) -> ClauseKind | None:
    """Prose says what it is in its first words: "Content is allowed when …"."""
    if len({label.decision for label in _labels_in(words[:_LONGEST])}) > 1:
        return ClauseKind.INSTRUCTION  # "Answer ALLOW or BLOCK"
    return kind_of_title(" ".join(words.split()[:6]))
