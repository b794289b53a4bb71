"""Recognising section names, outcome words and output keys in many languages."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from clausebench.domain.clause import ClauseKind, Decision
from clausebench.domain.reading_policy.label_words import CONTENT_KEYS, DECISIONS, OUTPUT_KEYS
from clausebench.domain.reading_policy.section_words import (
    KIND_ORDER,
    POLICY_WORDS,
    SECTION_WORDS,
)

_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_FIRST_UNSPACED: Final = "\u2e80"
"""Scripts written without spaces between words (Han, kana) begin here."""
_LONGEST_TITLE: Final = 120
"""Section names are short; words further along a line are prose."""
_ENDING: Final = re.compile(r"\w{0,5}")
_SENTENCE: Final = re.compile(r":\s|=|→|->")
_LONGEST_LABEL: Final = 32
_DRESSING: Final = " \t:：*_`.#'\"[]()"


def plain(text: str) -> str:
    """Casefolded, without Latin accents: writers drop them in capitals ("DÉFINITIONS")."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", folded)))


def _alternatives(fragments: str) -> list[str]:
    """Split at the bars outside parentheses."""
    parts, depth = [""], 0
    for character in fragments:
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _compiled(kind: ClauseKind) -> re.Pattern[str]:
    fragments = [f for line in SECTION_WORDS[kind] for f in _alternatives(plain(line))]
    unspaced = [f for f in fragments if any(c >= _FIRST_UNSPACED for c in f)]
    spaced = [f for f in fragments if f not in unspaced]
    # Words of unspaced scripts may start anywhere, others only where a word starts.
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})|(?:{'|'.join(unspaced)})")


_PATTERNS: Final = {kind: _compiled(kind) for group in KIND_ORDER for kind in group}
_POLICY: Final = re.compile(plain("|".join(POLICY_WORDS)))
_DECISIONS: Final = {plain(word): decision for word, decision in DECISIONS.items()}
_OUTPUT_KEYS: Final = frozenset(map(plain, OUTPUT_KEYS))
_CONTENT_KEYS: Final = frozenset(map(plain, CONTENT_KEYS))


@lru_cache(maxsize=8192)
def kind_of_title(title: str) -> ClauseKind | None:
    """The kind that a section name announces, or None when it says nothing."""
    text = plain(title[:_LONGEST_TITLE]).strip(_DRESSING)
    for group in KIND_ORDER:
        found = ((kind, _PATTERNS[kind].search(text)) for kind in group)
        hits = [(match.start(), -len(match[0]), kind) for kind, match in found if match]
        if hits:
            return min(hits)[2]
    return None


@lru_cache(maxsize=8192)
def is_section_name(title: str) -> bool:
    """Whether a short title is a section's name, not a sentence that mentions one."""
    text = plain(title[:_LONGEST_TITLE]).strip(_DRESSING)
    words = len(text.split())
    if not 1 <= words <= 5 or len(text) > 48 or _SENTENCE.search(text):
        return False
    return (words <= 3 and kind_of_title(title) is not None) or any(
        pattern.match(text) for pattern in _PATTERNS.values()
    )


def names_policy(title: str) -> bool:
    """Whether a title calls the text a policy."""
    return _POLICY.search(plain(title)) is not None


def is_bare_section_name(title: str) -> bool:
    """``Exceptions``: nothing but a section's word and its ending."""
    text = plain(title[:_LONGEST_TITLE]).strip(_DRESSING)
    found = (pattern.match(text) for pattern in _PATTERNS.values())
    return any(match and _ENDING.fullmatch(text, match.end()) for match in found)


@lru_cache(maxsize=8192)
def decision_of(word: str) -> Decision | None:
    """What an outcome word means: ``INVALID`` violates; None for other words."""
    if len(word) > _LONGEST_LABEL:
        return None
    return _DECISIONS.get(plain(word).strip(" .,;" + _DRESSING))


def is_output_key(key: str) -> bool:
    """Whether a label follows: ``Output``, ``Decision``, ``Étiquette``."""
    return plain(key).strip(_DRESSING) in _OUTPUT_KEYS


def is_content_key(key: str) -> bool:
    """Whether example content follows: ``Content``, ``Input``."""
    return plain(key).strip(_DRESSING) in _CONTENT_KEYS


def opens_exception(words: str) -> bool:
    """Whether a sentence starts like an exception: "Unless …", "Sauf …"."""
    return _PATTERNS[ClauseKind.EXCEPTION].match(plain(words).lstrip(_DRESSING)) is not None
