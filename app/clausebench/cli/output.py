"""Printing: JSON for programs, aligned text for people."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from typing import Any

import click

from clausebench.domain.plain import to_plain
from clausebench.domain.run import Run, StoredVerdict
from clausebench.domain.verdict import Fingerprint, Verdict

MARKS = {"violates": "■ violates", "allowed": "○ allowed", "escalate": "▲ escalate"}


def print_json(value: object) -> None:
    """Always UTF-8 and one value, whatever the terminal's encoding."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    click.echo(text.encode("utf-8"))


def engine_form(engine: Fingerprint) -> dict[str, Any]:
    """The fingerprint with its details as plain keys."""
    return {
        "kind": engine.kind,
        "name": engine.name,
        "is_language_model": engine.is_language_model,
        **dict(engine.details),
    }


def verdict_form(verdict: Verdict) -> dict[str, Any]:
    """The stable JSON form of one verdict."""
    plain: dict[str, Any] = to_plain(verdict)
    return {**plain, "engine": engine_form(verdict.engine)}


def stored_form(stored: StoredVerdict) -> dict[str, Any]:
    return {
        "id": stored.id,
        "run": stored.run_id,
        "case": stored.case_name,
        "policy": stored.policy_name,
        "policy_hash": stored.policy_hash,
        "content": stored.content,
        "at": stored.at,
        **verdict_form(stored.verdict),
    }


def run_form(run: Run) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(run)
    return {**plain, "engine": engine_form(run.engine)}


def mark(decision: str | None, status: str) -> str:
    """The decision with its shape, or the reason why there is none."""
    return MARKS.get(decision or "", f"? {status}")


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns aligned by their widest cell."""
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
    lines = [
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
        for row in (header, ["-" * w for w in widths], *rows)
    ]
    return "\n".join(lines)


def paragraph(text: str, width: int = 88, indent: str = "  ") -> str:
    """Wrapped text that keeps its own line breaks."""
    wrapped = (
        textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent)
        for line in visible(text).split("\n")
    )
    return "\n".join(wrapped)


def visible(text: str) -> str:
    """Text without control characters, which could steer the terminal."""
    return "".join(
        c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text
    )


def one_line(text: str, width: int = 60) -> str:
    """The text's beginning in one line."""
    flat = " ".join(visible(text).split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"
