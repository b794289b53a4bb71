"""The workspace: one file with everything a policy writer has made.

Several processes may have it open. Each holds its lock file shared; creating, migrating,
cleaning up after a crash and restoring need it alone. So the command line works beside an open
window, and no run is called interrupted while another process is still at it.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path

from clausebench.domain.errors import WorkspaceBusyError, WorkspaceError
from clausebench.storage.backups import make_backup
from clausebench.storage.cases import CaseTable
from clausebench.storage.chain import chain_head, chain_problems
from clausebench.storage.chain_lookup import ChainLink, find_link
from clausebench.storage.comments import CommentTable
from clausebench.storage.database import BUSY_SECONDS, Database, connect
from clausebench.storage.drafts import DraftTable
from clausebench.storage.facts import FactTable
from clausebench.storage.failures import file_failures, plain_failures
from clausebench.storage.gists import GistTable
from clausebench.storage.health import HealthReport, examine
from clausebench.storage.imports import ImportTable
from clausebench.storage.labels import LabelTable
from clausebench.storage.locks import FileLock
from clausebench.storage.migrations import STEPS, Step, format_of
from clausebench.storage.notes import NoteTable
from clausebench.storage.opening import Opening, OpenReport, prepare, refuse_newer
from clausebench.storage.places import backups, lock_file
from clausebench.storage.policies import PolicyTable
from clausebench.storage.purge import PurgeReport, purge_content
from clausebench.storage.runs import RunTable
from clausebench.storage.search import SearchIndex
from clausebench.storage.stages import StageTable
from clausebench.storage.terms import TermsTable

_log = logging.getLogger(__name__)

BACKUP_EVERY = timedelta(minutes=30)


class Workspace:
    """An open workspace. All methods may be called from any thread.

    Reads return domain values; every write is on the disk when the call returns.
    """

    def __init__(self, db: Database, lock: FileLock, opened: OpenReport) -> None:
        """Use ``open``."""
        self.path = db.path
        self.opened = opened
        self._db = db
        self._lock = lock
        self._backed_up_at = db.changes
        self.search = SearchIndex(db)
        self.facts = FactTable(db)
        self.policies = PolicyTable(db, self.search)
        self.cases = CaseTable(db, self.search)
        self.imports = ImportTable(db, self.cases)
        self.labels = LabelTable(db)
        self.runs = RunTable(db, self.search)
        self.gists = GistTable(db)
        self.notes = NoteTable(db, self.search)
        self.drafts = DraftTable(db)
        self.stages = StageTable(db)
        self.terms = TermsTable(db)
        self.comments = CommentTable(db)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        app_version: str,
        steps: Sequence[Step] = STEPS,
    ) -> Workspace:
        """Open the file, creating, migrating and cleaning it up as needed.

        ``now`` returns aware datetimes, ``new_id`` unique texts. Raises ``WorkspaceNewerError``,
        ``WorkspaceDamagedError``, ``WorkspaceBusyError``, or another ``WorkspaceError``.
        """
        opening = Opening(path, now, new_id, app_version, steps)
        lock = FileLock(lock_file(path))
        with file_failures(path):
            report = _prepare_if_alone(opening, lock)
            if not lock.acquire(shared=True, seconds=BUSY_SECONDS):
                raise _busy(path, "is being brought up to date or restored")
        try:
            return cls(_connect(opening), lock, report)
        except BaseException:
            lock.release()
            raise

    def writing(self) -> AbstractContextManager[None]:
        """Make several writes one: all of them, or none if the block raises."""
        return self._db.writing()

    def check(self) -> HealthReport:
        """Read the whole file and compare it with what was written."""
        return examine(self._db)

    def verify_chain(self) -> tuple[str, ...]:
        """One sentence for each version or run that was changed afterwards."""
        with self._db.reading_apart() as connection:
            return tuple(chain_problems(connection))

    def chain_head(self) -> str:
        """The hash that stands for the whole history; empty before there is any."""
        return chain_head(self._db)

    def find_link(self, link_hash: str) -> ChainLink | None:
        """The event of this history that a hash stands for; None if it is no link of it."""
        return find_link(self._db, link_hash)

    def backup(self, reason: str) -> Path | None:
        """A checked copy beside the file; None if this workspace wrote nothing since the last.

        ``reason`` is a lower-case word that goes into the file's name.
        """
        changes = self._db.changes
        if changes == self._backed_up_at:
            return None
        with self._db.reading_apart() as connection, file_failures(self.path):
            made = make_backup(connection, self.path, self._db.now(), reason)
        self._backed_up_at = changes
        return made

    def purge_content(self, content: str) -> PurgeReport:
        """Delete a content, and what was said about it, for good."""
        return purge_content(self._db, self.search, content)

    def close(self) -> None:
        """Back up if the last backup is old, then let go of the file. Closing twice is fine."""
        if not self._lock.is_held:
            return
        try:
            self.back_up_if_due("close")
        except WorkspaceError as error:
            _log.warning("no backup on closing: %s", error)
        finally:
            self._db.close()
            self._lock.release()

    def back_up_if_due(self, reason: str = "work") -> Path | None:
        """A backup if the last one is old and something was written since; else None."""
        last = next(iter(backups(self.path)), None)
        # abs: a clock that once ran ahead must not stop backups for years.
        if last is None or abs(self._db.now() - last.at) >= BACKUP_EVERY:
            return self.backup(reason)
        return None


def _prepare_if_alone(opening: Opening, lock: FileLock) -> OpenReport:
    if not lock.try_acquire(shared=False):
        return OpenReport()
    try:
        return prepare(opening)
    finally:
        lock.release()


def _connect(opening: Opening) -> Database:
    with plain_failures(opening.path):
        connection = connect(opening.path)
        try:
            refuse_newer(connection, opening)
            _refuse_older(connection, opening)
        except BaseException:
            connection.close()
            raise
    return Database(opening.path, connection, now=opening.now, new_id=opening.new_id)


def _refuse_older(connection: sqlite3.Connection, opening: Opening) -> None:
    """A file that others have open cannot be migrated."""
    if format_of(connection) < len(opening.steps):
        raise _busy(opening.path, "is open in an older Clausebench")


def _busy(path: Path, why: str) -> WorkspaceBusyError:
    return WorkspaceBusyError(
        f"The workspace {path.name} {why}.",
        hint="Close every other Clausebench that uses it and try again.",
    )
