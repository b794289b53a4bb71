"""Frames on a pipe: four bytes of length, big-endian, then that many bytes of UTF-8 JSON.

JSON and nothing else: what arrives is data, whoever sent it.
"""

from __future__ import annotations

import json
import struct
from typing import BinaryIO

LARGEST_FRAME = 16 * 1024 * 1024
"""Bytes of JSON; what claims to be larger is not a frame."""

_LENGTH = struct.Struct(">I")


class FrameError(Exception):
    """What stands on the pipe is not a frame. Its bytes are not in the message."""


class FrameTooLargeError(FrameError):
    """The value does not fit into a frame; nothing was written."""


def encode_frame(data: object) -> bytes:
    """One frame, ready to be written. Raises ``FrameTooLargeError``."""
    body = json.dumps(data, separators=(",", ":")).encode("ascii")
    if len(body) > LARGEST_FRAME:
        raise FrameTooLargeError(f"{len(body)} bytes, at most {LARGEST_FRAME} are allowed")
    return _LENGTH.pack(len(body)) + body


def read_frame(stream: BinaryIO) -> object | None:
    """The next value, or None when the stream ends between two frames.

    Raises ``FrameError`` for a frame that is too large, cut short, or not JSON.
    """
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise FrameError("the stream ended inside a length")
    (length,) = _LENGTH.unpack(head)
    if length > LARGEST_FRAME:
        raise FrameError(f"a frame claims {length} bytes, at most {LARGEST_FRAME} are allowed")
    body = stream.read(length)
    if len(body) < length:
        raise FrameError(f"the stream ended after {len(body)} of {length} bytes")
    return _parse(body)


def _parse(body: bytes) -> object:
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        # The parser's own message quotes the text.
        raise FrameError("a frame does not hold JSON") from None
    if value is None:
        raise FrameError("a frame holds nothing")
    return value
