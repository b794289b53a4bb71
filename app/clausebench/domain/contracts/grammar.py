"""Write GBNF, llama.cpp's grammar notation, without recursion: every answer is bounded."""

from __future__ import annotations

import json
from collections.abc import Iterable

_BLOCK = 20
# No control characters, no \\u escapes that could smuggle one in, one line.
_CHARACTER = r'[^"\\\x00-\x1F\x7F] | "\\" ["\\]'
STRING_RULES = f"char ::= {_CHARACTER}\nblock ::= char{{{_BLOCK}}}\n"
"""Goes with every grammar that uses ``string``."""


def literal(text: str) -> str:
    """A GBNF literal of exactly this text."""
    return json.dumps(text, ensure_ascii=False)


def one_of(alternatives: Iterable[str]) -> str:
    return f"({' | '.join(alternatives)})"


def one_literal_of(texts: Iterable[str]) -> str:
    return one_of(literal(text) for text in texts)


def string(longest: int) -> str:
    """A JSON string of up to ``longest`` characters, a multiple of 20.

    Counted in blocks, since llama.cpp makes one rule per optional repetition.
    """
    return rf'"\"" block{{0,{longest // _BLOCK - 1}}} char{{0,{_BLOCK}}} "\""'


def array(item: str, most: int) -> str:
    """A JSON array of up to ``most`` items; ``item`` must be a rule name."""
    return f'"[" ({item} (", " {item}){{0,{most - 1}}})? "]"'


def root(expression: str) -> str:
    return f"root ::= {expression}\n"
