"""Lines of transcript files."""

from __future__ import annotations

import json

from clausebench.domain.text import text_hash

POLICY = "# Spam\n\nSP1 is spam.\n"
CONTENT = "Buy pills now"


def line(**changes: object) -> str:
    """A good line with some values changed; None leaves the key out."""
    plain: dict[str, object] = {
        "policy": text_hash(POLICY),
        "content": CONTENT,
        "reasoning": "It sells pills.",
        "final": "1",
        **changes,
    }
    return json.dumps({name: value for name, value in plain.items() if value is not None})
