"""Test cases. Removing one can be undone; its name is free meanwhile."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from clausebench.domain.case import Case, Expectation
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.text import without_lone_surrogates
from clausebench.storage.case_rows import SELECT_CASE, case_columns, case_of
from clausebench.storage.database import Database
from clausebench.storage.search import Document, DocumentKind, SearchIndex

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
        return self.keep(
            Case("", policy_id, name, content, expected, language, tuple(tags), note, twin)
        )

    def keep(self, case: Case, import_id: str | None = None) -> Case:
        """Keep a case that has no id yet. Raises ``BadInputError`` if its name is taken."""
        with self._db.writing():
            self._refuse_taken(case.policy_id, case.name, "")
            return self.get(self._insert(case, import_id, case.policy_id, case.name).id)

    def keep_all(self, policy_id: str, cases: Iterable[Case], import_id: str) -> Iterator[Case]:
        """Keep many cases in one transaction; one whose name is taken gets the next free name.

        Consume it to the end, or nothing is kept: what ends it early undoes it.
        """
        with self._db.writing():
            names = _Names(
                row["name"]
                for row in self._db.rows(
                    "SELECT name FROM cases WHERE policy_id = ? AND removed_at IS NULL", policy_id
                )
            )
            for case in cases:
                yield self._insert(case, import_id, policy_id, names.take(case.name))

    def _insert(self, case: Case, import_id: str | None, policy_id: str, name: str) -> Case:
        made = replace(
            case,
            id=self._db.new_id(),
            policy_id=policy_id,
            name=name,
            content=without_lone_surrogates(case.content),
            note=without_lone_surrogates(case.note),
            created_at=self._db.stamp(),
        )
        row = {
            "id": made.id,
            "policy_id": made.policy_id,
            **case_columns(made),
            "created_at": made.created_at,
            "import_id": import_id,
        }
        self._db.run(
            f"INSERT INTO cases ({', '.join(row)})"  # noqa: S608 - our own names
            f" VALUES ({', '.join('?' * len(row))})",
            *row.values(),
        )
        self._add_tags(made.id, made.tags)
        self._index.put(case_document(made), made.created_at)
        return made

    def change(self, case: Case) -> Case:
        """Write the case as it is now; policy and creation time stay."""
        changed = replace(case, content=without_lone_surrogates(case.content))
        with self._db.writing():
            before = self.get(case.id)
            self._refuse_taken(before.policy_id, case.name, case.id)
            columns = case_columns(changed)
            self._db.run(
                f"UPDATE cases SET {', '.join(f'{name} = ?' for name in columns)}"  # noqa: S608
                " WHERE id = ?",
                *columns.values(),
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
            row = self._db.row(SELECT_CASE + "WHERE id = ? AND removed_at IS NOT NULL", case_id)
            if row is None:
                raise NotFoundError(f"There is no removed test case with the id {case_id}.")
            self._db.run(
                "UPDATE cases SET removed_at = NULL, name = ? WHERE id = ?",
                self.free_name(row["policy_id"], row["name"]),
                case_id,
            )
            return self._indexed(case_id)

    def get(self, case_id: str) -> Case:
        row = self._db.row(SELECT_CASE + "WHERE id = ? AND removed_at IS NULL", case_id)
        if row is None:
            raise NotFoundError(f"There is no test case with the id {case_id}.")
        tags = self._db.rows(
            "SELECT tag FROM case_tags WHERE case_id = ? ORDER BY position", case_id
        )
        return case_of(row, [t["tag"] for t in tags])

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
            SELECT_CASE + "WHERE policy_id = ? AND removed_at IS NULL ORDER BY seq", policy_id
        )
        return tuple(case_of(row, tags[row["id"]]) for row in rows)

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
        self._add_tags(case_id, tags)

    def _add_tags(self, case_id: str, tags: Sequence[str]) -> None:
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


class _Names:
    """Free names, looked up in memory: thousands of cases are named at once."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        if wanted not in self._taken:
            self._taken.add(wanted)
            return wanted
        numbers = itertools.count(self._next.get(wanted, 2))
        number = next(n for n in numbers if f"{wanted}-{n}" not in self._taken)
        self._next[wanted] = number + 1
        self._taken.add(f"{wanted}-{number}")
        return f"{wanted}-{number}"
