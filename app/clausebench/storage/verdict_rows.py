"""A verdict as a row, and back, exactly."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace
from typing import Any

from clausebench.domain.case import Case, Expectation
from clausebench.domain.plain import from_plain
from clausebench.domain.run import StoredVerdict
from clausebench.domain.verdict import Verdict
from clausebench.storage.codec import digest, from_json, to_json
from clausebench.storage.database import Value, storable

SELECT_VERDICT = (
    "SELECT v.*, r.policy_id, r.policy_hash, r.policy_name, p.text AS policy_text,"
    " c.text AS content FROM verdicts v JOIN runs r ON r.id = v.run_id"
    " JOIN texts p ON p.hash = r.policy_hash JOIN texts c ON c.hash = v.content_hash "
)
"""Everything that ``stored_verdict`` reads; add a WHERE."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a verdict stands in history."""

    id: str
    run_id: str
    repeat: int
    content_hash: str
    case: Case | None
    at: str
    reused_from: str | None = None

    @property
    def subject(self) -> str:
        """What was judged: the case, or the content itself when there is no case."""
        return self.case.id if self.case else self.content_hash


def verdict_row(place: Place, verdict: Verdict) -> dict[str, Value]:
    """The columns of a new row."""
    case = place.case
    row: dict[str, Value] = {
        "id": place.id,
        "run_id": place.run_id,
        "subject": place.subject,
        "repeat": place.repeat,
        "case_id": case.id if case else None,
        "case_name": case.name if case else None,
        "content_hash": place.content_hash,
        "expected": to_json(case.expected if case else Expectation()),
        **verdict_columns(verdict),
        "at": place.at,
        "reused_from": place.reused_from,
    }
    row = {name: storable(value) for name, value in row.items()}
    return {**row, "digest": row_digest(row)}


def verdict_columns(verdict: Verdict) -> dict[str, Value]:
    """The columns that are the verdict's own."""
    return {
        "status": verdict.status,
        "decision": verdict.decision,
        "label": verdict.label,
        "clauses": json.dumps(verdict.clauses, ensure_ascii=False),
        "confidence": verdict.confidence.measured,
        "prompt_tokens": verdict.tokens.prompt,
        "reasoning_tokens": verdict.tokens.reasoning,
        "final_tokens": verdict.tokens.final,
        "seconds": verdict.seconds,
        "effort": verdict.effort,
        "reasoning": verdict.reasoning,
        "final": verdict.final,
        "plain": to_json(replace(verdict, reasoning="", final="")),
    }


_DIGESTED = (
    "id",
    "run_id",
    "subject",
    "repeat",
    "case_name",
    "content_hash",
    "expected",
    "reasoning",
    "final",
    "plain",
    "at",
)


def row_digest(row: Any) -> str:
    """The digest of a verdict's row; ``row`` maps column names to stored values."""
    return digest([row[name] for name in _DIGESTED])


def stored_verdict(row: sqlite3.Row) -> StoredVerdict:
    """From a row of ``SELECT_VERDICT``."""
    plain = json.loads(row["plain"])
    plain["reasoning"], plain["final"] = row["reasoning"], row["final"]
    return StoredVerdict(
        id=row["id"],
        run_id=row["run_id"],
        case_id=row["case_id"],
        case_name=row["case_name"],
        repeat=row["repeat"],
        policy_hash=row["policy_hash"],
        policy_text=row["policy_text"],
        policy_name=row["policy_name"],
        content=row["content"],
        expected=from_json(Expectation, row["expected"]),
        verdict=from_plain(Verdict, plain),
        at=row["at"],
        reused_from=row["reused_from"],
    )
