"""Files of comments, as the review page writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

AT = "2026-11-27T10:00:00.123Z"


def comment(number: int = 1, **changes: Any) -> dict[str, Any]:
    """One comment on clause SP1."""
    return {
        "id": f"{number:032x}",
        "subject": "clause",
        "ref": "SP1",
        "name": "SP1",
        "mark": "problem",
        "text": "Too wide.",
        "at": AT,
        **changes,
    }


def comment_file(sha256: str, *comments: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A whole file about the text with this hash."""
    return {
        "format": "clausebench-comments",
        "version": 1,
        "package": f"sha256:{'0' * 64}",
        "policy": {"slug": "spam", "title": "Spam policy", "version": 1, "sha256": sha256},
        "who": "Ana",
        "saved": AT,
        "comments": list(comments),
        **changes,
    }


def write_file(path: Path, value: object) -> Path:
    """As the page spells it."""
    path.write_text(f"{json.dumps(value, indent=2, ensure_ascii=False)}\n", "utf-8")
    return path
