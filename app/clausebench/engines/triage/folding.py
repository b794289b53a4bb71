"""Text as triage compares it: one spelling for what a reader would take as the same word."""

from __future__ import annotations

import re
import unicodedata

_LOOKALIKES = str.maketrans("авеіјкмнорсѕтухѵαβεηικνορτυχ", "abeijkmhopcstyxvabenikvoptux")
_LEET = str.maketrans("013457@$!|", "oieastasil")
_LEET_WORD = re.compile(r"(?<![\w@$!|])[\w@$|][\w@$!|]+(?![\w@$])")
# The look behind keeps a word of a million letters from being tried at each of them.
_MIXED_WORD = re.compile(r"(?<!\w)\w*(?:[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z])\w*")
_LETTER = r"[a-z0-9@$\u0370-\u052f]"
_SPACED_OUT = re.compile(rf"(?<![\w'])(?:{_LETTER}([ .*_\-]))(?:{_LETTER}\1){{2,}}{_LETTER}(?!\w)")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    r"\U00020000-\U000323af"
)
"""Thai, Lao, Burmese, Khmer, Chinese and Japanese characters, for a regular expression's class:
scripts that write no spaces between words."""
_UNSPACED_CHARACTER = re.compile(f"([{UNSPACED}])")
_WORD = re.compile(r"[\w\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]+(?:'\w+)*")
_STOPS = str.maketrans("।॥๏๚๛", "     ")


def fold(text: str) -> str:
    """Compatibility forms, case, accents and hidden characters are gone, disguises undone.

    ``P а s s w 0 r d`` (with a Cyrillic letter and a digit) becomes ``password``. The same is
    done to policy and content, so a needless change does no harm.
    """
    text = _without_marks(unicodedata.normalize("NFKC", text).casefold())
    text = _SPACED_OUT.sub(lambda m: m.group().replace(m.group(1), ""), text)
    text = _MIXED_WORD.sub(lambda m: m.group().translate(_LOOKALIKES), text)
    text = _LEET_WORD.sub(lambda m: _unleet(m.group()), text)
    text = _DRAWN_OUT.sub(r"\1\1", text)
    # Without spaces every character counts as a word, and pairs of words do the rest.
    return _UNSPACED_CHARACTER.sub(r" \1 ", text.translate(_STOPS))


def words(folded: str) -> list[str]:
    """The words of a folded text, in order."""
    return _WORD.findall(folded)


def is_hidden(character: str) -> bool:
    """A character without width: joiners, direction marks, tags, soft hyphens."""
    return unicodedata.category(character) in ("Cf", "Co", "Cs")


def _without_marks(text: str) -> str:
    """Drop hidden characters everywhere, and accents where a base letter can lose them.

    Indic and South-East Asian vowel signs are marks too, and stay: they carry the word.
    """
    if text.isascii():
        return text
    kept = (c for c in unicodedata.normalize("NFD", text) if not _is_droppable(c))
    return unicodedata.normalize("NFC", "".join(kept)).replace("’", "'").replace("ʼ", "'")


def _is_droppable(character: str) -> bool:
    if character.isascii():
        return False
    if is_hidden(character):
        return True
    is_early_mark = character < "\u0900" or "\u1ab0" <= character <= "\u20ff"
    return is_early_mark and unicodedata.category(character) in ("Mn", "Me")


def _unleet(word: str) -> str:
    """Letters for digits and signs in a word of three letters or more, else as it is."""
    letters = sum(c.isalpha() for c in word)
    if letters == len(word) or letters < 3 or not word.isascii():
        return word
    bare = word.rstrip("!|")
    return bare.translate(_LEET) + word[len(bare) :]
