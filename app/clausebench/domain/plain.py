"""Between frozen dataclasses and plain JSON values, strictly.

One codec serves the engine's pipe, the workspace and the command line, so that a value has one
JSON form. Enums are their values, tuples are lists, paths are texts, missing keys take the
field's default.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, cast

T = TypeVar("T")


class PlainError(ValueError):
    """The data does not have the shape of the class."""


def to_plain(value: object) -> Any:
    """A value made of dicts, lists, strings, numbers, booleans and None."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value) if f.init
        }
    if isinstance(value, (tuple, list)):
        return [to_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): to_plain(v) for k, v in value.items()}
    if isinstance(value, Path):
        return str(value)
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"no plain form for {type(value).__name__}")


def from_plain(cls: type[T], data: object) -> T:
    """Build ``cls`` from ``to_plain``'s form. Raises ``PlainError`` on any other shape."""
    return cast(T, _read(cls, data, cls.__name__))


def _read(kind: Any, data: object, where: str) -> object:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _read_union(typing.get_args(kind), data, where)
    if origin is tuple:
        return _read_tuple(typing.get_args(kind), data, where)
    if isinstance(kind, typing.NewType):
        return _read(kind.__supertype__, data, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _read_enum(kind, data, where)
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(cast(type, kind), data, where)
    return _read_scalar(kind, data, where)


def _read_union(kinds: tuple[Any, ...], data: object, where: str) -> object:
    if data is None and type(None) in kinds:
        return None
    errors = []
    for kind in kinds:
        if kind is type(None):
            continue
        try:
            return _read(kind, data, where)
        except PlainError as error:
            errors.append(str(error))
    raise PlainError("; ".join(errors) or f"{where}: null is not allowed")


def _read_tuple(kinds: tuple[Any, ...], data: object, where: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise PlainError(f"{where}: expected a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_read(kinds[0], v, f"{where}[{i}]") for i, v in enumerate(data))
    if len(data) != len(kinds):
        raise PlainError(f"{where}: expected {len(kinds)} values, got {len(data)}")
    return tuple(_read(k, v, where) for k, v in zip(kinds, data, strict=True))


def _read_enum(kind: type[Enum], data: object, where: str) -> Enum:
    try:
        return kind(data)
    except ValueError as error:
        raise PlainError(f"{where}: {data!r} is not a {kind.__name__}") from error


def _read_dataclass(kind: type, data: object, where: str) -> object:
    if not isinstance(data, dict):
        raise PlainError(f"{where}: expected an object")
    hints = _hints(kind)
    values: dict[str, object] = {}
    for field in dataclasses.fields(kind):
        if not field.init:
            continue
        if field.name in data:
            values[field.name] = _read(hints[field.name], data[field.name], f"{where}.{field.name}")
        elif field.default is field.default_factory is dataclasses.MISSING:
            raise PlainError(f"{where}.{field.name}: missing")
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise PlainError(f"{where}: {error}") from error


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read_scalar(kind: Any, data: object, where: str) -> object:
    if kind is object or kind is Any:
        return data
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if kind is Path and isinstance(data, str):
        return Path(data)
    if isinstance(data, kind) and not (kind is int and isinstance(data, bool)):
        return data
    raise PlainError(f"{where}: expected {getattr(kind, '__name__', kind)}")
