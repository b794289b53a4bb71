"""YAML for the few shapes written here: maps and lists of plain JSON values.

Texts are written as JSON texts, which YAML reads the same way, so nothing in a policy can end a
text early or become a number, a date or a tag.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence


def yaml_file(value: Mapping[str, object]) -> bytes:
    """One document."""
    return "".join(f"{line}\n" for line in _lines(value, "")).encode()


def _lines(value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _entry(f"{indent}{_scalar(key)}:", item, f"{indent}  ")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _entry(f"{indent}-", item, f"{indent}  ")


def _entry(head: str, item: object, indent: str) -> Iterator[str]:
    if isinstance(item, (Mapping, list, tuple)) and item:
        lines = list(_lines(item, indent))
        if head.endswith("-"):  # the first key of a map in a list stands behind the dash
            yield f"{head} {lines[0].lstrip()}"
            yield from lines[1:]
        else:
            yield head
            yield from lines
    else:
        yield f"{head} {_scalar(item)}"


def _scalar(value: object) -> str:
    if isinstance(value, str) and value.isascii() and value.replace("_", "").isalpha():
        return value if value.casefold() not in _WORDS else json.dumps(value)
    return _printable(json.dumps(value, ensure_ascii=False))


_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def _printable(text: str) -> str:
    """YAML wants unprintable characters escaped; inside a JSON text they can be."""
    return "".join(c if c.isprintable() or ord(c) > 0xFFFF else f"\\u{ord(c):04x}" for c in text)
