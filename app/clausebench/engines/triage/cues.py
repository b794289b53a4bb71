"""Signs that any text can carry whatever it is about: a link, money, a question, repetition.

A cue means nothing by itself. It counts because, and only as far as, the policy's own examples
on one side show it more than those on the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from clausebench.engines.triage.folding import is_hidden

# A host name is tried only where its chain of labels begins: else long chains cost their square.
_LINK = re.compile(
    r"(?:[hH][tT]{2}[pP][sS]?://|[wW]{3}\.)\S+"
    r"|(?<![\w-])(?<![\w-]\.)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}\b(?:/\S*)?"
)
_DIGIT = re.compile(r"\d")
_HANDLE = re.compile(r"(?<!\w)[@#]\w{2,}")
_DISGUISED = re.compile(r"(?<!\w)[^\W\d_]+[0-9@$][^\W\d_]+|[a-z][\u0370-\u052f]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """``name`` is how the reasoning says it: "both have …"."""

    name: str
    is_in: Callable[[str], bool]

    @property
    def token(self) -> str:
        """A feature that no word of any text can collide with."""
        return f"‹{self.name}›"


def _has_money(text: str) -> bool:
    return "$" in text or any(unicodedata.category(c) == "Sc" for c in _beyond_ascii(text))


def _has_capitals(text: str) -> bool:
    found = re.findall(r"[^\W\d_]{2,}", text)
    shouted = sum(w.isupper() and len(w) > 2 for w in found)
    return shouted >= 2 or (shouted == 1 and len(found) <= 5)


def _has_repetition(text: str) -> bool:
    found = re.findall(r"\w+", text.casefold())
    return len(found) > 3 and len(set(found)) < 0.7 * len(found)


def _has_emoji(text: str) -> bool:
    return any(c > "\u2190" and unicodedata.category(c) == "So" for c in _beyond_ascii(text))


def _has_hidden(text: str) -> bool:
    return any(is_hidden(c) for c in _beyond_ascii(text))


def _beyond_ascii(text: str) -> str:
    """Most texts have nothing there, and looking up every character is slow."""
    return "" if text.isascii() else text


CUES = (
    Cue("a link", lambda t: _LINK.search(t) is not None),
    Cue("several links", lambda t: len(_LINK.findall(t)) > 1),
    Cue("a handle or hashtag", lambda t: _HANDLE.search(t) is not None),
    Cue("an amount of money", _has_money),
    Cue("a number", lambda t: _DIGIT.search(t) is not None),
    Cue("words in capitals", _has_capitals),
    Cue("an exclamation mark", lambda t: "!" in t or "！" in t),
    Cue("a question mark", lambda t: any(c in t for c in "?？؟")),
    Cue("repeated words", _has_repetition),
    Cue("emoji", _has_emoji),
    Cue("hidden characters", _has_hidden),
    Cue("disguised letters", lambda t: _DISGUISED.search(t) is not None),
)


def cues(text: str) -> list[Cue]:
    """The cues in a text as it was written, before any folding."""
    return [cue for cue in CUES if cue.is_in(text)]
