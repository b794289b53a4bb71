"""A Pygments lexer for policies: Markdown, or plain text with Markdown's habits."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pygments.lexer import ExtendedRegexLexer, default, include
from pygments.token import Text

from clausebench.lexers.by_line import LexedLine, LineLexer
from clausebench.lexers.patterns import CODE_SHAPE, LABEL_SHAPE, QUOTED
from clausebench.lexers.types import (
    BULLET,
    CODE,
    EXAMPLE,
    FENCE,
    HEADING,
    LABEL,
    LEAD,
    OUTPUT,
    RULER,
    TABLE_BAR,
    VERBATIM,
)

# Everything up to the next character that could begin something else.
_PLAIN = r"[^\n\"“„«「`*|][^\nA-Z\"“„«「`*|]*|."
_SIGN = "[✅❌🚫❗🚨⛔⚠✓✔✗✘➡→🔴🟠🟡🟢]\ufe0f?"
_BULLET = rf"[ \t]*(?:[-*+•▪◦‣–]|\d{{1,3}}[.)]|[a-zA-Z][.)]|{_SIGN})(?=[ \t])[ \t]*"
# Unlike Pygments' ``default`` it leaves the state alone at the very end of the text.
_ANYTHING = r"(?=[\s\S])"
_TITLE_END = r"(?:[ \t]+[–—-][ \t]|:(?:[ \t]|$))"
_CAPITALS = r"(?=[^a-z\n|\"“]*[A-Z][^a-z\n|\"“]{2,}$)"


class PolicyLexer(ExtendedRegexLexer):
    """Headings, codes, bold leads, bullets, labels, quoted examples, output lines, tables."""

    name = "Safety policy"
    aliases: ClassVar[list[str]] = ["safety-policy"]
    flags = re.MULTILINE

    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"[ \t]*```[^`\n]*\n", FENCE, "backticks"),
            (r"[ \t]*~~~.*\n", FENCE, "tildes"),
            (r"[ \t]*(?:[=─━═_*\-][ \t]?){3,}\n", RULER),
            (r"[ \t]*#{1,6}(?=[ \t])", HEADING, "heading"),
            (r"[ \t]*(?=\|)", Text, ("table", "row")),
            (r"[^\w\n\"“|]*(?:Output|Answer|Response)(?:[ \t]\w+){0,2}:", OUTPUT, "inline"),
            (_CAPITALS, Text, "heading"),
            (rf"[ \t]*(?={_SIGN}[^\n\"“|]*\([A-Z]{{1,5}}\d)", Text, "heading"),
            (_BULLET, BULLET, "lead"),
            (_ANYTHING, Text, "lead"),
        ],
        "backticks": [(r"[ \t]*```[ \t]*\n", FENCE, "#pop"), (r".*\n", VERBATIM)],
        "tildes": [(r"[ \t]*~~~[ \t]*\n", FENCE, "#pop"), (r".*\n", VERBATIM)],
        "table": [(r"(?=.*\|)", Text, "row"), (_ANYTHING, Text, "#pop")],
        "row": [
            (r"\|", TABLE_BAR),
            (r":?-{2,}:?(?=[ \t]*(?:\||$))", RULER),
            include("words"),
        ],
        "heading": [
            (CODE_SHAPE, CODE),
            (LABEL_SHAPE, LABEL),
            (r"\n", Text, "#pop"),
            (r".[^\nA-Z]*", HEADING),
        ],
        # What a line is about: a code, then a title up to a dash or a colon.
        "lead": [
            (CODE_SHAPE, CODE),
            (r"[ \t]+", Text),
            (rf"[^\W\d_][^\n\"“–—:|`*(]{{0,60}}(?=(?:[ \t]\([^)\n]*\))?{_TITLE_END})", LEAD),
            default(("#pop", "inline")),
        ],
        "inline": [include("words")],
        "words": [
            (r"\n", Text, "#pop"),
            (QUOTED, EXAMPLE),
            (CODE_SHAPE, CODE),
            (LABEL_SHAPE, LABEL),
            (r"`[^`\n]+`", VERBATIM),
            (r"\*\*(?=\S)", LEAD, "bold"),
            (_PLAIN, Text),
        ],
        "bold": [
            (CODE_SHAPE, CODE),
            (LABEL_SHAPE, LABEL),
            (r"\*\*", LEAD, "#pop"),
            (r"(?=\n)", Text, "#pop"),
            (r"[^\n*][^\nA-Z*]*|\*", LEAD),
        ],
    }


_LINES = LineLexer(
    PolicyLexer(),
    (("root",), ("root", "backticks"), ("root", "tildes"), ("root", "table")),
)


def lex_policy_line(line: str, state: int) -> LexedLine:
    """Lex one line of a policy; ``state`` is 0 for the first line, then what the line before gave.

    States: 0 text, 1 a fence of backticks, 2 a fence of tildes, 3 a table.
    """
    return _LINES.lex(line, state)
