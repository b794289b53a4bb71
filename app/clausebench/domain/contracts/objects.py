"""Find the JSON object that answers in whatever the model wrote around it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from clausebench.domain.contracts.repairs import Repair

_FENCE = re.compile(r"```[a-zA-Z0-9]*")
_MOST_ATTEMPTS = 200
"""Braces tried before giving up: an answer has one object, damage may have thousands."""


class JsonObject(dict[str, object]):
    """A JSON object that remembers which keys stood in it twice."""

    doubled: frozenset[str]
    contradicting: frozenset[str]

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        keys = [key for key, _ in pairs]
        self.doubled = frozenset(key for key in self if keys.count(key) > 1)
        self.contradicting = frozenset(
            key for key, value in pairs if key in self.doubled and value != self[key]
        )


@dataclass(frozen=True, slots=True)
class FoundObject:
    """An object and where it stood in the text."""

    values: JsonObject
    start: int
    end: int


def find_objects(text: str) -> list[FoundObject]:
    """The complete JSON objects in order of appearance, without those inside others."""
    decoder = json.JSONDecoder(object_pairs_hook=JsonObject)
    found: list[FoundObject] = []
    position = text.find("{")
    for _ in range(_MOST_ATTEMPTS):
        if position < 0:
            break
        try:
            values, end = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            end = position + 1
        else:
            found.append(FoundObject(values, position, end))
        position = text.find("{", end)
    return found


def surroundings(text: str, found: FoundObject) -> tuple[str, ...]:
    """What stood around the object, as repairs."""
    before, after = text[: found.start], text[found.end :]
    marks = (
        (Repair.CODE_FENCE, bool(_FENCE.search(before) or _FENCE.search(after))),
        (Repair.LEADING_TEXT, bool(_FENCE.sub("", before).strip())),
        (Repair.TRAILING_TEXT, bool(_FENCE.sub("", after).strip())),
    )
    return tuple(repair for repair, is_there in marks if is_there)
