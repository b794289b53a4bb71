"""Bytes as text, in the encoding they are in."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_TELLING = 2_000
"""Bytes. In a shorter text one accented letter decides, and is read as a rarer alphabet."""


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. A byte that fits nothing becomes U+FFFD.

    UTF-8 if it is; else what charset-normalizer thinks of the beginning, if that is long enough;
    else Windows-1252.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if len(data) < _TELLING:
            return data.decode("cp1252", "replace"), "cp1252"
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_SAMPLE]).best()
        name = best.encoding if best is not None else "cp1252"
        return data.decode(name, "replace"), name
