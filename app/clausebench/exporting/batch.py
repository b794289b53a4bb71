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
    """``openai-batch.jsonl`` and ``vllm-batch.jsonl`` (``vllm run-batch -i``)."""
    return {
        "openai-batch.jsonl": _lines(release, chat_request),
        "vllm-batch.jsonl": _lines(release, vllm_request),
    }


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
