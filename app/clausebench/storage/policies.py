"""Policies and their immutable versions. The head is the only pointer that moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausebench.domain.clause import Clause
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.policy import Policy, PolicyVersion
from clausebench.storage.chain import Event, add_link
from clausebench.storage.codec import from_json, to_json
from clausebench.storage.database import Database
from clausebench.storage.search import Document, DocumentKind, SearchIndex
from clausebench.storage.texts import keep_text

_VERSION = (
    "SELECT v.id, v.policy_id, v.number, v.hash, t.text, v.reason, v.parent, v.at"
    " FROM policy_versions v JOIN texts t ON t.hash = v.hash "
)

_HIDDEN = "hidden-policy:"
"""History is append-only, so a policy that came in and was taken back cannot go. A fact hides it:
it has no place in lists, its name is free again, and only what was judged under it tells of it."""
_POLICY = (
    "SELECT id, name, created_at FROM policies p"
    " WHERE NOT EXISTS (SELECT 1 FROM facts f WHERE f.name = 'hidden-policy:' || p.id) "
)


@dataclass(frozen=True, slots=True)
class PolicySummary:
    """A policy as a list shows it. ``changed_at`` is the latest of version, draft, creation."""

    policy: Policy
    version_number: int | None
    case_count: int
    changed_at: str
    has_draft: bool


class PolicyTable:
    """Named documents. Names are unique, whatever their letters' case."""

    def __init__(self, db: Database, index: SearchIndex) -> None:
        self._db = db
        self._index = index

    def add(self, name: str) -> Policy:
        """Raises ``BadInputError`` if the name is empty or taken."""
        policy_id = self._db.new_id()
        with self._db.writing():
            name = self._free(name, policy_id)
            self._db.run(
                "INSERT INTO policies (id, name, name_key, created_at) VALUES (?, ?, ?, ?)",
                policy_id,
                name,
                name.casefold(),
                self._db.stamp(),
            )
            return self.get(policy_id)

    def rename(self, policy_id: str, name: str) -> Policy:
        """Raises ``BadInputError`` if the name is empty or another policy's."""
        with self._db.writing():
            self.get(policy_id)
            name = self._free(name, policy_id)
            self._db.run(
                "UPDATE policies SET name = ?, name_key = ? WHERE id = ?",
                name,
                name.casefold(),
                policy_id,
            )
            return self.get(policy_id)

    def hide(self, policy_id: str) -> None:
        """Take a policy out of sight: of lists, of search, of names. Its versions stay."""
        with self._db.writing():
            policy = self.get(policy_id)
            for version in self.versions(policy_id):
                self._index.drop(_document(version))
            free = f"{policy.name} (taken back {policy_id})"
            self.rename(policy_id, free)
            self._db.run(
                "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)",
                f"{_HIDDEN}{policy_id}",
                self._db.stamp(),
            )

    def get(self, policy_id: str) -> Policy:
        """Hidden ones, too."""
        row = self._db.row("SELECT id, name, created_at FROM policies WHERE id = ?", policy_id)
        if row is None:
            raise NotFoundError(f"There is no policy with the id {policy_id}.")
        return Policy(**dict(row))

    def find(self, name_or_id: str) -> Policy | None:
        """By id, else by name in any case."""
        row = self._db.row(
            _POLICY + "AND (id = ?1 OR name_key = ?2) ORDER BY id = ?1 DESC LIMIT 1",
            name_or_id,
            name_or_id.strip().casefold(),
        )
        return Policy(**dict(row)) if row else None

    def free_name(self, wanted: str) -> str:
        """``wanted``, or the first of "wanted 2", "wanted 3"... that no policy has."""
        name, number = wanted, 1
        while self.find(name) is not None:
            number += 1
            name = f"{wanted} {number}"
        return name

    def all(self) -> tuple[Policy, ...]:
        """By name."""
        rows = self._db.rows(_POLICY + "ORDER BY name_key")
        return tuple(Policy(**dict(row)) for row in rows)

    def summaries(self) -> tuple[PolicySummary, ...]:
        """Every policy with what a list shows of it, by name."""
        rows = self._db.rows(
            "SELECT p.id, p.name, p.created_at, v.number, d.at IS NOT NULL AS has_draft,"
            " max(p.created_at, coalesce(v.at, ''), coalesce(d.at, '')) AS changed_at,"
            " (SELECT count(*) FROM cases c WHERE c.policy_id = p.id AND c.removed_at IS NULL)"
            " AS case_count FROM policies p"
            " LEFT JOIN policy_versions v ON v.id = p.head"
            " LEFT JOIN drafts d ON d.kind = 'policy' AND d.key = p.id"
            " WHERE NOT EXISTS (SELECT 1 FROM facts f WHERE f.name = 'hidden-policy:' || p.id)"
            " ORDER BY p.name_key"
        )
        return tuple(
            PolicySummary(
                policy=Policy(row["id"], row["name"], row["created_at"]),
                version_number=row["number"],
                case_count=row["case_count"],
                changed_at=row["changed_at"],
                has_draft=bool(row["has_draft"]),
            )
            for row in rows
        )

    def add_version(
        self, policy_id: str, text: str, reason: str, clauses: Sequence[Clause] = ()
    ) -> PolicyVersion:
        """Make ``text`` the head. Saving the head's own text again returns the head."""
        with self._db.writing():
            policy = self.get(policy_id)
            head = self.head(policy_id)
            key = keep_text(self._db, text)
            if head is not None and head.hash == key:
                return head
            version_id = self._insert_version(policy_id, key, reason, head)
            self._insert_clauses(version_id, clauses)
            self._db.run("UPDATE policies SET head = ? WHERE id = ?", version_id, policy.id)
            add_link(self._db, Event.VERSION, version_id)
            version = self.version(version_id)
            self._index.put(_document(version), version.at)
            return version

    def head(self, policy_id: str) -> PolicyVersion | None:
        """The newest version, None before the first save."""
        row = self._db.row(_VERSION + "JOIN policies p ON p.head = v.id WHERE p.id = ?", policy_id)
        return PolicyVersion(**dict(row)) if row else None

    def version(self, version_id: str) -> PolicyVersion:
        row = self._db.row(_VERSION + "WHERE v.id = ?", version_id)
        if row is None:
            raise NotFoundError(f"There is no policy version with the id {version_id}.")
        return PolicyVersion(**dict(row))

    def with_text(self, text_hash: str) -> tuple[tuple[Policy, PolicyVersion], ...]:
        """Versions of policies in sight that read exactly so, oldest first."""
        rows = self._db.rows(_VERSION + "WHERE v.hash = ? ORDER BY v.seq", text_hash)
        found = (PolicyVersion(**dict(row)) for row in rows)
        named = ((self.find(version.policy_id), version) for version in found)
        return tuple((policy, version) for policy, version in named if policy)

    def versions(self, policy_id: str) -> tuple[PolicyVersion, ...]:
        """Newest first."""
        rows = self._db.rows(_VERSION + "WHERE v.policy_id = ? ORDER BY v.number DESC", policy_id)
        return tuple(PolicyVersion(**dict(row)) for row in rows)

    def with_hash(self, text_hash: str) -> tuple[PolicyVersion, ...]:
        """Every version of any policy that has this text, oldest first."""
        rows = self._db.rows(_VERSION + "WHERE v.hash = ? ORDER BY v.seq", text_hash)
        return tuple(PolicyVersion(**dict(row)) for row in rows)

    def clauses(self, version_id: str) -> tuple[Clause, ...]:
        """The clauses as they were read when the version was saved, with their stable ids."""
        rows = self._db.rows(
            "SELECT plain FROM clauses WHERE version_id = ? ORDER BY position", version_id
        )
        return tuple(from_json(Clause, row["plain"]) for row in rows)

    def _free(self, name: str, policy_id: str) -> str:
        name = name.strip()
        if not name:
            raise BadInputError("A policy needs a name.", hint="Give it a short one.")
        found = self._db.row("SELECT id FROM policies WHERE name_key = ?", name.casefold())
        if found and found["id"] != policy_id:
            raise BadInputError(
                f"A policy named “{name}” exists already.", hint="Choose another name."
            )
        return name

    def _insert_version(
        self, policy_id: str, key: str, reason: str, head: PolicyVersion | None
    ) -> str:
        version_id = self._db.new_id()
        self._db.run(
            "INSERT INTO policy_versions (id, policy_id, number, hash, reason, parent, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            version_id,
            policy_id,
            head.number + 1 if head else 1,
            key,
            reason,
            head.id if head else None,
            self._db.stamp(),
        )
        return version_id

    def _insert_clauses(self, version_id: str, clauses: Sequence[Clause]) -> None:
        for position, clause in enumerate(clauses):
            self._db.run(
                "INSERT INTO clauses (version_id, position, id, code, kind, title,"
                " span_start, span_end, parent, plain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                version_id,
                position,
                clause.id,
                clause.code,
                clause.kind,
                clause.title,
                clause.span.start,
                clause.span.end,
                clause.parent,
                to_json(clause),
            )


def _document(version: PolicyVersion) -> Document:
    return Document(DocumentKind.VERSION, version.id, version.policy_id, policy=version.text)
