"""Characters in a content that a reader does not see but a model does."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from clausebench.domain.language import LANGUAGE_NAMES, language_hint

__all__ = ["HiddenCharacter", "describe", "hidden_characters", "language_hint"]

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH = "\u034f\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
_FILLERS = "\u00ad\u115f\u1160\u17b4\u17b5\u2028\u2029\u2800\u3164\uffa0"
_VARIATIONS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TAGS = "\U000e0000-\U000e007f"
_SURROGATES = "\ud800-\udfff"

_HIDDEN = re.compile(
    f"[{_CONTROLS}{_BIDI}{_ZERO_WIDTH}{_FILLERS}{_VARIATIONS}{_TAGS}{_SURROGATES}]"
)

_PICTURE = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf"
    "\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_JOINING = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff\u1780-\u17ff\u1800-\u18af"

# Where invisible characters do honest work: emoji made of several parts, flags of regions, keycaps,
# and the joiners that Arabic, Persian and Indian scripts are spelled with.
_HONEST = re.compile(
    f"\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{{1,8}}\U000e007f"
    f"|[{_PICTURE}][\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
    f"(?:\u200d[{_PICTURE}][\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?)*"
    f"|[0-9#*]\ufe0f\u20e3"
    f"|(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}])"
    f"|(?<=[\u0900-\u0dff])\u200d"
)

_NAMES = {
    "\x00": "null",
    "\x07": "bell",
    "\x08": "backspace",
    "\x0b": "vertical tab",
    "\x0c": "form feed",
    "\x1b": "escape",
    "\x7f": "delete",
    "\x85": "next line",
    "\u2800": "blank braille pattern",
}


@dataclass(frozen=True, slots=True)
class HiddenCharacter:
    """One invisible character: where it is (in code points), its name, and ``U+200B``."""

    offset: int
    name: str
    code: str


def hidden_characters(text: str) -> tuple[HiddenCharacter, ...]:
    """The invisible characters of a text, in order, except those that spelling requires."""
    if text.isascii() and not _HIDDEN.search(text):
        return ()
    honest = {i for found in _HONEST.finditer(text) for i in range(*found.span())}
    return tuple(
        HiddenCharacter(found.start(), _name(found.group()), f"U+{ord(found.group()):04X}")
        for found in _HIDDEN.finditer(text)
        if found.start() not in honest
    )


def _name(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return "half of a surrogate pair"
    return _NAMES.get(char) or unicodedata.name(char, "control character").lower()


def describe(text: str) -> str:
    """One line about a content that shows none of it: "212 characters, English, 3 hidden"."""
    characters = f"{len(text):,} character{'' if len(text) == 1 else 's'}"
    hidden = len(hidden_characters(text))
    parts = [characters, LANGUAGE_NAMES.get(language_hint(text)), f"{hidden} hidden" * bool(hidden)]
    return ", ".join(filter(None, parts))
