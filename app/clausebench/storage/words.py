"""How text is folded into words that can be found, in any script.

SQLite's tokenizer separates words at spaces and punctuation. Thai, Chinese and their like write
no spaces, and emoji are not letters to it. So each such character becomes a word of its own, and
a query for several of them becomes a phrase: that finds any substring, at index speed.
Folding also undoes what hides words from a reader's eye but not from the index: compatibility
letters (fullwidth, mathematical), and invisible characters inside words.
"""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(
    "["
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"  # symbols and emoji
    "\u3040-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
    "\uac00-\ud7af"  # Hangul
    "]"
)
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LONG_ENOUGH = 3
"""Shorter terms match whole words only: a one-letter prefix would match nearly everything."""


def words_of(text: str) -> str:
    """The text as the index reads it. Not for people: characters are lost and spelled out."""
    if text.isascii():
        return text.replace("\0", " ")  # SQLite stops reading at NUL
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _APART.sub(_spelled, visible).replace("\0", " ")


def terms_of(query: str) -> tuple[str, ...]:
    """The terms a person typed: split at spaces, those without any letter or digit left out."""
    return tuple(t for t in query.split() if _has_words(words_of(t)))


def match_expression(terms: tuple[str, ...]) -> str:
    """An FTS5 query for texts that have all terms, each as the beginning of a word."""
    return " ".join(_quoted(words_of(t)) for t in terms)


def snippet(texts: tuple[str, ...], terms: tuple[str, ...], width: int = 160) -> str:
    """One line around the first term that stands in the texts as it was typed."""
    for term in terms:
        pattern = re.compile(re.escape(term), re.IGNORECASE)
        for text in texts:
            found = pattern.search(text)
            if found:
                return _cut(text, max(0, found.start() - width // 3), width)
    return _cut(next((t for t in texts if t), ""), 0, width)


def _cut(text: str, start: int, width: int) -> str:
    end = start + width
    line = _BLANK.sub(" ", text[start:end]).strip()
    return f"{'…' if start else ''}{line}{'…' if end < len(text) else ''}"


def _spelled(match: re.Match[str]) -> str:
    return f" x{ord(match[0]):06x} "  # of one length, so that none begins another


def _quoted(words: str) -> str:
    prefix = "*" if len(words.strip()) >= _LONG_ENOUGH else ""
    return '"' + words.replace('"', '""') + '"' + prefix


def _has_words(words: str) -> bool:
    return any(c.isalnum() for c in words)
