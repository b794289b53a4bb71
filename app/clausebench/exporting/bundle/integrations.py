"""The formats of other programs, each in its folder inside a bundle."""

from __future__ import annotations

from collections.abc import Callable

from clausebench.domain.bundle.release import Release
from clausebench.exporting import (
    batch,
    client,
    coop,
    criteria,
    inspect_dataset,
    ollama,
    opa,
    openai_evals,
    osprey,
    promptfoo,
    structured_requests,
)
from clausebench.exporting.files import Files, below, text_file

_ALWAYS: dict[str, Callable[[Release], Files]] = {
    "coop": coop.write,
    "criteria": criteria.write,
    "inspect": inspect_dataset.write,
    "opa": opa.write,
    "osprey": osprey.write,
    "promptfoo": promptfoo.write,
    "python": client.write,
    "requests": structured_requests.write,
}
_POLICY_IN_EVERY_LINE: dict[str, Callable[[Release], Files]] = {
    "batch": batch.write,
    "openai-evals": openai_evals.write,
}
_MOST_REPEATED = 2 << 20
"""Bytes of policy text repeated in each of these; beyond, they are left to ``export --to``."""


def integrations(release: Release) -> Files:
    """All of them below ``integrations/``, as far as the policy allows."""
    found: Files = {}
    for folder, write in _ALWAYS.items():
        found |= below(folder, write(release))
    is_small = len(release.cases) * len(release.prompt.encode()) <= _MOST_REPEATED
    for folder, write in _POLICY_IN_EVERY_LINE.items():
        if is_small:
            found |= below(folder, write(release))
        else:
            found[f"{folder}/README.md"] = text_file(_left_out(folder))
    if ollama.fits(release):
        found |= below("ollama", ollama.write(release))
    return below("integrations", found)


def _left_out(folder: str) -> str:
    return (
        f"# {folder}\n\nThis format repeats the policy for every case, which is too much for a "
        f"bundle of this size. Write it with: clausebench export FILE --to {folder}"
    )
