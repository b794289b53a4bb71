"""The workspace's own key for pseudonyms: made once, kept with it, and never let out."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from clausebench.domain.labelling import elsewhere
from clausebench.domain.pseudonyms import pseudonyms
from clausebench.storage.workspace import Workspace

_FACT = "pseudonym-key"
_BYTES = 32


def pseudonym_key(workspace: Workspace) -> bytes:
    """With it the same person has the same pseudonym in every release of this workspace."""
    return bytes.fromhex(workspace.facts.get_or_make(_FACT, lambda: secrets.token_hex(_BYTES)))


def people(names: Iterable[str], key: bytes) -> dict[str, str]:
    """By name, what stands for whoever labelled. Those from elsewhere keep what they came with."""
    names = list(dict.fromkeys(names))
    given = pseudonyms((name for name in names if elsewhere(name) is None), key)
    return {name: elsewhere(name) or f"person-{given[name]}" for name in names}
