"""The prompt as chat messages, and the request around it, for programs that speak OpenAI's API."""

from __future__ import annotations

import re
from typing import Any

from clausebench.domain.bundle.release import Release
from clausebench.exporting.answers import AnswerForm, Answering

MODEL = "gpt-oss-safeguard-20b"
"""The published weights; servers may know them by another name."""
MOST_TOKENS = 4096 + 1024
"""Of reasoning and of the answer, as Clausebench itself allows; a model that never ends would
otherwise write until the server's context is full."""
_LONGEST_NAME = 64
_UNSUPPORTED = frozenset({"maxLength"})
"""Keywords outside the subset of JSON Schema that strict structured output knows."""


def messages(release: Release, content: str) -> list[dict[str, str]]:
    """Policy first, content last and alone. Servers put a system message where the model's own
    template has its instructions."""
    return [{"role": "system", "content": release.prompt}, {"role": "user", "content": content}]


def strict_schema(schema: object) -> Any:
    """The schema without keywords that strict structured output refuses."""
    if isinstance(schema, dict):
        return {k: strict_schema(v) for k, v in schema.items() if k not in _UNSUPPORTED}
    if isinstance(schema, (list, tuple)):
        return [strict_schema(item) for item in schema]
    return schema


def schema_name(release: Release) -> str:
    """Letters, digits, ``_`` and ``-``, at most 64 of them."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", f"{release.slug}_verdict")[-_LONGEST_NAME:]


def json_schema(release: Release, answering: Answering) -> dict[str, Any] | None:
    """The named strict schema; None where an answer is not an object, which strict mode needs."""
    if answering.table.form is not AnswerForm.OBJECT:
        return None
    return {
        "name": schema_name(release),
        # Titles with braces would be filled in by programs that take them for templates.
        "description": f"A verdict under the policy “{release.title.replace('{', '(')}”.",
        "schema": strict_schema(answering.schema),
        "strict": True,
    }


def chat_request(release: Release, answering: Answering, content: str) -> dict[str, Any]:
    """A Chat Completions request."""
    schema = json_schema(release, answering)
    wanted = {"type": "json_schema", "json_schema": schema}
    return {
        "model": MODEL,
        "messages": messages(release, content),
        **({"response_format": wanted} if schema else {}),
        # The older spelling: servers of open weights know it, and some know only it.
        "max_tokens": MOST_TOKENS,
        **_sampling(release),
    }


def responses_request(release: Release, answering: Answering, content: str) -> dict[str, Any]:
    """A Responses request."""
    schema = json_schema(release, answering)
    effort = release.settings.effort.value if release.settings else "medium"
    sampling = {k: v for k, v in _sampling(release).items() if k in ("temperature", "top_p")}
    return {
        "model": MODEL,
        "instructions": release.prompt,
        "input": content,
        "reasoning": {"effort": effort},
        **({"text": {"format": {"type": "json_schema", **schema}}} if schema else {}),
        **sampling,
        "max_output_tokens": MOST_TOKENS,
        "store": False,
    }


def vllm_request(release: Release, answering: Answering, content: str) -> dict[str, Any]:
    """A Chat Completions request with what vLLM adds: answers of one word as a choice."""
    request = chat_request(release, answering, content)
    table = answering.table
    if table.form is AnswerForm.WORD:
        request["structured_outputs"] = {"choice": [word for word, _ in table.words]}
    elif table.form is AnswerForm.PAIR:
        request["structured_outputs"] = {"regex": answering.schema["pattern"]}
    return request


def _sampling(release: Release) -> dict[str, Any]:
    """As the release was judged; the model's published preset where it was not."""
    settings = release.settings
    is_greedy = settings is not None and settings.sampler.value == "repeatable"
    return {
        "reasoning_effort": settings.effort.value if settings else "medium",
        "temperature": 0 if is_greedy else 1,
        "top_p": 1,
        "seed": settings.seed if settings else 0,
    }
