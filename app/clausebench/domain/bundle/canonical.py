"""One spelling for each value: sorted keys, UTF-8, line feeds, no floating-point numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable

from clausebench.domain.plain import to_plain


def canonical_json(value: object) -> bytes:
    """For people as well: indented. Raises ``TypeError`` for a floating-point number."""
    return _dump(value, indent=2)


def canonical_lines(values: Iterable[object]) -> bytes:
    """JSON Lines, one compact value a line. Raises as ``canonical_json``."""
    return b"".join(_dump(value, indent=None) for value in values)


def _dump(value: object, indent: int | None) -> bytes:
    plain = to_plain(value)
    _refuse_floats(plain)
    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(
        plain, ensure_ascii=False, sort_keys=True, indent=indent, separators=separators
    )
    return f"{text}\n".encode()


def _refuse_floats(plain: object) -> None:
    """Their decimal forms differ between programs; shares are written as whole numbers."""
    if isinstance(plain, float):
        raise TypeError("floating-point numbers have no one spelling")
    if isinstance(plain, dict):
        plain = list(plain.values())
    if isinstance(plain, list):
        for item in plain:
            _refuse_floats(item)
