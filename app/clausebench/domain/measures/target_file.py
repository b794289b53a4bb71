"""Targets as a person writes them.

    confident = false                # ask it of the lower end of the 95 % interval; default: no
    min_cases = 10                   # fewer than this say nothing; this is the default

    [overall]
    accuracy = 0.9
    recall = 0.9
    stability = 0.95

    [clause."SP2.a"]
    recall = 0.8
    min_cases = 12
    confident = true

    [tag.contrast]                   # also: label, language, kind, severity, split
    accuracy = 0.85

By default the share itself is compared with the minimum, and its interval is shown beside it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from clausebench.domain.errors import BadInputError
from clausebench.domain.measures.shares import FEW
from clausebench.domain.measures.slices import By
from clausebench.domain.measures.targets import PLACES, Metric, Target

_OVERALL = "overall"
_SETTINGS = ("confident", "min_cases")
_TABLES = ", ".join((_OVERALL, *By))
_METRICS = ", ".join(Metric)


def read_targets(text: str, source: str) -> tuple[Target, ...]:
    """In the order of the file; ``source`` is its name. Raises ``BadInputError``, which names the
    line or the key that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(
            f"{source} is not TOML: {error}.",
            hint='A target reads like this: [clause."SP2.a"], and below it recall = 0.8.',
        ) from error
    found = tuple(_Reader(source, data).targets())
    if not found:
        raise BadInputError(f"{source} names no target.", hint="Write [overall] and recall = 0.9.")
    return found


def read_target(text: str) -> Target:
    """A target over all cases in one word, in per cent: ``recall=90``. Raises ``BadInputError``."""
    name, _, percent = text.partition("=")
    try:
        minimum = round(float(percent.strip().removesuffix("%")) / 100, PLACES)
    except ValueError:
        minimum = -1.0
    if name not in list(Metric) or not 0 <= minimum <= 1:
        raise BadInputError(
            f"“{text}” is no target.",
            f"What can be asked for: {_METRICS}.",
            "Write recall=90 for 90 %, or name a file with --targets for targets of clauses.",
        )
    return Target(None, "", Metric(name), minimum)


class _Reader:
    def __init__(self, source: str, data: dict[str, Any]) -> None:
        self._source = source
        self._data = data

    def targets(self) -> Iterator[Target]:
        top = {key: value for key, value in self._data.items() if key in _SETTINGS}
        for key, value in self._data.items():
            if key == _OVERALL:
                yield from self._of(None, "", self._table(key, value), top, key)
            elif key in list(By):
                for name, inner in self._table(key, value).items():
                    where = f'{key}."{name}"'
                    yield from self._of(By(key), name, self._table(where, inner), top, where)
            elif key not in _SETTINGS:
                raise self._bad(key, "is no table of targets", f"There are: {_TABLES}.")

    def _table(self, where: str, value: object) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        raise self._bad(where, "is not a table", f"Write [{where}] and the minimums below it.")

    def _of(
        self, by: By | None, name: str, table: dict[str, Any], top: dict[str, Any], where: str
    ) -> Iterator[Target]:
        confident, min_cases = self._settings({**top, **table}, where)
        for key, value in table.items():
            if key in _SETTINGS:
                continue
            if key not in list(Metric):
                hint = f"There are: {_METRICS}, confident, min_cases."
                raise self._bad(f"{where}.{key}", "is nothing that is measured", hint)
            minimum = self._minimum(f"{where}.{key}", value)
            metric = Metric(key)
            if metric is Metric.F1 and confident:
                hint = "Ask for precision and recall instead, or write confident = false."
                raise self._bad(f"{where}.{key}", "has no interval to be confident of", hint)
            yield Target(by, name, metric, minimum, confident, min_cases)

    def _minimum(self, where: str, value: Any) -> float:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if is_number and 0 <= value <= 1:
            return round(float(value), PLACES)
        raise self._bad(where, f"is {value!r}, not a number from 0 to 1", "90 % is written 0.9.")

    def _settings(self, table: dict[str, Any], where: str) -> tuple[bool, int]:
        confident, min_cases = table.get("confident", False), table.get("min_cases", FEW)
        if not isinstance(confident, bool):
            raise self._bad(f"{where}.confident", "is neither true nor false", "")
        if isinstance(min_cases, bool) or not isinstance(min_cases, int) or min_cases < 1:
            raise self._bad(f"{where}.min_cases", "is not a whole number from 1", "")
        return confident, min_cases

    def _bad(self, where: str, what: str, hint: str) -> BadInputError:
        return BadInputError(f"{self._source}: {where} {what}.", hint=hint)
