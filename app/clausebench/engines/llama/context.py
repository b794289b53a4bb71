"""llama.cpp's working memory: evaluate tokens, share what was evaluated, take logits."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clausebench.domain.cancel import Cancelled
from clausebench.domain.errors import EngineError
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.native import AbortFlag, library

Logits = NDArray[np.float32]

_AUTOMATIC = -1
# A processor is no faster with larger batches, and between two batches progress is told.
_CPU_BATCH, _GPU_BATCH = 128, 2048
_NO_ROOM, _ABORTED = 1, 2
_WINDOW_ONLY = 1


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens of one sequence to evaluate from ``position`` on."""

    sequence: int
    position: int
    tokens: Sequence[int]
    wants_logits: bool = True


class NoRoomError(Exception):
    """The memory holds no more tokens; nothing was evaluated."""


class Context:
    """Memory for ``size`` tokens, shared by ``sequences`` sequences (numbered from 0).

    Half of the layers see only a window of the latest tokens. Their memory could be smaller
    (``swa_full`` off), but then a sequence can be neither shared nor shortened: llama.cpp says
    yes to both and answers wrong or not at all. Mending that from outside is possible and moves
    tokens to other places, which changes the last digits and with them what a seed says. The
    whole memory costs 25 kB more per token with the 20b weights.
    """

    def __init__(
        self, model: Model, size: int, abort: AbortFlag, *, threads: int, sequences: int
    ) -> None:
        """Raises ``EngineError`` when there is not enough memory."""
        self._native = library()
        self.batch_size = _GPU_BATCH if model.is_on_gpu else _CPU_BATCH
        params = self._native.llama_context_default_params()
        params.n_ctx = size
        params.n_batch = params.n_ubatch = self.batch_size
        # Fewer outputs than sequences would end the process.
        params.n_seq_max = params.n_outputs_max = sequences
        params.n_threads = params.n_threads_batch = threads
        params.flash_attn_type = _AUTOMATIC
        params.kv_unified = params.swa_full = True
        params.abort_callback, params.abort_callback_data = abort.callback, abort.data
        self._abort = abort
        self._handle: Any = self._native.llama_init_from_model(model.handle, params)
        if not self._handle:
            raise EngineError(
                "There is not enough memory for this prompt.",
                f"Space for {size:,} tokens was asked for.",
                "Close other programs, or shorten the policy or the content.",
            )
        self.window = model.window
        """How many tokens back the sliding-window layers see."""
        self.size = int(self._native.llama_n_ctx(self._handle))
        self._memory = self._native.llama_get_memory(self._handle)
        self._batch = self._native.llama_batch_init(self.batch_size, 0, 1)
        vocabulary = self._native.llama_model_get_vocab(model.handle)
        self._ends: list[int] = []
        self._vocabulary_size = int(self._native.llama_vocab_n_tokens(vocabulary))

    def close(self) -> None:
        if self._handle:
            self._native.llama_batch_free(self._batch)
            self._native.llama_free(self._handle)
            self._handle = None

    def use_threads(self, threads: int) -> None:
        """From the next evaluation on."""
        self._native.llama_set_n_threads(self._handle, threads, threads)

    def evaluate(self, rows: Sequence[Row]) -> None:
        """Evaluate at most ``batch_size`` tokens in all, in one batch.

        Raises ``ValueError`` for more, ``Cancelled`` when aborted, ``NoRoomError`` when memory is
        short, ``EngineError`` when llama.cpp fails. After any of them the sequences may hold some
        of the tokens: forget them.
        """
        self._fill(rows)
        code = int(self._native.llama_decode(self._handle, self._batch))
        if code == _ABORTED:
            raise Cancelled
        if code == _NO_ROOM:
            raise NoRoomError
        if code != 0:
            raise EngineError("The engine could not evaluate the prompt.", f"Code {code}.")

    def logits(self, row: int = -1) -> Logits:
        """After the last token of a row that wanted them, shape (vocabulary,), float32.

        Valid until the next call of ``evaluate``.
        """
        found = self._native.llama_get_logits_ith(self._handle, self._ends[row])
        return np.ctypeslib.as_array(found, shape=(self._vocabulary_size,))

    def share(self, source: int, target: int, end: int = -1) -> None:
        """Let ``target`` begin with ``source`` up to position ``end`` (-1: all), at no cost."""
        self._native.llama_memory_seq_cp(self._memory, source, target, 0, end)

    def forget(self, sequence: int, position: int = 0) -> None:
        """Drop a sequence from ``position`` on; evaluation may go on from there."""
        self._native.llama_memory_seq_rm(self._memory, sequence, position, -1)

    def memory_of(self, sequence: int, *, window_only: bool = False) -> bytes:
        """A copy of what a sequence holds; of the sliding-window layers, only their window.

        ``window_only`` leaves the other layers out.
        """
        native, flags = self._native, _WINDOW_ONLY if window_only else 0
        size = int(native.llama_state_seq_get_size_ext(self._handle, sequence, flags))
        buffer = (ctypes.c_uint8 * size)()
        args = (self._handle, buffer, size, sequence, flags)
        return bytes(memoryview(buffer)[: int(native.llama_state_seq_get_data_ext(*args))])

    def set_memory(self, sequence: int, data: bytes, *, window_only: bool = False) -> bool:
        """Make a sequence hold a copy. False when it cannot; then the sequence is empty.

        llama.cpp checks next to nothing of it: ``data`` must come from the same weights, build
        and settings.
        """
        flags = _WINDOW_ONLY if window_only else 0
        buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
        args = (self._handle, buffer, len(data), sequence, flags)
        if int(self._native.llama_state_seq_set_data_ext(*args)) == len(data):
            return True
        self.forget(sequence)
        return False

    def _fill(self, rows: Sequence[Row]) -> None:
        batch = self._batch
        tokens = [token for row in rows for token in row.tokens]
        places = [row.position + i for row in rows for i in range(len(row.tokens))]
        owners = [row.sequence for row in rows for _ in row.tokens]
        self._ends = [end - 1 for end in accumulate(len(row.tokens) for row in rows)]
        count = batch.n_tokens = len(tokens)
        if count > self.batch_size:  # they would be written past the end of llama.cpp's arrays
            raise ValueError(f"{count} tokens for a batch of {self.batch_size}")
        wanted = np.zeros(count, np.int8)
        wanted[[end for end, row in zip(self._ends, rows, strict=True) if row.wants_logits]] = 1
        for field, values in (
            (batch.token, tokens),
            (batch.pos, places),
            (batch.n_seq_id, [1] * count),
            (batch.logits, wanted),
        ):
            np.ctypeslib.as_array(field, shape=(count,))[:] = values
        for index, owner in enumerate(owners):
            batch.seq_id[index][0] = owner
