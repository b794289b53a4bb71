"""Token types of policies and reasonings. Themes give them colours; nothing here does."""

from __future__ import annotations

from pygments.token import Token

HEADING = Token.Policy.Heading
LEAD = Token.Policy.Lead
CODE = Token.Policy.Code
LABEL = Token.Policy.Label
EXAMPLE = Token.Policy.Example
BULLET = Token.Policy.Bullet
OUTPUT = Token.Policy.Output
TABLE_BAR = Token.Policy.TableBar
RULER = Token.Policy.Ruler
FENCE = Token.Policy.Fence
VERBATIM = Token.Policy.Verbatim

REASONING_CODE = Token.Reasoning.Code
REASONING_QUOTE = Token.Reasoning.Quote
REASONING_LABEL = Token.Reasoning.Label
REASONING_HEDGE = Token.Reasoning.Hedge
REASONING_TURN = Token.Reasoning.Turn
