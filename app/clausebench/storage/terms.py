"""What each policy is released with. The last words stand."""

from __future__ import annotations

from clausebench.domain.bundle.terms import ReleaseTerms
from clausebench.storage.database import Database


class TermsTable:
    """One row per policy; none until somebody said something."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of_policy(self, policy_id: str) -> ReleaseTerms:
        row = self._db.row(
            "SELECT licence, attribution, targets FROM release_terms WHERE policy_id = ?",
            policy_id,
        )
        return ReleaseTerms(**dict(row)) if row else ReleaseTerms()

    def keep(self, policy_id: str, terms: ReleaseTerms) -> None:
        with self._db.writing():
            self._db.run(
                "INSERT INTO release_terms (policy_id, licence, attribution, targets, at)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (policy_id) DO UPDATE"
                " SET licence = excluded.licence, attribution = excluded.attribution,"
                " targets = excluded.targets, at = excluded.at",
                policy_id,
                terms.licence,
                terms.attribution,
                terms.targets,
                self._db.stamp(),
            )
