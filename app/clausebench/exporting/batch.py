"""Batch files: one Chat Completions request for each case, for OpenAI Batch and vLLM."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from clausebench.domain.bundle.release import Release
from clausebench.exporting.answers import Answering, answering
from clausebench.exporting.conversation import chat_request, vllm_request
from clausebench.exporting.files import Files, jsonl_file

Maker = Callable[[Release, Answering, str], dict[str, Any]]


def write(release: Release) -> Files:
    """``openai-batch.jsonl``, which vLLM takes as well (``vllm run-batch -i``); where vLLM is to
    hold answers of one word to these words, also ``vllm-batch.jsonl``."""
    both = _lines(release, chat_request)
    with_choices = _lines(release, vllm_request)
    own = {"vllm-batch.jsonl": with_choices} if with_choices != both else {}
    return {"openai-batch.jsonl": both, **own}


def _lines(release: Release, make: Maker) -> bytes:
    found = answering(release)
    return jsonl_file(
        [
            {
                "custom_id": case.name,
                "method": "POST",
                "url": "/v1/chat/completions",
                "body": make(release, found, case.content),
            }
            for case in release.cases
        ]
    )
