"""Compare runs: of history, and those that ``test --json`` wrote to a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.comparison import Side, side_of
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.gist import Gist
from clausebench.domain.run import Run, StoredVerdict
from clausebench.domain.verdict import VerdictStatus
from clausebench.services.history import History

_MANY = 10_000


def find_run(history: History, name: str) -> Run:
    """By its id or the end of it, which is the part that differs; ``last`` is the newest suite.

    Raises ``NotFoundError``.
    """
    runs = history.runs(limit=_MANY)
    if name == "last":
        found = [run for run in runs if run.planned > 1][:1]
    else:
        wanted = name.upper()
        found = [run for run in runs if run.id == wanted or run.id.endswith(wanted)]
    if len(found) != 1 or not name:
        what = "fits several runs" if len(found) > 1 else "is no run of this workspace"
        raise NotFoundError(f"“{name}” {what}.", hint="clausebench history lists their ids.")
    return found[0]


def sides_of_run(history: History, run: Run) -> dict[str, Side]:
    """By the name of the case; contents without one by themselves. Cancelled ones are left out."""
    gists = history.gists(run.id)
    if any(gist.case_name is None for gist in gists):  # then the words themselves are the name
        return sides_of(history.verdicts(run.id))
    grouped: dict[str, list[Gist]] = {}
    for gist in gists:
        if gist.status is not VerdictStatus.CANCELLED:
            grouped.setdefault(gist.case_name or "", []).append(gist)
    return {name: side_of(group[0].expected, group) for name, group in grouped.items()}


def sides_of(stored: Iterable[StoredVerdict]) -> dict[str, Side]:
    """Repeats of a case are put together."""
    grouped: dict[str, list[StoredVerdict]] = {}
    for verdict in stored:
        if verdict.verdict.status is not VerdictStatus.CANCELLED:
            grouped.setdefault(verdict.case_name or verdict.content, []).append(verdict)
    return {
        name: side_of(group[0].expected, (s.verdict for s in group))
        for name, group in grouped.items()
    }


def sides_of_file(path: Path) -> dict[str, Side]:
    """What ``clausebench test --json`` printed. Raises ``BadInputError``."""
    try:
        data = json.loads(path.read_text("utf-8"))
        return {str(item["id"]): _side(item) for item in data["cases"]}
    except OSError as error:
        raise BadInputError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadInputError(
            f"{path.name} holds no run.",
            "It is not what clausebench test --json prints.",
            "Write one with: clausebench test POLICY --json > baseline.json",
        ) from error


def _side(item: Mapping[str, Any]) -> Side:
    decision = item["decision"]
    return Side(
        Decision(decision) if decision else None,
        tuple(str(clause) for clause in item["clauses"]),
        Outcome(item["outcome"]),
        float(item["agreement"]),
        int(item["repeats"]),
    )
