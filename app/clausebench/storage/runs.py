"""Runs and the verdicts they left. Verdicts are only ever added."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from clausebench.domain.case import Case
from clausebench.domain.errors import NotFoundError
from clausebench.domain.run import Run, RunKind, RunSettings, RunStatus, StoredVerdict
from clausebench.domain.text import text_hash, without_lone_surrogates
from clausebench.domain.verdict import Fingerprint, Verdict
from clausebench.storage.chain import Event, add_link
from clausebench.storage.codec import from_json, to_json
from clausebench.storage.database import Database
from clausebench.storage.search import Document, DocumentKind, SearchIndex
from clausebench.storage.texts import keep_text
from clausebench.storage.verdict_rows import SELECT_VERDICT, Place, stored_verdict, verdict_row

_RUN = (
    "SELECT id, kind, policy_id, policy_name, policy_hash, version_number, engine, settings,"
    " status, started_at, finished_at, planned, judged FROM runs "
)

_LATEST = (
    # A cancelled judgement says that someone lost patience, nothing about the case.
    " JOIN cases k ON k.id = v.case_id AND k.policy_id = ? AND k.removed_at IS NULL"
    " WHERE v.seq = (SELECT x.seq FROM verdicts x WHERE x.case_id = k.id"
    " AND x.status <> 'cancelled' ORDER BY x.seq DESC LIMIT 1)"
)

_CITATIONS = (
    "SELECT c.value AS clause, count(DISTINCT v.case_id) AS cases"  # noqa: S608 - constants
    f" FROM verdicts v JOIN json_each(v.clauses) c {_LATEST} GROUP BY c.value ORDER BY c.value"
)


class RunTable:
    """History: what was asked, and what was answered."""

    def __init__(self, db: Database, index: SearchIndex) -> None:
        self._db = db
        self._index = index

    def start(
        self,
        kind: RunKind,
        policy_name: str,
        policy_text: str,
        engine: Fingerprint,
        settings: RunSettings,
        *,
        planned: int,
        policy_id: str | None = None,
        version_number: int | None = None,
        case_ids: Sequence[str] = (),
    ) -> Run:
        """Record that a run begins. ``planned`` counts verdicts: contents times repeats.
        ``case_ids`` are what it is to judge, so that it can go on after an interruption."""
        run_id = self._db.new_id()
        with self._db.writing():
            self._db.run(
                "INSERT INTO runs (id, kind, policy_id, policy_name, policy_hash, version_number,"
                " engine, settings, status, started_at, planned)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run_id,
                kind,
                policy_id,
                policy_name,
                keep_text(self._db, policy_text),
                version_number,
                to_json(engine),
                to_json(settings),
                RunStatus.RUNNING,
                self._db.stamp(),
                planned,
            )
            for position, case_id in enumerate(case_ids):
                self._db.run("INSERT INTO run_cases VALUES (?, ?, ?)", run_id, position, case_id)
            add_link(self._db, Event.RUN_BEGAN, run_id)
            return self.get(run_id)

    def add(
        self,
        run_id: str,
        content: str,
        verdict: Verdict,
        *,
        case: Case | None = None,
        repeat: int = 0,
        reused_from: str | None = None,
    ) -> StoredVerdict:
        """Keep a verdict of a running run.

        A run holds one verdict per case (per content, without a case) and repeat: adding it
        again returns the one that is there, so that work may safely be done twice.
        """
        content_hash = text_hash(without_lone_surrogates(content))
        place = Place(
            self._db.new_id(), run_id, repeat, content_hash, case, self._db.stamp(), reused_from
        )
        with self._db.writing():
            run = self.get(run_id)
            known = self._known(place)
            if known is not None:
                return self.verdict(known)
            if run.status is not RunStatus.RUNNING:
                raise ValueError(f"run {run_id} has ended; it takes no more verdicts")
            keep_text(self._db, content)
            self._insert(verdict_row(place, verdict))
            self._insert_findings(place.id, verdict)
            self._db.run("UPDATE runs SET judged = judged + 1 WHERE id = ?", run_id)
            stored = self.verdict(place.id)
            self._index.put(verdict_document(stored, run.policy_id), place.at)
            return stored

    def finish(self, run_id: str, status: RunStatus) -> Run:
        """Record how a run ended. A run that has ended stays as it is."""
        with self._db.writing():
            run = self.get(run_id)
            if run.status is not RunStatus.RUNNING:
                return run
            self._db.run(
                "UPDATE runs SET status = ?, finished_at = ? WHERE id = ?",
                status,
                self._db.stamp(),
                run_id,
            )
            add_link(self._db, Event.RUN_ENDED, run_id)
            return self.get(run_id)

    def resume(self, run_id: str) -> Run:
        """Let a run go on that has ended before its time; any other run stays as it is."""
        with self._db.writing():
            self._db.run(
                "UPDATE runs SET status = ?, finished_at = NULL WHERE id = ?"
                " AND status NOT IN ('running', 'finished')",
                RunStatus.RUNNING,
                run_id,
            )
            return self.get(run_id)

    def case_ids(self, run_id: str) -> tuple[str, ...]:
        """What the run was to judge, in order; empty if it was not told."""
        rows = self._db.rows(
            "SELECT case_id FROM run_cases WHERE run_id = ? ORDER BY position", run_id
        )
        return tuple(row["case_id"] for row in rows)

    def policy_text(self, run_id: str) -> str:
        """The words the run judges under."""
        (row,) = self._db.rows(
            "SELECT t.text FROM runs r JOIN texts t ON t.hash = r.policy_hash WHERE r.id = ?",
            run_id,
        )
        return str(row["text"])

    def answered(self, policy_text: str, engine: Fingerprint) -> tuple[tuple[Run, str, str], ...]:
        """What the engine has answered under a policy, oldest first: the run, the content's hash
        and the verdict's id. Only first repeats that could be read."""
        rows = self._db.rows(
            "SELECT r.id AS run, v.content_hash, v.id FROM verdicts v JOIN runs r"
            " ON r.id = v.run_id WHERE r.policy_hash = ? AND r.engine = ? AND v.repeat = 0"
            " AND v.status IN ('ok', 'repaired') AND v.purged_at IS NULL ORDER BY v.seq",
            text_hash(without_lone_surrogates(policy_text)),
            to_json(engine),
        )
        runs = {run_id: self.get(run_id) for run_id in {row["run"] for row in rows}}
        return tuple((runs[row["run"]], row["content_hash"], row["id"]) for row in rows)

    def interrupt_running(self) -> tuple[str, ...]:
        """Mark every running run interrupted; right only when no other process runs any."""
        with self._db.writing():
            ids = [
                row["id"]
                for row in self._db.rows(
                    "SELECT id FROM runs WHERE status = 'running' ORDER BY seq"
                )
            ]
            for run_id in ids:
                self.finish(run_id, RunStatus.INTERRUPTED)
        return tuple(ids)

    def get(self, run_id: str) -> Run:
        row = self._db.row(_RUN + "WHERE id = ?", run_id)
        if row is None:
            raise NotFoundError(f"There is no run with the id {run_id}.")
        return _run(row)

    def recent(self, policy_id: str | None = None, limit: int = 200) -> tuple[Run, ...]:
        """Runs of one policy, or of all, newest first."""
        if policy_id is None:
            rows = self._db.rows(_RUN + "ORDER BY seq DESC LIMIT ?", limit)
        else:
            rows = self._db.rows(
                _RUN + "WHERE policy_id = ? ORDER BY seq DESC LIMIT ?", policy_id, limit
            )
        return tuple(_run(row) for row in rows)

    def under(self, policy_hash: str) -> tuple[Run, ...]:
        """Runs that judged several contents under these very words, newest first."""
        rows = self._db.rows(
            _RUN + "WHERE policy_hash = ? AND kind = ? ORDER BY seq DESC",
            policy_hash,
            RunKind.SUITE,
        )
        return tuple(_run(row) for row in rows)

    def on_content(self, policy_hash: str, content: str) -> tuple[StoredVerdict, ...]:
        """All repeats of the newest run that judged a content under these very words."""
        rows = self._db.rows(
            SELECT_VERDICT + "WHERE v.content_hash = ?1 AND r.policy_hash = ?2"
            " AND v.status <> 'cancelled' AND v.purged_at IS NULL ORDER BY v.seq",
            text_hash(without_lone_surrogates(content)),
            policy_hash,
        )
        return tuple(stored_verdict(row) for row in rows if row["run_id"] == rows[-1]["run_id"])

    def verdict(self, verdict_id: str) -> StoredVerdict:
        row = self._db.row(SELECT_VERDICT + "WHERE v.id = ?", verdict_id)
        if row is None:
            raise NotFoundError(f"There is no verdict with the id {verdict_id}.")
        return stored_verdict(row)

    def verdicts(self, run_id: str) -> tuple[StoredVerdict, ...]:
        """In the order they were judged."""
        rows = self._db.rows(SELECT_VERDICT + "WHERE v.run_id = ? ORDER BY v.seq", run_id)
        return tuple(stored_verdict(row) for row in rows)

    def verdicts_on(self, run_id: str, case_id: str) -> tuple[StoredVerdict, ...]:
        """Of one run, those on one case."""
        rows = self._db.rows(
            SELECT_VERDICT + "WHERE v.run_id = ? AND v.subject = ? ORDER BY v.seq", run_id, case_id
        )
        return tuple(stored_verdict(row) for row in rows)

    def latest(self, policy_id: str) -> dict[str, StoredVerdict]:
        """By case id: the last verdict on each present case of the policy, of any run."""
        rows = self._db.rows(SELECT_VERDICT + _LATEST, policy_id)
        return {row["case_id"]: stored_verdict(row) for row in rows}

    def citations(self, policy_id: str) -> dict[str, int]:
        """By clause as cited: on how many cases the last verdict cites it."""
        rows = self._db.rows(_CITATIONS, policy_id)
        return {row["clause"]: row["cases"] for row in rows}

    def _known(self, place: Place) -> str | None:
        row = self._db.row(
            "SELECT id FROM verdicts WHERE run_id = ? AND subject = ? AND repeat = ?",
            place.run_id,
            place.subject,
            place.repeat,
        )
        return row["id"] if row else None

    def _insert(self, row: dict[str, str | int | float | None]) -> None:
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        self._db.run(
            f"INSERT INTO verdicts ({names}) VALUES ({marks})",  # noqa: S608 - our own names
            *row.values(),
        )

    def _insert_findings(self, verdict_id: str, verdict: Verdict) -> None:
        for position, finding in enumerate(verdict.findings):
            self._db.run(
                "INSERT INTO findings (verdict_id, position, rule, severity, clause)"
                " VALUES (?, ?, ?, ?, ?)",
                verdict_id,
                position,
                finding.rule,
                finding.severity,
                finding.clause,
            )


def verdict_document(stored: StoredVerdict, policy_id: str | None) -> Document:
    """What search finds a verdict by."""
    return Document(
        DocumentKind.VERDICT,
        stored.id,
        policy_id,
        content=stored.content,
        reasoning=f"{stored.verdict.reasoning}\n{stored.verdict.final}",
    )


def _run(row: sqlite3.Row) -> Run:
    values = dict(row)
    values["kind"] = RunKind(row["kind"])
    values["engine"] = from_json(Fingerprint, row["engine"])
    values["settings"] = from_json(RunSettings, row["settings"])
    values["status"] = RunStatus(row["status"])
    return Run(**values)
