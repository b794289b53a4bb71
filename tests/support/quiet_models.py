"""A desk's weights when a test is about something else: nothing here, nothing asked for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from clausebench.domain.weights import DEFAULT_ENDPOINT, CatalogueEntry

ENTRY = CatalogueEntry(
    "safeguard-20b",
    "gpt-oss-safeguard 20b, MXFP4",
    "org/gpt-oss-safeguard-20b-GGUF",
    "*.gguf",
    12_110_000_000,
    14_000_000_000,
    "Apache-2.0",
    "OpenAI",
    "The weights as OpenAI published them.",
    is_recommended=True,
)


def quiet_models() -> dict[str, Any]:
    """The services that ``Desk`` names ``models``, ``downloads`` and ``fits``."""
    models = SimpleNamespace(
        kept=lambda: (),
        found=lambda: (),
        catalogue=lambda: (ENTRY,),
        note_use=lambda _path: None,
        endpoint=DEFAULT_ENDPOINT,
    )
    downloads = SimpleNamespace(waiting=lambda: (), here=lambda _choice: 0)
    fits = SimpleNamespace(of_entry=lambda _entry: None)
    tokens = SimpleNamespace(place=lambda _endpoint: None)
    return {
        "models": lambda: models,
        "downloads": lambda: downloads,
        "fits": lambda: fits,
        "tokens": lambda: tokens,
    }
