"""A Modelfile for Ollama, with a context large enough and the sampler of the release."""

from __future__ import annotations

from clausebench.domain.bundle.release import Release
from clausebench.domain.errors import BadInputError
from clausebench.domain.token_estimate import estimate_tokens
from clausebench.exporting.files import Files, text_file

_MODEL = "gpt-oss-safeguard:20b"
_QUOTES = '"""'
_LEAST_CONTEXT = 8192
_REASONING = 4096
"""Tokens kept free for content, reasoning and answer."""


def write(release: Release) -> Files:
    """``Modelfile``. Raises ``BadInputError`` for a policy that no Modelfile can hold."""
    if not fits(release):
        raise BadInputError(
            "The policy holds three quotation marks in a row.",
            "A Modelfile ends its text there, and the model would read half a policy.",
            "Write these marks in another way, or use another format.",
        )
    settings = release.settings
    is_greedy = settings is not None and settings.sampler.value == "repeatable"
    lines = [
        f"# {release.slug}, version {release.version}, {release.policy_sha256}",
        "# Ollama puts the policy into the system message; Clausebench judges with it in the",
        "# developer message. Run the cases again before you rely on it.",
        f"FROM {_MODEL}",
        f"PARAMETER num_ctx {context_size(release)}",
        f"PARAMETER temperature {0 if is_greedy else 1}",
        "PARAMETER top_p 1",
        f"PARAMETER top_k {1 if is_greedy else 0}",
        "PARAMETER min_p 0",
        "PARAMETER repeat_penalty 1",
        f"PARAMETER seed {settings.seed if settings else 0}",
        f"SYSTEM {_QUOTES}{release.prompt.rstrip()}",
        _QUOTES,
    ]
    return {"Modelfile": text_file("\n".join(lines))}


def fits(release: Release) -> bool:
    """Whether a Modelfile can hold the policy."""
    return _QUOTES not in release.prompt


def context_size(release: Release) -> int:
    """Tokens: the policy, the longest case and room to think, up to the next power of two."""
    longest = max((case.content for case in release.cases), key=len, default="")
    needed = estimate_tokens(release.prompt).count + estimate_tokens(longest).count + _REASONING
    size = _LEAST_CONTEXT
    while size < needed:
        size *= 2
    return size
