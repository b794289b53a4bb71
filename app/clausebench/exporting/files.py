"""Written files before they are on a disk: names with the bytes that go there."""

from __future__ import annotations

import json

from clausebench.domain.plain import to_plain

Files = dict[str, bytes]
"""Relative names with forward slashes; parts of names come from slugs, never from titles."""


def text_file(text: str) -> bytes:
    """UTF-8 that ends with exactly one line feed."""
    return f"{text.rstrip(chr(10))}\n".encode()


def json_file(value: object) -> bytes:
    """Indented JSON in the order of the value's own keys, as other programs' users read it."""
    return text_file(json.dumps(to_plain(value), ensure_ascii=False, indent=2))


def jsonl_file(values: list[object]) -> bytes:
    """One value a line."""
    return "".join(f"{json.dumps(to_plain(v), ensure_ascii=False)}\n" for v in values).encode()


def below(folder: str, files: Files) -> Files:
    """The files inside a folder."""
    return {f"{folder}/{name}": data for name, data in files.items()}
