"""Clause codes: how writers spell them, and which spelling is a clause's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_UPPER: Final = "A-ZÀ-ÖØ-ÞΑ-ΩА-ЯІЇЄҐ"
_SUFFIX: Final = r"(?:\.(?:[a-z]{1,3}|\d{1,3})(?!\w))"
_LETTERED: Final = rf"[{_UPPER}]{{1,10}}(?:[-_][{_UPPER}]{{1,10}}){{0,2}}[-_]?\d{{1,3}}"
_NUMBERED_NAMES: Final = (
    "Rule|Section|Clause|Category|Criterion|Article|Regel|Kategorie|Règle|Catégorie|Regla|Categoría"
    "|Regra|Categoria|Regola|Reguła|Правило|Категорія"
)
CODE: Final = (
    rf"(?:{_LETTERED}(?:[a-z](?!\w))?{_SUFFIX}*(?!\w)"
    rf"|(?:{_NUMBERED_NAMES})\s(?:\d{{1,3}}|[A-Z])(?!\w){_SUFFIX}*"
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?![\w%]))"
)
"""``SP2``, ``HATE-01``, ``H2.f``, ``Rule 3``, ``4.1``."""

_LEADING: Final = re.compile(
    rf"[`*_\[(\"'“#]{{0,4}}(?P<code>{CODE})(?P<close>[`*_\])\"'”]{{0,4}})"
    r"(?P<rest>\s*[:：|=→.)\[]|\s*[-–—]+(?:\s|$)|\s*\([^()]{0,60}\)|\s*$)?"
)
_BRACKETED: Final = re.compile(
    rf"[(\[（]\s*[`*]?(?:#(?P<tag>[{_UPPER}]{{1,10}}\d{{0,3}})|(?P<code>{CODE}))[`*]?"
    r"\s*(?:[)\]）]|[:：,–—-]\s+(?!\w+\d)[^()\[\]]{0,80}[)\]）])"
)
_CLASSED: Final = re.compile(
    r"(?:Category|Class|Code|Label|Level|Type|Violation|Kategorie|Catégorie|Categoría|Categoria)"
    rf"\s?[:：]?\s+[`*]{{0,3}}(?P<code>{CODE})[`*]{{0,3}}\s*(?:[:：–—(-]|$)"
)
_NAMED: Final = re.compile(
    rf"[*_`]{{0,3}}(?:[(\[](?P<tag>[{_UPPER}]{{2,10}})[)\]]\s+(?=\w)"
    rf"|(?P<code>[{_UPPER}]{{1,4}}\d?)\s*\((?=[{_UPPER}]\w*[a-z]))"
)
_DIGITS: Final = re.compile(r"[\d.]")


@dataclass(frozen=True, slots=True)
class Code:
    """A code as written, at ``start:end`` of a line's words.

    ``strength`` orders claims on the same code: 4 leads a heading, 3 stands in a heading's
    brackets, 2 leads an item, 1 could as well be the first word of a sentence.
    """

    text: str
    start: int
    end: int
    strength: int

    @property
    def family(self) -> str:
        """See ``family_of``."""
        return family_of(self.text)

    @property
    def is_dotted(self) -> bool:
        """``SP2.a``: below another code."""
        return "." in self.text

    def moved(self, by: int) -> Code:
        return Code(self.text, self.start + by, self.end + by, self.strength)


def family_of(code: str) -> str:
    """What the codes of one policy share: ``SP`` for ``SP2.a``, nothing for ``4.1``."""
    return _DIGITS.split(code, maxsplit=1)[0]


def leading_code(words: str, *, in_heading: bool) -> Code | None:
    """The code that a line's words start with."""
    match = _LEADING.match(words)
    if match is None:
        return None
    firm = match["rest"] is not None or bool(match["close"])
    if not firm and words[0].isdigit() and words[match.end() :].lstrip()[:1].islower():
        return None  # "2.5 grams or more"
    strength = (4 if in_heading else 2) if firm else 1
    return Code(match["code"], match.start("code"), match.end("code"), strength)


def heading_code(title: str) -> Code | None:
    """The code of a heading, in front, in brackets (``(SP2 – likely)``) or before its name."""
    found = leading_code(title, in_heading=True)
    if found and found.strength > 1:
        return found
    if match := _BRACKETED.search(title):
        group = "tag" if match["tag"] else "code"
        return Code(match[group], match.start(group), match.end(group), 3)
    if match := _CLASSED.match(title):
        return Code(match["code"], match.start("code"), match.end("code"), 3)
    if match := _NAMED.match(title):
        group = "tag" if match["tag"] else "code"
        return Code(match[group], match.start(group), match.end(group), 3 if match["tag"] else 1)
    return found


def is_under(child: str, parent: str) -> bool:
    """Whether ``SP2.a`` belongs below ``SP2``."""
    return child.startswith(parent) and child[len(parent) : len(parent) + 1] == "."
