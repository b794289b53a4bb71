"""llama.cpp's working memory is not written past its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.gguf_maker import random_weights

from clausebench.domain.cancel import CancelToken
from clausebench.engines.llama.context import Context, Row
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.native import AbortFlag
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.preflight import preflight

pytestmark = pytest.mark.llama


def test_more_tokens_than_a_batch_holds_are_refused(weights_folder: Path) -> None:
    header = preflight(random_weights(weights_folder))
    model = Model(header, LlamaOptions(threads=1), CancelToken())
    context = Context(model, 512, AbortFlag(), threads=1, sequences=1)
    try:
        with pytest.raises(ValueError, match="129 tokens for a batch of 128"):
            context.evaluate((Row(0, 0, (7,) * 129),))
        context.evaluate((Row(0, 0, (7,) * 128),))
        assert context.logits().any()
    finally:
        context.close()
        model.close()
