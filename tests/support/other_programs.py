"""Weights as other programs keep them, small enough to be made by the dozen."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.support.broken_gguf import Pieces, put_together, text_key

from clausebench.engines.weights.places import Surroundings


def surroundings(home: Path, system: str = "linux", **environment: str) -> Surroundings:
    """A computer whose user lives in ``home`` and has no other programs."""
    hub, downloads = home / ".cache/huggingface/hub", home / "Downloads"
    return Surroundings(home, system, environment, hub, downloads)


def header(name: str = "", architecture: str = "gpt-oss", **more: str) -> bytes:
    """A GGUF file of nothing but its first keys; ``more`` in ``general``."""
    keys = {"architecture": architecture, "name": name, **more}
    return put_together(
        Pieces(tuple(text_key(f"general.{k}", v) for k, v in keys.items()), (), bytes(64))
    )


def put(path: Path, data: bytes) -> Path:
    """Write a file, and the folders it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def put_into_ollama(store: Path, name: str, data: bytes) -> Path:
    """As ``ollama pull`` does; ``name`` as a path below ``manifests``. Returns the blob."""
    digest = hashlib.sha256(data).hexdigest()
    layers = [
        {"mediaType": "application/vnd.ollama.image.license", "digest": "sha256:" + "0" * 64},
        {"mediaType": "application/vnd.ollama.image.model", "digest": f"sha256:{digest}"},
    ]
    manifest = {"schemaVersion": 2, "config": {"digest": "sha256:" + "1" * 64}, "layers": layers}
    put(store / "manifests" / name, json.dumps(manifest).encode())
    return put(store / "blobs" / f"sha256-{digest}", data)


def put_into_hub_cache(cache: Path, repo: str, name: str, data: bytes) -> Path:
    """As huggingface-hub does; returns the link in the snapshot."""
    folder = cache / f"models--{repo.replace('/', '--')}"
    blob = put(folder / "blobs" / hashlib.sha256(data).hexdigest(), data)
    link = folder / "snapshots/0123abcd" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(blob)
    return link
