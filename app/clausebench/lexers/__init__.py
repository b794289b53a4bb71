"""Pygments lexers for policies and reasoning: token types only, no colours."""
