"""A hash chain over versions, runs, approvals and comments: a history changed later shows it.

Each link holds the digest of one event and the hash of itself with the link before it, so that
no event can be altered, reordered or taken out of the middle unnoticed. The links cover
*that a version was saved*, *that a run began*, *that a run ended with these verdicts*, *that
somebody let a version go on*, *that a reviewer said something* and *that it was answered*.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from enum import StrEnum

from clausebench.storage.codec import digest
from clausebench.storage.database import Database


class Event(StrEnum):
    """What a link stands for."""

    VERSION = "version"
    RUN_BEGAN = "run-began"
    RUN_ENDED = "run-ended"
    STAGE = "stage"
    COMMENT = "comment"
    COMMENT_END = "comment-end"


_FACTS = {
    Event.VERSION: "SELECT id, policy_id, number, hash, reason, parent, at"
    " FROM policy_versions WHERE id = ?",
    Event.RUN_BEGAN: "SELECT id, kind, policy_id, policy_name, policy_hash, version_number,"
    " engine, settings, started_at, planned FROM runs WHERE id = ?",
    Event.RUN_ENDED: "SELECT id, status, finished_at, judged FROM runs WHERE id = ?",
    Event.STAGE: "SELECT id, version_id, stage, who, reason, override, metrics, at"
    " FROM stages WHERE id = ?",
    Event.COMMENT: "SELECT id, policy_id, version_id, policy_hash, package, origin, subject, ref,"
    " name, content_hash, mark, who, text_hash, at, received_at FROM comments WHERE id = ?",
    Event.COMMENT_END: "SELECT id, comment_id, kind, who, reason_hash, at"
    " FROM comment_ends WHERE id = ?",
}
"""The stored facts that an event's digest covers."""

_VERDICTS = "SELECT digest FROM verdicts WHERE run_id = ? ORDER BY seq"

Select = Callable[[str, str], list[sqlite3.Row]]


def add_link(db: Database, event: Event, ref: str) -> None:
    """Chain the event as its rows stand now; call it in the transaction that wrote them."""
    last = db.row("SELECT number, hash FROM chain ORDER BY number DESC LIMIT 1")
    number, before = (last["number"], last["hash"]) if last else (0, "")
    facts = _digest(event, ref, db.rows)
    db.run(
        "INSERT INTO chain (number, kind, ref, digest, hash) VALUES (?, ?, ?, ?, ?)",
        number + 1,
        event,
        ref,
        facts,
        digest((before, number + 1, event, ref, facts)),
    )


def chain_head(db: Database) -> str:
    """The hash of the last link, which stands for all of them; empty where there is none."""
    last = db.row("SELECT hash FROM chain ORDER BY number DESC LIMIT 1")
    return str(last["hash"]) if last else ""


def chain_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """One sentence for each break; none if history is as it was written."""

    def select(sql: str, ref: str) -> list[sqlite3.Row]:
        return connection.execute(sql, (ref,)).fetchall()

    before, expected = "", 0
    last_links: dict[tuple[str, str], str] = {}
    for number, kind, ref, facts, own in connection.execute(
        "SELECT number, kind, ref, digest, hash FROM chain ORDER BY number"
    ):
        expected += 1
        if number != expected or own != digest((before, number, kind, ref, facts)):
            yield f"The history chain is broken at link {number}."
        before, expected = own, number
        last_links[kind, ref] = facts
    yield from _changed(last_links, select)
    yield from _unchained(connection)


def _changed(links: dict[tuple[str, str], str], select: Select) -> Iterator[str]:
    for (kind, ref), facts in links.items():
        if kind not in _FACTS:
            continue  # its link is broken, and was told
        event = Event(kind)
        if event is Event.RUN_ENDED and _is_running(ref, select):
            continue  # it was resumed; its next end will be chained
        if facts != _digest(event, ref, select):
            yield f"The {_NAMES[event]} {ref} is not what was written."


_NAMES = {
    Event.VERSION: "policy version",
    Event.RUN_BEGAN: "run",
    Event.RUN_ENDED: "end of run",
    Event.STAGE: "step of a version",
    Event.COMMENT: "comment",
    Event.COMMENT_END: "answer to a comment",
}


def _is_running(ref: str, select: Select) -> bool:
    found = select("SELECT status FROM runs WHERE id = ?", ref)
    return bool(found) and found[0]["status"] == "running"


_CHAINED = (
    (Event.VERSION, "policy_versions"),
    (Event.RUN_BEGAN, "runs"),
    (Event.STAGE, "stages"),
    (Event.COMMENT, "comments"),
    (Event.COMMENT_END, "comment_ends"),
)


def _unchained(connection: sqlite3.Connection) -> Iterator[str]:
    for event, table in _CHAINED:
        missing = connection.execute(
            f"SELECT id FROM {table} WHERE id NOT IN"  # noqa: S608 - our own table names
            " (SELECT ref FROM chain WHERE kind = ?)",
            (event,),
        )
        for (ref,) in missing:
            yield f"The {_NAMES[event]} {ref} is missing from the history chain."


def _digest(event: Event, ref: str, select: Select) -> str:
    facts = [tuple(row) for row in select(_FACTS[event], ref)]
    values = list(facts[0]) if facts else []
    if event is Event.RUN_ENDED:
        values += [row["digest"] for row in select(_VERDICTS, ref)]
    return digest(values)
