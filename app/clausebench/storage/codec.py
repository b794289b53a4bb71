"""Domain values as JSON text in a column, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TypeVar

from clausebench.domain.plain import from_plain, to_plain

T = TypeVar("T")


def to_json(value: object) -> str:
    """Compact JSON of a domain value, readable in any script."""
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """Raises ``PlainError`` or ``ValueError`` if the text has not the shape of ``kind``."""
    return from_plain(kind, json.loads(text))


def digest(values: Sequence[str | int | float | None]) -> str:
    """``sha256:<hex>`` of a row's values, in an unambiguous form."""
    text = json.dumps(list(values), separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("ascii")).hexdigest()
