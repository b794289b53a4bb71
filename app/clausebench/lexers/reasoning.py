"""A Pygments lexer for reasonings: what can be seen before clauses and contents are known."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pygments.lexer import ExtendedRegexLexer, words
from pygments.token import Text

from clausebench.domain.linking.phrases import HEDGES, OPENING_TURNS, TURNS
from clausebench.lexers.by_line import LexedLine, LineLexer
from clausebench.lexers.patterns import CODE_SHAPE, LABEL_SHAPE, QUOTED
from clausebench.lexers.types import (
    REASONING_CODE,
    REASONING_HEDGE,
    REASONING_LABEL,
    REASONING_QUOTE,
    REASONING_TURN,
)

_FIRST_CJK = "\u2e80"
_SENTENCE_START = r"(?:^[ \t]*|(?<=[.!?:;—] ))(?i:"


def _spaced(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases if phrase < _FIRST_CJK)


def _unspaced(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases if phrase >= _FIRST_CJK)


def _anywhere(phrases: tuple[str, ...]) -> list[words]:
    """Whole words in any case where words have spaces between them, else as they stand."""
    return [
        words(_spaced(phrases), prefix=r"(?<!\w)(?i:", suffix=r")(?!\w)"),
        words(_unspaced(phrases)),
    ]


class ReasoningLexer(ExtendedRegexLexer):
    """Codes, quotes, labels, hedges and turns."""

    name = "Safety reasoning"
    aliases: ClassVar[list[str]] = ["safety-reasoning"]
    flags = re.MULTILINE

    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"\n", Text),
            (QUOTED, REASONING_QUOTE),
            (CODE_SHAPE, REASONING_CODE),
            (LABEL_SHAPE, REASONING_LABEL),
            (
                words(_spaced(OPENING_TURNS), prefix=_SENTENCE_START, suffix=r")(?!\w)"),
                REASONING_TURN,
            ),
            *((pattern, REASONING_TURN) for pattern in _anywhere(TURNS)),
            *((pattern, REASONING_HEDGE) for pattern in _anywhere(HEDGES)),
            (r"[^\W\u2e80-\uffff]+[ ]?|.", Text),
        ],
    }


_LINES = LineLexer(ReasoningLexer(), (("root",),))


def lex_reasoning_line(line: str, state: int = 0) -> LexedLine:
    """Lex one line of a reasoning; lines do not depend on each other, so the state is always 0."""
    return _LINES.lex(line, state)
