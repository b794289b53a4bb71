"""The steps of policy versions from draft to approved. Only ever added."""

from __future__ import annotations

from clausebench.domain.bundle.approval import Approval, Stage
from clausebench.domain.bundle.measures import MetricsSnapshot
from clausebench.storage.chain import Event, add_link
from clausebench.storage.codec import to_json
from clausebench.storage.database import Database


class StageTable:
    """Who let which version go on, why, and how it had fared until then."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, version_id: str, step: Approval, metrics: MetricsSnapshot | None) -> Approval:
        """Keep a step of a version; its time is set here."""
        step_id, at = self._db.new_id(), self._db.stamp()
        with self._db.writing():
            self._db.run(
                "INSERT INTO stages (id, version_id, stage, who, reason, override, metrics, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                step_id,
                version_id,
                step.stage,
                step.who,
                step.reason,
                step.override,
                to_json(metrics) if metrics else None,
                at,
            )
            add_link(self._db, Event.STAGE, step_id)
        return Approval(step.stage, step.who, step.reason, at, step.override)

    def of_version(self, version_id: str) -> tuple[Approval, ...]:
        """Oldest first; none: it is a draft that nobody has touched."""
        rows = self._db.rows(
            "SELECT stage, who, reason, at, override FROM stages WHERE version_id = ? ORDER BY seq",
            version_id,
        )
        return tuple(
            Approval(Stage(row["stage"]), row["who"], row["reason"], row["at"], row["override"])
            for row in rows
        )
