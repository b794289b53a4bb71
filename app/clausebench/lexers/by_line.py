"""Lexing one line at a time, with the state that a line leaves to the next as a number."""

from __future__ import annotations

from dataclasses import dataclass

from pygments.lexer import ExtendedRegexLexer, LexerContext
from pygments.token import Text, _TokenType

from clausebench.domain.text import Span

LexedLine = tuple[tuple[tuple[Span, _TokenType], ...], int]
"""The spans of a line that are not plain text, in order, and the state for the next line."""


@dataclass(frozen=True, slots=True)
class LineLexer:
    """Drives a Pygments lexer line by line.

    ``stacks`` are the states in which the lexer can be between two lines; the number of a state is
    its index. Highlighters call this once per line, and again only for lines whose text or
    preceding state changed.
    """

    lexer: ExtendedRegexLexer
    stacks: tuple[tuple[str, ...], ...]

    def lex(self, line: str, state: int) -> LexedLine:
        """Lex ``line`` (without its line break); an unknown ``state`` counts as 0."""
        stack = self.stacks[state] if 0 <= state < len(self.stacks) else self.stacks[0]
        context = LexerContext(line + "\n", 0, list(stack))
        spans: list[tuple[Span, _TokenType]] = []
        for start, kind, value in self.lexer.get_tokens_unprocessed(context=context):
            end = min(start + len(value), len(line))
            if kind is Text or end <= start:
                continue
            if spans and spans[-1][1] is kind and spans[-1][0].end == start:
                start = spans.pop()[0].start
            spans.append((Span(start, end), kind))
        return tuple(spans), self.stacks.index(tuple(context.stack))
