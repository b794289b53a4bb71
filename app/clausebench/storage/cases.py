"""Test cases. Removing one can be undone; its name is free meanwhile."""

from __future__ import annotations

import itertools
import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from clausebench.domain.case import Case, Expectation
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.text import text_hash, without_lone_surrogates
from clausebench.storage.codec import from_json, to_json
from clausebench.storage.database import Database
from clausebench.storage.search import Document, DocumentKind, SearchIndex

_COLUMNS = (
    "SELECT id, policy_id, name, content, expected, language, note, twin, created_at FROM cases "
)
_NOTHING_EXPECTED = Expectation()


class CaseTable:
    """The cases of all policies; names are unique among the present cases of a policy."""

    def __init__(self, db: Database, index: SearchIndex) -> None:
        self._db = db
        self._index = index

    def add(
        self,
        policy_id: str,
        name: str,
        content: str,
        expected: Expectation = _NOTHING_EXPECTED,
        *,
        language: str = "",
        tags: Sequence[str] = (),
        note: str = "",
        twin: str | None = None,
    ) -> Case:
        """Keep a case. Raises ``BadInputError`` if its name is taken."""
        content = without_lone_surrogates(content)
        case_id = self._db.new_id()
        with self._db.writing():
            self._refuse_taken(policy_id, name, case_id)
            self._db.run(
                "INSERT INTO cases (id, policy_id, name, content, content_hash, expected,"
                " language, note, twin, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                case_id,
                policy_id,
                name,
                content,
                text_hash(content),
                to_json(expected),
                language,
                note,
                twin,
                self._db.stamp(),
            )
            self._put_tags(case_id, tags)
            return self._indexed(case_id)

    def change(self, case: Case) -> Case:
        """Write the case as it is now; policy and creation time stay."""
        content = without_lone_surrogates(case.content)
        with self._db.writing():
            before = self.get(case.id)
            self._refuse_taken(before.policy_id, case.name, case.id)
            self._db.run(
                "UPDATE cases SET name = ?, content = ?, content_hash = ?, expected = ?,"
                " language = ?, note = ?, twin = ? WHERE id = ?",
                case.name,
                content,
                text_hash(content),
                to_json(case.expected),
                case.language,
                case.note,
                case.twin,
                case.id,
            )
            self._put_tags(case.id, case.tags)
            self._index.drop(case_document(before))
            return self._indexed(case.id)

    def remove(self, case_id: str) -> None:
        """Take the case out of its suite; ``restore`` brings it back."""
        with self._db.writing():
            case = self.get(case_id)
            self._db.run("UPDATE cases SET removed_at = ? WHERE id = ?", self._db.stamp(), case_id)
            self._index.drop(case_document(case))

    def restore(self, case_id: str) -> Case:
        """Undo ``remove``. If the name was taken meanwhile, the case gets the next free one."""
        with self._db.writing():
            row = self._db.row(_COLUMNS + "WHERE id = ? AND removed_at IS NOT NULL", case_id)
            if row is None:
                raise NotFoundError(f"There is no removed test case with the id {case_id}.")
            self._db.run(
                "UPDATE cases SET removed_at = NULL, name = ? WHERE id = ?",
                self.free_name(row["policy_id"], row["name"]),
                case_id,
            )
            return self._indexed(case_id)

    def get(self, case_id: str) -> Case:
        row = self._db.row(_COLUMNS + "WHERE id = ? AND removed_at IS NULL", case_id)
        if row is None:
            raise NotFoundError(f"There is no test case with the id {case_id}.")
        tags = self._db.rows(
            "SELECT tag FROM case_tags WHERE case_id = ? ORDER BY position", case_id
        )
        return _case(row, [t["tag"] for t in tags])

    def all(self, policy_id: str) -> tuple[Case, ...]:
        """In the order they were added."""
        tags = defaultdict(list)
        for row in self._db.rows(
            "SELECT t.case_id, t.tag FROM case_tags t JOIN cases c ON c.id = t.case_id"
            " WHERE c.policy_id = ? ORDER BY t.case_id, t.position",
            policy_id,
        ):
            tags[row["case_id"]].append(row["tag"])
        rows = self._db.rows(
            _COLUMNS + "WHERE policy_id = ? AND removed_at IS NULL ORDER BY seq", policy_id
        )
        return tuple(_case(row, tags[row["id"]]) for row in rows)

    def count(self, policy_id: str) -> int:
        row = self._db.rows(
            "SELECT count(*) AS n FROM cases WHERE policy_id = ? AND removed_at IS NULL", policy_id
        )
        return int(row[0]["n"])

    def free_name(self, policy_id: str, wanted: str) -> str:
        """``wanted``, or with the first of ``-2``, ``-3``… that is not taken."""
        names = (wanted if n == 1 else f"{wanted}-{n}" for n in itertools.count(1))
        return next(name for name in names if self._holder(policy_id, name) is None)

    def _holder(self, policy_id: str, name: str) -> str | None:
        row = self._db.row(
            "SELECT id FROM cases WHERE policy_id = ? AND name = ? AND removed_at IS NULL",
            policy_id,
            name,
        )
        return row["id"] if row else None

    def _refuse_taken(self, policy_id: str, name: str, case_id: str) -> None:
        if self._holder(policy_id, name) not in (None, case_id):
            raise BadInputError(
                f"This policy already has a test case named “{name}”.", hint="Choose another name."
            )

    def _put_tags(self, case_id: str, tags: Sequence[str]) -> None:
        self._db.run("DELETE FROM case_tags WHERE case_id = ?", case_id)
        for position, tag in enumerate(tags):
            self._db.run(
                "INSERT INTO case_tags (case_id, position, tag) VALUES (?, ?, ?)",
                case_id,
                position,
                tag,
            )

    def _indexed(self, case_id: str) -> Case:
        case = self.get(case_id)
        self._index.put(case_document(case), self._db.stamp())
        return case


def case_document(case: Case) -> Document:
    """What search finds a case by."""
    return Document(
        DocumentKind.CASE,
        case.id,
        case.policy_id,
        content=case.content,
        note=case.note,
    )


def _case(row: sqlite3.Row, tags: Sequence[str]) -> Case:
    return Case(
        id=row["id"],
        policy_id=row["policy_id"],
        name=row["name"],
        content=row["content"],
        expected=from_json(Expectation, row["expected"]),
        language=row["language"],
        tags=tuple(tags),
        note=row["note"],
        twin=row["twin"],
        created_at=row["created_at"],
    )
