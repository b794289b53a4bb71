"""Weights in several files: all there, whole, and of one set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.errors import WeightsError
from clausebench.engines.llama.gguf import Gguf
from clausebench.engines.llama.header import open_gguf
from clausebench.engines.llama.strangers import refusal

_NAME = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$")
_MOST = 999
_NUMBER, _COUNT, _TENSORS = "split.no", "split.count", "split.tensors.count"
_GET_PARTS = "Download all parts of one set to the same folder."


@dataclass(frozen=True, slots=True)
class Part:
    """One file with its header; ``size`` in bytes."""

    path: Path
    gguf: Gguf
    size: int


def parts_by_name(path: Path) -> tuple[Path, ...]:
    """The files that belong together by their names, whether they are there or not."""
    match = _NAME.search(path.name)
    if match is None or not 1 <= int(match.group(2)) <= _MOST:
        return (path,)
    stem, total = path.name[: match.start()], match.group(2)
    return tuple(
        path.with_name(f"{stem}-{number:05d}-of-{total}{path.suffix}")
        for number in range(1, int(total) + 1)
    )


def refuse_later_part(path: Path, gguf: Gguf) -> None:
    """Only the first part says what the weights are. Raises ``WeightsError``."""
    number = gguf.number(_NUMBER) or 0
    if number > 0:
        what = f"is part {number + 1} of {gguf.number(_COUNT)}"
        raise refusal(path, what, "", f"Choose the first part, {parts_by_name(path)[0].name}.")


def read_parts(first: Part) -> tuple[Part, ...]:
    """All parts, the first one included. Raises ``WeightsError``."""
    count = first.gguf.number(_COUNT) or 0
    if count <= 1:
        return (first,)
    paths = parts_by_name(first.path)
    if len(paths) != count or paths[0] != first.path:
        why = (
            f"llama.cpp finds the others by the name, which must end in -00001-of-{count:05d}.gguf."
        )
        hint = "Give all parts their names back."
        raise refusal(first.path, f"is the first of {count} parts", why, hint)
    _refuse_missing(first.path, paths)
    parts = (first, *(_read(path) for path in paths[1:]))
    for number, part in enumerate(parts):
        if not _belongs(part, first, number):
            raise _mixed(part.path)
    names = [tensor.name for part in parts for tensor in part.gguf.tensors]
    if len(set(names)) != len(names) or len(names) != first.gguf.number(_TENSORS):
        raise _mixed(first.path)
    return parts


def _read(path: Path) -> Part:
    gguf, size = open_gguf(path)
    return Part(path, gguf, size)


def _belongs(part: Part, first: Part, number: int) -> bool:
    found = [part.gguf.number(key) for key in (_NUMBER, _COUNT, _TENSORS)]
    return found == [number, first.gguf.number(_COUNT), first.gguf.number(_TENSORS)]


def _refuse_missing(first: Path, paths: tuple[Path, ...]) -> None:
    missing = [path.name for path in paths if not path.exists()]
    if missing:
        why = f"{len(missing)} of {len(paths)} are missing, first {missing[0]}."
        raise refusal(first, "needs its other parts beside it", why, _GET_PARTS)


def _mixed(path: Path) -> WeightsError:
    why = "It was made with other parts than those beside it."
    return refusal(path, "belongs to another set of parts", why, _GET_PARTS)
