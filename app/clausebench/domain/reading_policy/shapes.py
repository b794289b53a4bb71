"""Small questions about a few words: are they capitals, a name, a key, a mark?"""

from __future__ import annotations

import re
from typing import Final

from clausebench.domain.clause import ClauseKind, Decision
from clausebench.domain.reading_policy.blocks import Block, Rank, Shape
from clausebench.domain.reading_policy.codes import Code, heading_code
from clausebench.domain.reading_policy.keywords import (
    decision_of,
    is_output_key,
    is_section_name,
    kind_of_title,
)
from clausebench.domain.reading_policy.label_words import ALLOWED_MARKS, VIOLATES_MARKS
from clausebench.domain.reading_policy.lines import Line

EMOJI: Final = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    "[\ufe0f\u200d\u20e3]*\\s*(?=\\S)"
)
QUOTES: Final = frozenset('"“”„«»「」『』')
SENTENCE_ENDS: Final = (".", ";", ",", "!", "?", "。", "،", "।")
LONGEST_HEADING: Final = 100
_KEY_END: Final = re.compile(r"[:：]")
_LOWER_START: Final = re.compile(r"[a-zß-öø-ÿа-яіїєґα-ω]")
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")
_BRACKETS: Final = re.compile(r"\([^()]*\)")


def mark_of(words: str) -> Decision | None:
    """What a leading emoji says: a tick allows, a cross or a siren forbids."""
    first = words[:1]
    if first and first in ALLOWED_MARKS:
        return Decision.ALLOWED
    return Decision.VIOLATES if first and first in VIOLATES_MARKS else None


def is_caps(words: str) -> bool:
    """Capitals throughout, in a script that has them; brackets may hold small letters."""
    outside = _BRACKETS.sub("", words)
    return outside.isupper() and _LETTERS.search(outside) is not None


def is_title_case(words: str) -> bool:
    """``Edge Cases``: every longer word starts with a capital or a digit."""
    longer = [w for w in words.split() if len(w) > 3]
    return bool(longer) and len(words) <= 60 and not any(map(_LOWER_START.match, longer))


def names_examples(key: str) -> bool:
    """``Examples``, ``Examples of VALID content``; not ``Example 3``, which is one of them."""
    return (
        kind_of_title(key) is ClauseKind.EXAMPLE
        and len(key.split()) <= 6
        and not any(c.isdigit() for c in key)
    )


def own_heading_code(title: str, shift: int) -> Code | None:
    """The code that a heading gives to its section, ``shift`` characters into its line."""
    if kind_of_title(title) is ClauseKind.EXAMPLE:
        return None  # "Example 2: INVALID (SP3)" is about a code, it does not define one
    emoji = EMOJI.match(title)
    skipped = emoji.end() if emoji else 0
    code = heading_code(title[skipped:])
    if code is None or decision_of(code.text):
        return None
    return code.moved(skipped + shift)


def heading(line: Line, rank: int, words: int, title: str) -> Block:
    """A head that names a section; ``words`` is where the title starts in the line."""
    return Block(
        Shape.HEAD,
        rank,
        line.indent,
        line.indent,
        words,
        title,
        mark=mark_of(title),
        code=own_heading_code(title, words),
    )


def split_key(words: str) -> tuple[str, str] | None:
    """``Key: rest`` apart; None when no short key stands before a colon."""
    colon = _KEY_END.search(words, 0, 90)
    if colon is None:
        return None
    key = words[: colon.start()].strip(" *_`")
    if not key or QUOTES.intersection(key) or _LOWER_START.match(key):
        return None
    return key, words[colon.end() :].strip(" *_")


def lead(line: Line, words: int, key: str, *, has_rest: bool, may_head: bool) -> Block | None:
    """What a key opens: a section, a short clause, examples, a label, perhaps a term."""
    shape, rank = _role(key, has_rest=has_rest, may_head=may_head)
    if shape is None:
        return None
    block = Block(shape, rank, line.indent, line.indent, words, key, is_inline=has_rest)
    block.mark = mark_of(line.body)
    if rank == Rank.SECTION:
        block.code = own_heading_code(key, words)
    return block


def _role(key: str, *, has_rest: bool, may_head: bool) -> tuple[Shape | None, int]:
    if is_output_key(_BRACKETS.sub("", key)):
        # "Answer (0 or 1):" at the end is where the model writes, not a section.
        return (Shape.OUTPUT, Rank.LEAD) if has_rest else (None, Rank.LEAD)
    if names_examples(key):
        return Shape.EXAMPLES, Rank.LEAD
    if is_caps(key):
        return Shape.HEAD, Rank.SECTION if may_head and not has_rest else Rank.LEAD
    if is_section_name(key) or (not has_rest and is_title_case(key)):
        return Shape.HEAD, Rank.LEAD
    if has_rest and len(key.split()) <= 8:
        return Shape.TERM, Rank.ITEM
    return None, Rank.LEAD
