"""The tokenizer of the loaded weights."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from functools import cached_property
from itertools import dropwhile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clausebench.domain.errors import WeightsError
from clausebench.domain.text import without_lone_surrogates
from clausebench.engines.llama.native import library
from clausebench.harmony.prompt import Control, Piece
from clausebench.harmony.tokens import ControlIds, encode

_LONGEST_PIECE = 1024


class Tokenizer:
    """Text to ids and ids to bytes. Text never becomes a control token."""

    def __init__(self, vocabulary: Any, path: Path) -> None:
        """Raises ``WeightsError`` when the vocabulary has no harmony tokens."""
        self._native = library()
        self._vocabulary = vocabulary
        self.size = int(self._native.llama_vocab_n_tokens(vocabulary))
        self._buffer = ctypes.create_string_buffer(_LONGEST_PIECE)
        self._pieces: dict[int, bytes] = {}
        self.ids = self._find_controls(path)
        self.unwritable = np.array(
            sorted(self.ids.forbidden - self.ids.end_of_generation), np.int64
        )
        """Control tokens that a grammar would take for plain characters."""

    def encode(self, pieces: Iterable[Piece]) -> tuple[int, ...]:
        """Ids of prompt pieces, the text in them through ``harmony.tokens.safe_pieces``."""
        return encode(pieces, self.ids, self.tokenize)

    def encode_word(self, text: str) -> tuple[int, ...]:
        """Ids of a text as it stands inside another, without white space of its own."""
        ids = self.encode((text,))
        return tuple(dropwhile(lambda token: not self.piece(token).strip(), ids))

    def count(self, text: str) -> int:
        return len(self.encode((text,)))

    def tokenize(self, text: str) -> list[int]:
        """Ids of text as llama.cpp sees it. Harmony tokens in it are matched: use ``encode``."""
        return self._tokenize(text, special=False)

    def piece(self, token: int) -> bytes:
        """The bytes of a token; a character may be spread over several."""
        if token not in self._pieces:
            size = self._native.llama_token_to_piece(
                self._vocabulary, token, self._buffer, _LONGEST_PIECE, 0, False
            )
            self._pieces[token] = self._buffer.raw[: max(size, 0)]
        return self._pieces[token]

    @cached_property
    def continues_word(self) -> NDArray[np.bool_]:
        """Of each id, whether its text would go on with a word that stands before it."""
        firsts = (self.piece(token)[:4].decode("utf-8", "ignore")[:1] for token in range(self.size))
        marks = np.fromiter((c.isalnum() or c == "_" for c in firsts), np.bool_, self.size)
        marks[sorted(self.ids.forbidden)] = False
        return marks

    def _tokenize(self, text: str, *, special: bool) -> list[int]:
        data = without_lone_surrogates(text).encode()
        room = len(data) + 1
        out = (self._native.llama_token * room)()
        count = self._native.llama_tokenize(
            self._vocabulary, data, len(data), out, room, False, special
        )
        if count < 0:
            raise ValueError("the tokenizer needs more tokens than there are bytes")
        return list(out[:count])

    def _find_controls(self, path: Path) -> ControlIds:
        native, vocabulary = self._native, self._vocabulary
        ids = {control: self._tokenize(control.literal, special=True) for control in Control}
        if any(len(found) != 1 for found in ids.values()):
            raise WeightsError(
                f"{path.name} has no harmony tokens.",
                "Without them there is no telling reasoning from answer.",
                "Choose a GGUF file of gpt-oss-safeguard.",
            )
        special = (
            native.LLAMA_TOKEN_ATTR_UNKNOWN
            | native.LLAMA_TOKEN_ATTR_CONTROL
            | native.LLAMA_TOKEN_ATTR_USER_DEFINED
        )
        attributes = native.llama_vocab_get_attr
        forbidden = [i for i in range(self.size) if attributes(vocabulary, i) & special]
        return ControlIds(
            {control: found[0] for control, found in ids.items()},
            frozenset(i for i in forbidden if native.llama_vocab_is_eog(vocabulary, i)),
            frozenset(forbidden),
        )
