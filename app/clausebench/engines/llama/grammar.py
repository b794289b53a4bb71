"""A grammar over the final channel's text, run by llama.cpp."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

from clausebench.domain.errors import EngineError
from clausebench.engines.llama.context import Logits
from clausebench.engines.llama.native import library

_ENTRY = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])


class Grammar:
    """Where a text stands in a grammar. ``accept`` only what ``allows`` has allowed: llama.cpp
    ends the process over anything else.
    """

    def __init__(self, handle: Any) -> None:
        self._native = library()
        self._handle = handle

    @classmethod
    def compile(cls, vocabulary: Any, text: str) -> Grammar:
        """From GBNF with the root rule ``root``. Raises ``EngineError``."""
        handle = library().llama_sampler_init_grammar(vocabulary, text.encode(), b"root")
        if not handle:
            raise EngineError(
                "The output contract's grammar cannot be used.",
                "llama.cpp does not understand it.",
                "Choose another output contract.",
            )
        return cls(handle)

    def copy(self) -> Grammar:
        """At the same place, to go on from there."""
        return Grammar(self._native.llama_sampler_clone(self._handle))

    def allows(self, token: int) -> bool:
        """An end-of-generation token is allowed where the text may end."""
        return bool(np.isfinite(self._apply(np.array([token]), np.zeros(1, np.float32)))[0])

    def mask(self, logits: Logits) -> Logits:
        """A copy with minus infinity for all that is not allowed. 2 ms with gpt-oss."""
        return self._apply(np.arange(len(logits)), logits)

    def accept(self, token: int) -> None:
        self._native.llama_sampler_accept(self._handle, token)

    def close(self) -> None:
        if self._handle:
            self._native.llama_sampler_free(self._handle)
            self._handle = None

    def _apply(self, ids: Any, logits: Logits) -> Logits:
        entries = np.zeros(len(ids), _ENTRY)
        entries["id"], entries["logit"] = ids, logits
        candidates = self._native.llama_token_data_array(
            data=entries.ctypes.data_as(self._native.llama_token_data_p),
            size=len(entries),
            selected=-1,
            sorted=False,
        )
        self._native.llama_sampler_apply(self._handle, ctypes.byref(candidates))
        return np.ascontiguousarray(entries["logit"])
