"""Targets as text again, for ``read_targets``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from clausebench.domain.measures.slices import By
from clausebench.domain.measures.targets import Target


def targets_text(targets: Iterable[Target]) -> str:
    """Empty for none. One table for the same cases: what they share (``confident``,
    ``min_cases``) is taken from the first, and of two minimums in one metric the last holds."""
    tables: dict[tuple[By | None, str], list[Target]] = {}
    for target in targets:
        tables.setdefault((target.by, target.name), []).append(target)
    return "\n".join("\n".join(_table(found)) + "\n" for found in tables.values())


def _table(targets: list[Target]) -> Iterator[str]:
    first = targets[0]
    yield f"[{first.by}.{_quoted(first.name)}]" if first.by else "[overall]"
    for metric, minimum in {target.metric: target.minimum for target in targets}.items():
        yield f"{metric} = {float(minimum)!r}"
    if first.confident:
        yield "confident = true"
    yield f"min_cases = {first.min_cases}"


def _quoted(text: str) -> str:
    """JSON's escapes are TOML's, but for the last control character (toml.io/en/v1.0.0#string)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
