"""Ollama's store: files named by their hash, and manifests that say which model each belongs to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_MODEL = "application/vnd.ollama.image.model"
_DIGEST = re.compile(r"sha256[:-]([0-9a-f]{64})", re.IGNORECASE)
_LONGEST_MANIFEST = 1 << 20
_OWN_REGISTRY, _OWN_NAMES = "registry.ollama.ai", "library"


def models_in(store: Path, manifests: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """The file of each manifest's weights and the model's name; unreadable ones are left out."""
    for manifest in manifests:
        digest = _digest(manifest)
        if digest:
            yield store / "blobs" / f"sha256-{digest}", _name(manifest.relative_to(store).parts[1:])


def _digest(manifest: Path) -> str:
    """Of the weights; empty when there are none."""
    try:
        if manifest.stat().st_size > _LONGEST_MANIFEST:
            return ""
        layers = json.loads(manifest.read_text("utf-8"))["layers"]
        digests = [layer["digest"] for layer in layers if layer["mediaType"] == _MODEL]
        match = _DIGEST.fullmatch(digests[0])
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return ""
    return match.group(1).lower() if match else ""


def _name(parts: tuple[str, ...]) -> str:
    """As Ollama writes it: ``gpt-oss-safeguard:20b``, or with where it is from."""
    *owner, model, tag = ("", *parts) if len(parts) < 2 else parts
    shown = [part for part in owner if part not in (_OWN_REGISTRY, _OWN_NAMES, "")]
    return "/".join((*shown, f"{model}:{tag}"))
