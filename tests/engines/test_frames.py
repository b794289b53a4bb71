"""Frames on a pipe."""

from __future__ import annotations

import contextlib
import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausebench.engines.frames import (
    LARGEST_FRAME,
    FrameError,
    FrameTooLargeError,
    encode_frame,
    read_frame,
)

JSON = st.recursive(
    st.booleans() | st.integers() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=50)
@given(st.lists(JSON, max_size=5))
def test_what_is_written_is_read(values: list[object]) -> None:
    pipe = io.BytesIO(b"".join(encode_frame(value) for value in values))
    assert [read_frame(pipe) for _ in values] == values
    assert read_frame(pipe) is None


@settings(max_examples=50)
@given(JSON, st.data())
def test_a_frame_cut_short_is_an_error(value: object, data: st.DataObject) -> None:
    frame = encode_frame(value)
    cut = data.draw(st.integers(1, len(frame) - 1))
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(frame[:cut]))


@given(st.binary(min_size=1))
def test_garbage_never_raises_anything_else(garbage: bytes) -> None:
    with contextlib.suppress(FrameError):
        _read_to_the_end(io.BytesIO(garbage))


def _read_to_the_end(pipe: io.BytesIO) -> None:
    while read_frame(pipe) is not None:
        pass


def test_a_length_beyond_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(FrameError, match="claims"):
        read_frame(io.BytesIO(struct.pack(">I", LARGEST_FRAME + 1) + b"x"))


def test_a_value_beyond_the_limit_is_not_written() -> None:
    with pytest.raises(FrameTooLargeError):
        encode_frame("x" * LARGEST_FRAME)


def test_deep_nesting_is_an_error_and_not_a_crash() -> None:
    body = b"[" * 1_000_000
    with pytest.raises(FrameError, match="JSON"):
        read_frame(io.BytesIO(struct.pack(">I", len(body)) + body))


def test_an_error_does_not_quote_the_frame() -> None:
    body = b'{"content": "secret words'
    with pytest.raises(FrameError) as caught:
        read_frame(io.BytesIO(struct.pack(">I", len(body)) + body))
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__
