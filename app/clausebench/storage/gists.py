"""Reading tens of thousands of verdicts without their words, from an index that covers them."""

from __future__ import annotations

from functools import cache

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort
from clausebench.domain.gist import Gist
from clausebench.domain.verdict import VerdictStatus
from clausebench.storage.codec import from_json
from clausebench.storage.database import Database

_GISTS = (
    "SELECT run_id, case_id, case_name, repeat, content_hash, expected, status, decision, label,"
    " clauses, effort, at, reused_from FROM verdicts INDEXED BY verdict_gists WHERE run_id = ?"
    " ORDER BY seq"
)

_NEWEST = (
    "SELECT k.id, v.run_id FROM cases k JOIN verdicts v ON v.seq = (SELECT x.seq FROM verdicts x"
    " WHERE x.case_id = k.id AND x.status <> 'cancelled' ORDER BY x.seq DESC LIMIT 1)"
    " WHERE k.policy_id = ? AND k.removed_at IS NULL"
)

_DECISIONS: dict[str | None, Decision | None] = {None: None, **{d.value: d for d in Decision}}
_STATUSES = {s.value: s for s in VerdictStatus}
_EFFORTS = {e.value: e for e in Effort}


class GistTable:
    """What the table of verdicts says in short."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of_run(self, run_id: str) -> tuple[Gist, ...]:
        """In the order they were judged."""
        # Thousands of cases expect and cite the same few things.
        expectation = cache(lambda text: from_json(Expectation, text))
        clauses = cache(lambda text: from_json(tuple[str, ...], text))
        return tuple(
            Gist(
                run_id,
                row[1],
                row[2],
                row[3],
                row[4],
                expectation(row[5]),
                _STATUSES[row[6]],
                _DECISIONS[row[7]],
                row[8],
                clauses(row[9]),
                _EFFORTS[row[10]],
                row[11],
                row[12] is not None,
            )
            for row in self._db.rows(_GISTS, run_id)
        )

    def newest_runs(self, policy_id: str) -> dict[str, str]:
        """By case id: the run of the last verdict on each present case of the policy."""
        return {row[0]: row[1] for row in self._db.rows(_NEWEST, policy_id)}
