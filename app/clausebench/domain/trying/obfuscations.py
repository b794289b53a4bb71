"""Twelve ways in which people write around a rule. The content says the same; so should the
verdict."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

_LEET = str.maketrans("aeiostAEIOST", "431057431057")
_CYRILLIC = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
_MARKS = ("\u0301", "\u0308", "\u0323", "\u0330")
_SHY = "\N{ZERO WIDTH SPACE}"
_WORD = re.compile(r"[^\W\d_]{4,}")

Obfuscation = Callable[[str, random.Random], str]


def _in_words(change: Callable[[str, random.Random], str], share: float = 0.5) -> Obfuscation:
    """Change some words of four letters and more; always at least one, if there is one."""

    def apply(text: str, chance: random.Random) -> str:
        words = list(_WORD.finditer(text))
        if not words:
            return text
        chosen = [m for m in words if chance.random() < share] or [chance.choice(words)]
        for match in reversed(chosen):
            text = text[: match.start()] + change(match[0], chance) + text[match.end() :]
        return text

    return apply


def _spaced(word: str, _chance: random.Random) -> str:
    return " ".join(word)


def _dotted(word: str, _chance: random.Random) -> str:
    return ".".join(word)


def _split(word: str, _chance: random.Random) -> str:
    return _SHY.join(word)


def _stretched(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    return word[:place] + word[place] * 3 + word[place + 1 :]


def _typo(word: str, chance: random.Random) -> str:
    """Two letters inside change places."""
    places = [i for i in range(1, len(word) - 2) if word[i] != word[i + 1]]
    if not places:
        return word
    i = chance.choice(places)
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _accented(word: str, chance: random.Random) -> str:
    return unicodedata.normalize("NFC", "".join(c + chance.choice(_MARKS) for c in word))


OBFUSCATIONS: dict[str, Obfuscation] = {
    "capitals": lambda text, _chance: text.upper(),
    "small-letters": lambda text, _chance: text.lower(),
    "leet": lambda text, _chance: text.translate(_LEET),
    "look-alikes": lambda text, _chance: text.translate(_CYRILLIC),
    "full-width": lambda text, _chance: text.translate(_WIDE),
    "accents": _in_words(_accented),
    "spaced-letters": _in_words(_spaced, 0.3),
    "dotted-letters": _in_words(_dotted, 0.3),
    "invisible": _in_words(_split),
    "stretched": _in_words(_stretched),
    "typos": _in_words(_typo),
    "no-spaces": lambda text, _chance: text.replace(" ", ""),
}
"""By name. Each takes the content and a source of chance, so that it can be repeated."""


def obfuscate(text: str, names: tuple[str, ...], seed: int = 0) -> str:
    """One after the other: they can be stacked. Raises ``KeyError`` for an unknown name."""
    for place, name in enumerate(names):
        text = OBFUSCATIONS[name](text, random.Random(f"{seed}:{place}:{name}"))  # noqa: S311
    return text
