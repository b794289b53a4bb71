"""The one connection that writes.

Every write happens in ``writing()``: one transaction that takes the write lock at its start, so
that it waits for others instead of failing on a stale snapshot.

SQLite 3.7.0 to 3.51.2 can corrupt a file when one connection commits while another runs a
checkpoint (sqlite.org/wal.html, "WAL-reset bug"). So SQLite's own checkpoints are off, and ours
are of the TRUNCATE kind, which hold the write lock: no one, in any process, can commit meanwhile.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from clausebench.domain.text import without_lone_surrogates
from clausebench.storage.failures import plain_failures
from clausebench.storage.places import log_files

BUSY_SECONDS = 5.0
LONG_LOG_BYTES = 4 << 20
"""A longer write-ahead log is moved into the file; SQLite's own default is about the same."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA wal_autocheckpoint=0",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
)

Value = str | int | float | None


def connect(path: Path) -> sqlite3.Connection:
    """A connection with our settings. The file must exist; sqlite3's errors come as they are."""
    connection = sqlite3.connect(
        path.absolute().as_uri() + "?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.row_factory = sqlite3.Row
        for pragma in _PRAGMAS:
            connection.execute(pragma).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def stamp(moment: datetime) -> str:
    """A moment as stored: UTC, milliseconds, sorts as text."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


class Database:
    """The writing connection with the clock and the ids. Safe to use from several threads."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        """``connection`` is one made by ``connect(path)``; it is ours from now on."""
        self.path = path
        self.now = now
        self.new_id = new_id
        self._lock = threading.RLock()
        self._long_readers = 0
        self._connection = connection

    def stamp(self) -> str:
        return stamp(self.now())

    @property
    def changes(self) -> int:
        """How many rows this connection has written so far."""
        return self._connection.total_changes

    def rows(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        with self._lock, plain_failures(self.path):
            return self._connection.execute(sql, [storable(v) for v in values]).fetchall()

    def row(self, sql: str, *values: Value) -> sqlite3.Row | None:
        found = self.rows(sql, *values)
        return found[0] if found else None

    def run(self, sql: str, *values: Value) -> int:
        """Write; returns the number of rows touched. Only inside ``writing()``."""
        with self._lock, plain_failures(self.path):
            if not self._connection.in_transaction:
                raise RuntimeError("a write outside of writing()")
            return self._connection.execute(sql, [storable(v) for v in values]).rowcount

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All of the block, or nothing of it. May be nested; the outermost one commits."""
        with self._lock, plain_failures(self.path):
            if self._connection.in_transaction:
                with self._savepoint():
                    yield
                return
            with self._transaction():
                yield
            if self._log_is_long() and not self._long_readers:
                self.checkpoint()

    @contextmanager
    def reading_apart(self) -> Iterator[sqlite3.Connection]:
        """A second connection for long reading, during which others may write.

        It must not write. No checkpoint runs meanwhile: it would have to wait for this reader.
        """
        with self._lock:
            self._long_readers += 1
        try:
            with plain_failures(self.path):
                connection = connect(self.path)
                try:
                    yield connection
                finally:
                    connection.close()
        finally:
            with self._lock:
                self._long_readers -= 1

    def checkpoint(self) -> None:
        """Move the write-ahead log into the file and empty it, if nobody is reading from it."""
        with self._lock, plain_failures(self.path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def vacuum(self) -> None:
        """Rewrite the file without the pages that deleted rows have left."""
        with self._lock, plain_failures(self.path):
            self._connection.execute("VACUUM")

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk rolls back by itself
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        self._connection.execute("SAVEPOINT inner")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO inner")
                self._connection.execute("RELEASE inner")
            raise
        self._connection.execute("RELEASE inner")

    def _log_is_long(self) -> bool:
        log, _ = log_files(self.path)
        try:
            return log.stat().st_size > LONG_LOG_BYTES
        except OSError:
            return False


def storable(value: Value) -> Value:
    """The door: half surrogate pairs, which SQLite cannot hold, are replaced here."""
    if not isinstance(value, str) or value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return without_lone_surrogates(value)
    return value
