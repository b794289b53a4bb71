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

from clausebench.exporting.reports.pdf.fonts import fonts

_PROBE = b"""
#set document(title: "probe")
#set text(lang: "en")
#for told in json(bytes(sys.inputs.report)) [#told #parbreak()]
"""
_SAID = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))")
_ATTACHED = frozenset(
    "\u20e3\ufe0e\ufe0f\u200d"
    + "".join(map(chr, (*range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080))))
)
"""What belongs to the sign before it. When that is named instead, typst complains about the
bracket."""
_PLAIN = re.compile(r"[^\s!-~\u00a1-\u024f\u0370-\u037e\u0391-\u03ce\u0400-\u045f–—‘’“”…×→✓✗]+")
_SAMPLE = 3
_MOST_PROBES = 400
"""Of a few milliseconds each."""
_IGNORED = re.compile("[\x00-~\u200b-\u200f\u2060-\u2069\ufe00-\ufe0f\U000e0020-\U000e007f]")
_LETTERS = ("L", "M", "N")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """``is_embedded``: the fonts that come along suffice, and the PDF is the same everywhere.
    ``missing`` are texts, mostly of one character, that no font can show. ``is_last``: nothing
    else helped, and only what every European language is written with is shown."""

    is_embedded: bool
    missing: frozenset[str] = frozenset()
    is_last: bool = False

    def mended(self, text: str) -> str:
        """With a word in brackets where characters cannot be shown."""
        if text.isascii():
            return text
        if self.is_last:
            return _PLAIN.sub(lambda found: _named(found[0]), unicodedata.normalize("NFC", text))
        if not self.missing:
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
        marks = {char for char in cluster if _is_mark(char)}
        found_more = _ATTACHED if cluster.isascii() else marks or {cluster}
        more = found_more - self.missing
        return replace(self, missing=self.missing | more) if more else None

    @property
    def scripts(self) -> str:
        """What is missing, for people: ``Hiragana (3 characters)``; empty where nothing is that a
        reader would see."""
        if self.is_last:
            return "all that is written in this report"
        names = sorted(_script(text[0]) for text in self.missing if _named(text))
        counts = [(name, len(list(found))) for name, found in groupby(names)]
        told = [f"{name} ({n} character{'s' * (n > 1)})" for name, n in counts]
        return ", ".join(told)


LAST_RESORT = Glyphs(is_embedded=False, is_last=True)


def is_about_glyphs(error: str) -> bool:
    """Whether typst could not show a text, rather than anything else."""
    return _SAID.search(error) is not None


def glyphs_for(text: str) -> Glyphs:
    """For all the characters of a text."""
    chars = tuple(sorted(set(_IGNORED.sub("", text))))
    return _glyphs_for(chars)


@cache
def _glyphs_for(chars: tuple[str, ...]) -> Glyphs:
    for is_embedded in (True, False):
        if _shows(chars, is_embedded=is_embedded):
            return Glyphs(is_embedded=is_embedded)
    missing: list[str] = []
    probes = _MOST_PROBES
    for _, group in groupby(sorted(chars, key=_script), key=_script):
        found, probes = _missing(tuple(group), probes)
        missing += found
    return Glyphs(is_embedded=False, missing=frozenset(missing))


def _missing(chars: tuple[str, ...], probes: int) -> tuple[tuple[str, ...], int]:
    """Those of one script that no font shows, and how many of the ``probes`` are left. Fonts have
    a script or do not: where a few from all over it are missing, or it would take too long to
    find out, it is taken to be missing as a whole."""
    samples = chars[:: max(len(chars) // _SAMPLE, 1)]
    if not any(_shows((char,)) for char in samples):
        return chars, probes
    missing: list[str] = []
    parts = [chars]
    while parts and probes > 0:
        probes -= 1
        part = parts.pop()
        if not _shows(part):
            half = len(part) // 2
            missing += part if not half else ()
            parts += [part[:half], part[half:]] if half else []
    return (*missing, *(char for part in parts for char in part)), probes


def _shows(chars: Sequence[str], *, is_embedded: bool = False) -> bool:
    """Whether fonts show every one of them; a mark stands on a circle."""
    import typst

    told = [f"◌{c}" if _is_mark(c) else c for c in chars]
    try:
        typst.compile(
            _PROBE,
            format="pdf",
            sys_inputs={"report": json.dumps(told)},
            font_paths=fonts(is_embedded=is_embedded),
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        if _SAID.search(str(error)) is None:
            raise
        return False
    return True


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _named(text: str) -> str:
    """Signs by their name, letters by how many they are and of which script. What nobody sees
    has no name."""
    text = _IGNORED.sub("", text)
    if not text:
        return ""
    if len(text) == 1 and unicodedata.category(text)[0] not in _LETTERS:
        return f"[{unicodedata.name(text, f'U+{ord(text):04X}').lower()}]"
    if all(unicodedata.category(char)[0] not in _LETTERS for char in text):
        return "".join(_named(char) for char in text)
    names = dict.fromkeys(map(_script, text))
    return f"[{len(text)} × {', '.join(names)}]"


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
