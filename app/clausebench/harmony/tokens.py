"""From prompt pieces to token ids, so that untrusted text cannot become a control token.

llama.cpp marks the harmony structure tokens as user-defined, and those are matched in any text
even when special tokens are not to be parsed. It also recurses once per character of a
pre-token and overflows the stack at some 26,000 of them. Both are met by cutting the text
before it is tokenised, at places where the model's pre-tokenizer cuts anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from clausebench.harmony.prompt import Control, Piece

LONGEST_RUN = 2_000
"""Characters without a certain pre-token boundary that one call may hold."""

# Symbols and letters are never one pre-token when two symbols come first, so this cut changes
# no ids, except that no ``<|name|>`` survives it.
_INSIDE_LITERAL = re.compile(r"(?<=<\|)(?=[A-Za-z_])")
# Boundaries that hold for any Unicode table: a space after a non-space, and the start of a
# line after a newline (a slash may be drawn into the pre-token of the newline).
_CERTAIN_BOUNDARY = re.compile(r"(?<=\S)(?= )|(?<=\n)(?=[^\s/])")


@dataclass(frozen=True, slots=True)
class ControlIds:
    """The control tokens of one vocabulary.

    ``end_of_generation`` are ids that end an answer whatever their name; ``forbidden`` are all
    ids that text must never yield (control, user-defined and unknown tokens).
    """

    by_control: Mapping[Control, int]
    end_of_generation: frozenset[int] = frozenset()
    forbidden: frozenset[int] = frozenset()
    _by_id: dict[int, Control] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = {token: control for control, token in self.by_control.items()}
        ended = dict.fromkeys(self.end_of_generation, Control.END_OF_TEXT)
        object.__setattr__(self, "_by_id", ended | named)

    def control(self, token: int) -> Control | None:
        """What the id means, or None for text."""
        return self._by_id.get(token)

    def is_forbidden(self, token: int) -> bool:
        return token in self._by_id or token in self.forbidden


class UnsafeTextError(ValueError):
    """Text yielded a control token in spite of every cut. The text is not in the message."""


def safe_pieces(text: str) -> list[str]:
    """Cut text so that each piece can be tokenised by itself; joined they are the text."""
    return [piece for part in _INSIDE_LITERAL.split(text) for piece in _short_runs(part)]


def encode(
    pieces: Iterable[Piece], ids: ControlIds, tokenize: Callable[[str], Iterable[int]]
) -> tuple[int, ...]:
    """Token ids of prompt pieces: control tokens by id, text through ``safe_pieces``.

    ``tokenize`` gets text to be read as plain text. Raises ``UnsafeTextError`` when a control
    id comes out of it all the same, ``KeyError`` when the vocabulary lacks a control token.
    """
    out: list[int] = []
    for piece in pieces:
        if isinstance(piece, Control):
            out.append(ids.by_control[piece])
        else:
            out.extend(_encode_text(piece, ids, tokenize))
    return tuple(out)


def _encode_text(
    text: str, ids: ControlIds, tokenize: Callable[[str], Iterable[int]]
) -> Iterable[int]:
    tokens = [token for piece in safe_pieces(text) for token in tokenize(piece)]
    if any(ids.is_forbidden(token) for token in tokens):
        raise UnsafeTextError("text would have become a control token")
    return tokens


def _short_runs(part: str) -> list[str]:
    if len(part) <= LONGEST_RUN:
        return [part] if part else []
    starts = [0, *(m.start() for m in _CERTAIN_BOUNDARY.finditer(part)), len(part)]
    cuts = [0]
    for run_start, run_end in pairwise(starts):
        cuts.extend(range(run_start + LONGEST_RUN, run_end, LONGEST_RUN))
    cuts.append(len(part))
    return [part[a:b] for a, b in pairwise(cuts)]
