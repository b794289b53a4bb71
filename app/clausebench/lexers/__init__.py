"""Pygments lexers for policies and reasonings: token types only, no colours."""

from clausebench.lexers.policy import PolicyLexer, lex_policy_line
from clausebench.lexers.reasoning import ReasoningLexer, lex_reasoning_line

__all__ = ["PolicyLexer", "ReasoningLexer", "lex_policy_line", "lex_reasoning_line"]
