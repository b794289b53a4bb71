"""Bytes as text, in the encoding they are in."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass

from clausebench.domain.errors import BadInputError

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
_CHUNK = 1 << 20
_IN_UTF8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_LETTERS = re.compile(r"[^\W\d_]")
_FOREIGN_LETTERS = re.compile(r"(?=[^\W\d_])[^\x00-\x7f]")
# No Western word has a superscript or a currency sign inside; an apostrophe it may have.
_ODD_INSIDE_WORD = re.compile(
    r"(?<=[^\W\d_])(?![’‘\xad])[^\w\s\x00-\x7f](?=[^\W\d_])|[¹²³](?=[^\W\d_])"
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """``is_lossy``: some bytes fit nothing and are read as U+FFFD."""

    name: str
    is_lossy: bool = False

    def open(self, data: bytes, newline: str = "") -> io.TextIOWrapper:
        """The text piece by piece: it is never in memory as a whole."""
        return io.TextIOWrapper(io.BytesIO(data), self.name, "replace", newline)

    def text(self, data: bytes) -> str:
        return data.decode(self.name, "replace")


def encoding_named(name: str) -> Encoding:
    """What a person says it is. Raises ``BadInputError``."""
    try:
        # Some codecs are no text encodings at all.
        "".encode(codecs.lookup(name).name)
    except (LookupError, ValueError) as error:
        raise BadInputError(
            f"There is no encoding {name}.", hint="Usual ones: utf-8, cp1252, utf-16, shift_jis."
        ) from error
    return Encoding(name, is_lossy=True)


def encoding_of(data: bytes) -> Encoding:
    """By its mark; UTF-8 if it is, or nearly; UTF-16 by its zeros; Windows-1252 if that gives
    Western words; else what charset-normalizer thinks, if there is enough to think about."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoding(name, is_lossy=True)
    if wide := _without_mark(data[:_SAMPLE]):
        return Encoding(wide, is_lossy=True)
    if _is_utf8(data):
        return Encoding("utf-8")
    if _is_nearly_utf8(data):
        return Encoding("utf-8", is_lossy=True)
    sample = _telling_part(data)
    if len(sample) < _TELLING or _is_western(sample.decode("cp1252", "replace")):
        return Encoding("cp1252", is_lossy=True)
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return Encoding(best.encoding if best is not None else "cp1252", is_lossy=True)


def _without_mark(sample: bytes) -> str:
    """Western UTF-16 has a zero in every other byte."""
    half = len(sample) // 2
    if half < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else ""


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_nearly_utf8(data: bytes) -> bool:
    """One damaged character must not turn all others into another alphabet."""
    sample = _telling_part(data)
    foreign = len(_NOT_ASCII.findall(sample))
    whole = sum(len(found) for found in _IN_UTF8.findall(sample))
    return whole >= 8 and whole >= 0.9 * foreign


def _telling_part(data: bytes) -> bytes:
    """From shortly before the first byte that is not ASCII: before it all encodings agree."""
    first = _NOT_ASCII.search(data)
    start = max(0, first.start() - 200) if first else 0
    return data[start : start + _SAMPLE]


def _is_western(text: str) -> bool:
    letters, foreign = len(_LETTERS.findall(text)), len(_FOREIGN_LETTERS.findall(text))
    odd = len(_ODD_INSIDE_WORD.findall(text))
    return "\ufffd" not in text and foreign <= 0.3 * letters and odd <= 0.02 * (foreign + 1)
