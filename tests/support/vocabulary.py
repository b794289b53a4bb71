"""A small byte-level BPE vocabulary with the harmony control tokens, as a GGUF file holds it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import gguf

CONTROLS = (
    *("<|startoftext|>", "<|endoftext|>", "<|return|>", "<|constrain|>", "<|channel|>"),
    *("<|start|>", "<|end|>", "<|message|>", "<|call|>", "<|endofprompt|>"),
    *(f"<|reserved_{i}|>" for i in range(8)),
)
"""The spellings of o200k_harmony; llama.cpp knows them by name, so the ids may be small."""

WORDS = (
    *("system", "developer", "user", "assistant", "analysis", "commentary", "final", "json"),
    *("VALID", "INVALID", "zzbad", "zzallow", "the", "and", "policy", "post"),
)
"""Single tokens with and without a space before them; everything else is spelled in bytes."""


def _byte_characters() -> dict[int, str]:
    """GPT-2's printable stand-in for each byte."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in printable]
    return {b: chr(b) for b in printable} | {b: chr(256 + i) for i, b in enumerate(others)}


_BYTES = _byte_characters()


def _spelled(text: str) -> str:
    return "".join(_BYTES[b] for b in text.encode())


@dataclass
class Vocabulary:
    """Tokens in the order of their ids. ``merges`` make ``words`` single tokens."""

    tokens: list[str] = field(default_factory=lambda: [_BYTES[b] for b in range(256)])
    types: list[int] = field(default_factory=lambda: [int(gguf.TokenType.NORMAL)] * 256)
    merges: list[str] = field(default_factory=list)
    words: tuple[str, ...] = WORDS

    def __post_init__(self) -> None:
        self._merge_until_whole([w for word in self.words for w in (word, " " + word)])
        for literal in CONTROLS:
            self._append(literal, gguf.TokenType.CONTROL)

    def __len__(self) -> int:
        return len(self.tokens)

    def id(self, text: str) -> int:
        """The id of a control token's literal, of a word, or of an added piece."""
        return self.tokens.index(text if text in CONTROLS else _spelled(text))

    def add_chain(self, text: str) -> list[int]:
        """New tokens that together spell ``text``. No merge leads to them, so the tokenizer
        never yields them and text cannot start or continue what they say.
        """
        pieces: list[str] = []
        piece = ""
        for word in text.replace(" ", " \0").split("\0"):
            piece += word
            if self._is_new(piece, pieces):
                pieces.append(piece)
                piece = ""
        while piece:  # the end is a token already: let it join the piece before
            piece = pieces.pop() + piece
            if self._is_new(piece, pieces):
                pieces.append(piece)
                piece = ""
        return [self._append(_spelled(piece), gguf.TokenType.NORMAL) for piece in pieces]

    def _is_new(self, piece: str, pieces: list[str]) -> bool:
        return bool(piece) and piece not in pieces and _spelled(piece) not in self.tokens

    def write(self, writer: gguf.GGUFWriter) -> None:
        writer.add_tokenizer_model("gpt2")
        writer.add_tokenizer_pre("gpt-4o")
        writer.add_token_list(self.tokens)
        writer.add_token_types(self.types)
        writer.add_token_merges(self.merges)
        writer.add_bos_token_id(self.id("<|startoftext|>"))
        writer.add_eos_token_id(self.id("<|return|>"))
        writer.add_pad_token_id(self.id("<|endoftext|>"))

    def _append(self, token: str, kind: gguf.TokenType) -> int:
        self.tokens.append(token)
        self.types.append(int(kind))
        return len(self.tokens) - 1

    def _merge_until_whole(self, words: list[str]) -> None:
        """Merge the most frequent pair until each word is one symbol: BPE training, in small."""
        spellings = [list(_spelled(word)) for word in words]
        while any(len(symbols) > 1 for symbols in spellings):
            pairs = Counter(p for s in spellings for p in pairwise(s))
            pair = max(pairs, key=lambda p: (pairs[p], p))
            self.merges.append(" ".join(pair))
            if "".join(pair) not in self.tokens:
                self._append("".join(pair), gguf.TokenType.NORMAL)
            spellings = [_merged(symbols, pair) for symbols in spellings]


def _merged(symbols: list[str], pair: tuple[str, ...]) -> list[str]:
    out: list[str] = []
    for symbol in symbols:
        if out and (out[-1], symbol) == pair:
            out[-1] += symbol
        else:
            out.append(symbol)
    return out
