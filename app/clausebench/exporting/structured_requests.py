"""Requests for OpenAI's Chat and Responses APIs and for vLLM, with a place for the content."""

from __future__ import annotations

from clausebench.domain.bundle.release import Release
from clausebench.exporting.answers import answering
from clausebench.exporting.conversation import chat_request, responses_request, vllm_request
from clausebench.exporting.files import Files, json_file

PLACE = "{{content}}"
"""Replaced by the content, as a JSON text."""


def write(release: Release) -> Files:
    """``chat.json``, ``responses.json`` and ``vllm.json``."""
    found = answering(release)
    return {
        "chat.json": json_file(chat_request(release, found, PLACE)),
        "responses.json": json_file(responses_request(release, found, PLACE)),
        "vllm.json": json_file(vllm_request(release, found, PLACE)),
    }
