"""Which characters the fonts at hand can show, and what stands where one cannot be shown.

PDF for screen readers may not have boxes in place of letters, and typst refuses to write one. So
the characters of a report are tried out first, on a page of nothing else: with the fonts that are
always there, then with the computer's own.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

_PROBE = b"""
#set document(title: "probe")
#set text(lang: "en")
#for told in json(bytes(sys.inputs.report)) [#told #parbreak()]
"""
_SAID = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))")
_SAMPLE = 3
_IGNORED = re.compile("[\x00-~\u200b-\u200f\u2060-\u2069\ufe00-\ufe0f]")
_ISOLATE, _POP = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_LETTERS = ("L", "M", "N")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """``is_embedded``: the fonts that come along suffice, and the PDF is the same everywhere.
    ``missing`` are texts, mostly of one character, that no font can show."""

    is_embedded: bool
    missing: frozenset[str] = frozenset()

    def mended(self, text: str) -> str:
        """With a word in brackets where characters cannot be shown."""
        if not self.missing or text.isascii():
            return text
        for cluster in sorted((m for m in self.missing if len(m) > 1), key=len, reverse=True):
            text = text.replace(cluster, _named(cluster))
        runs = groupby(text, key=lambda c: (c in self.missing, unicodedata.category(c)[0] == "S"))
        return "".join(
            _named("".join(found)) if is_missing else "".join(found)
            for (is_missing, _), found in runs
        )

    def without(self, error: str) -> Glyphs | None:
        """With the text that an error of typst complains about among the missing ones; None when
        it complains about something else, or again about the same."""
        found = _SAID.search(error)
        if found is None:
            return None
        if self.is_embedded:
            return replace(self, is_embedded=False)
        cluster = _unescaped(found[1])
        return None if cluster in self.missing else replace(self, missing=self.missing | {cluster})

    @property
    def scripts(self) -> str:
        """What is missing, for people: ``Hiragana (3 characters)``."""
        names = sorted(_script(text[0]) for text in self.missing)
        counts = [(name, len(list(found))) for name, found in groupby(names)]
        told = [f"{name} ({n} character{'s' * (n > 1)})" for name, n in counts]
        return ", ".join(told)


def glyphs_for(text: str) -> Glyphs:
    """For all the characters of a text."""
    chars = tuple(sorted(set(_IGNORED.sub("", text))))
    return _glyphs_for(chars)


@cache
def _glyphs_for(chars: tuple[str, ...]) -> Glyphs:
    if _shows(chars, is_plain=True):
        return Glyphs(is_embedded=True)
    if _shows(chars, is_plain=False):
        return Glyphs(is_embedded=False)
    by_script = groupby(sorted(chars, key=_script), key=_script)
    missing = frozenset(char for _, group in by_script for char in _missing(tuple(group)))
    return Glyphs(is_embedded=False, missing=missing)


def _missing(chars: Sequence[str]) -> tuple[str, ...]:
    """Those of one script that no font shows. Fonts have a script or do not: where a few from all
    over it are missing, it is taken to be missing as a whole."""
    if _shows(chars, is_plain=False):
        return ()
    if len(chars) == 1:
        return tuple(chars)
    if len(chars) > 2 * _SAMPLE:
        step = len(chars) // _SAMPLE
        if not any(_shows((char,), is_plain=False) for char in chars[::step]):
            return tuple(chars)
    half = len(chars) // 2
    return (*_missing(chars[:half]), *_missing(chars[half:]))


def _shows(chars: Sequence[str], *, is_plain: bool) -> bool:
    """Whether fonts show every one of them; a mark stands on a circle."""
    import typst

    told = [f"◌{c}" if unicodedata.combining(c) else c for c in chars]
    data = {"report": json.dumps(told)}
    try:
        typst.compile(
            _PROBE,
            format="pdf",
            sys_inputs=data,
            ignore_system_fonts=is_plain,
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        if _SAID.search(str(error)) is None:
            raise
        return False
    return True


def _named(text: str) -> str:
    """Signs by their name, letters by how many they are and of which script."""
    if len(text) == 1 and unicodedata.category(text)[0] not in _LETTERS:
        name = unicodedata.name(text, f"U+{ord(text):04X}").lower()
        return f"{_ISOLATE}[{name}]{_POP}"
    if all(unicodedata.category(char)[0] not in _LETTERS for char in text):
        return "".join(_named(char) for char in text)
    names = dict.fromkeys(map(_script, text))
    return f"{_ISOLATE}[{len(text)} × {', '.join(names)}]{_POP}"


def _script(char: str) -> str:
    """The first word of a character's name, which for letters is that of their script."""
    if unicodedata.category(char)[0] not in _LETTERS:
        return "symbols"
    word = unicodedata.name(char, "other").split(maxsplit=1)[0]
    return "Chinese characters" if word == "CJK" else word.capitalize()


def _unescaped(said: str) -> str:
    """As Rust writes strings for people."""
    known = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
    return _ESCAPE.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else known.get(found[2], found[2]), said
    )
