"""The loaded weights."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import WeightsError
from clausebench.engines.llama.devices import experts_in_main_memory
from clausebench.engines.llama.header import Header
from clausebench.engines.llama.native import library
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.placement import Placement

_MAP_FILE = 1
_ON_CPU = Placement(0)


class Model:
    """Owns llama.cpp's model. Everything made from it must be closed before it."""

    def __init__(
        self,
        header: Header,
        options: LlamaOptions,
        cancel: CancelToken,
        *,
        vocabulary_only: bool = False,
        placement: Placement = _ON_CPU,
    ) -> None:
        """Load. Raises ``Cancelled`` or ``WeightsError``."""
        native = library()
        params = native.llama_model_default_params()
        params.load_mode = _MAP_FILE
        params.vocab_only = vocabulary_only
        self.is_on_gpu = placement.gpu_layers != 0
        params.n_gpu_layers = placement.gpu_layers
        overrides = experts_in_main_memory(placement.experts_on_cpu)
        if placement.experts_on_cpu:
            params.tensor_buft_overrides = ctypes.cast(overrides, ctypes.c_void_p)
        params.use_extra_bufts = bool(options.repack)
        # llama.cpp goes on as long as the callback says True.
        go_on = native.llama_progress_callback(lambda _fraction, _data: not cancel.is_cancelled)
        params.progress_callback = go_on
        self.handle: Any = native.llama_model_load_from_file(str(header.parts[0]).encode(), params)
        if not self.handle:
            cancel.check()
            raise _refused(header.parts[0])
        self.vocabulary: Any = native.llama_model_get_vocab(self.handle)

    @property
    def trained_context(self) -> int:
        """The longest sequence the weights were made for, in tokens."""
        return int(library().llama_model_n_ctx_train(self.handle))

    @property
    def window(self) -> int:
        """How many tokens back the sliding-window layers see."""
        return int(library().llama_model_n_swa(self.handle))

    def close(self) -> None:
        if self.handle:
            library().llama_model_free(self.handle)
            self.handle = None


def _refused(path: Path) -> WeightsError:
    return WeightsError(
        f"{path.name} could not be loaded.",
        "llama.cpp refused it: it is damaged, or memory ran out.",
        "Download it again, or close other programs.",
    )
