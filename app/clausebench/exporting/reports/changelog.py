"""What changed since the last release: clause by clause, and what it did to verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from clausebench.domain.bundle.changes import ClauseChange, ClauseChangeKind
from clausebench.domain.comparison import Comparison

_LONGEST_WORDS = 240
_MOST_EXAMPLES = 12


def changelog(
    since: str,
    now: str,
    changes: Sequence[ClauseChange],
    compared: Comparison | None = None,
    contents: Mapping[str, str] | None = None,
) -> str:
    """Markdown. ``since`` and ``now`` name the versions; ``contents`` are cases by name."""
    lines = [f"# Changes from {since} to {now}", ""]
    if not changes:
        lines.append("No clause changed.")
    for kind in ClauseChangeKind:
        told = [change for change in changes if change.kind is kind]
        if told:
            lines += [f"## Clauses {kind}", "", *(line for c in told for line in _change(c)), ""]
    if compared is not None:
        lines += ["", "## Verdicts", "", compared.sentence, ""]
        lines += _flips(compared, contents or {})
    return "\n".join(lines).rstrip() + "\n"


def _change(change: ClauseChange) -> Iterable[str]:
    yield f"- **{change.name}**"
    if change.before:
        yield f"  - was: {_short(change.before)}"
    if change.after and change.kind is not ClauseChangeKind.MOVED:
        yield f"  - is: {_short(change.after)}"


def _flips(compared: Comparison, contents: Mapping[str, str]) -> Iterable[str]:
    flips = [c for c in compared.cases if c.before.decision is not c.after.decision]
    for flip in flips[:_MOST_EXAMPLES]:
        before, after = flip.before.decision or "no majority", flip.after.decision or "no majority"
        yield f"- {flip.name}: {before} → {after}"
        if flip.name in contents:
            yield f"  - “{_short(contents[flip.name])}”"
    if len(flips) > _MOST_EXAMPLES:
        yield f"- and {len(flips) - _MOST_EXAMPLES} more"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_WORDS else f"{flat[: _LONGEST_WORDS - 1]}…"
