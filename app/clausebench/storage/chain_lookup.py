"""Find a link of the history chain by its hash, and what it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.storage.chain import Event
from clausebench.storage.database import Database

_ABOUT = {
    Event.VERSION: "SELECT p.name, v.number, v.at FROM policy_versions v"
    " JOIN policies p ON p.id = v.policy_id WHERE v.id = ?",
    Event.RUN_BEGAN: "SELECT policy_name, version_number, started_at FROM runs WHERE id = ?",
    Event.RUN_ENDED: "SELECT policy_name, version_number, finished_at FROM runs WHERE id = ?",
    Event.STAGE: "SELECT p.name, v.number, s.at FROM stages s"
    " JOIN policy_versions v ON v.id = s.version_id"
    " JOIN policies p ON p.id = v.policy_id WHERE s.id = ?",
}


@dataclass(frozen=True, slots=True)
class ChainLink:
    """``number`` counts from 1 to ``of``, the newest. ``policy``, ``version`` and ``at`` are what
    the event is about and when it was; empty and None where it does not say."""

    number: int
    of: int
    event: str
    policy: str
    version: int | None
    at: str


def find_link(db: Database, link_hash: str) -> ChainLink | None:
    """None if no link of this history has that hash."""
    found = db.row("SELECT number, kind, ref FROM chain WHERE hash = ?", link_hash)
    if found is None:
        return None
    last = db.row("SELECT max(number) AS number FROM chain")
    of = last["number"] if last else found["number"]
    known = found["kind"] in list(Event)
    about = db.row(_ABOUT[Event(found["kind"])], found["ref"]) if known else None
    policy, version, at = about or ("", None, "")
    return ChainLink(found["number"], of, found["kind"], policy, version, at or "")
