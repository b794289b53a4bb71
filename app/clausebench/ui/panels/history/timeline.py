"""Reading the past. Everything here runs on the store lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clausebench.domain.case import Case
from clausebench.domain.errors import NotFoundError
from clausebench.domain.policy import PolicyVersion
from clausebench.domain.run import Run, StoredVerdict
from clausebench.services.desk import Desk
from clausebench.services.history import Hit, HitKind

_RUNS, _HITS = 200, 50


@dataclass(frozen=True, slots=True)
class Timeline:
    """``names`` are the policies' by id; ``policy_id`` is None for the past of all of them."""

    policy_id: str | None
    runs: tuple[Run, ...] = ()
    versions: tuple[PolicyVersion, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_all(self) -> bool:
        return self.policy_id is None


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with the content that it must not give away; empty for a policy."""

    hit: Hit
    content: str


@dataclass(frozen=True, slots=True)
class PastNote:
    """A remark on a verdict."""

    text: str
    at: str


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run with its verdicts; ``verdict_id`` is the one that was asked for."""

    run: Run
    verdicts: tuple[StoredVerdict, ...]
    verdict_id: str = ""


@dataclass(frozen=True, slots=True)
class PastVersion:
    """A version, and whether its wording is what the policy says now."""

    version: PolicyVersion
    policy_name: str
    is_present: bool


@dataclass(frozen=True, slots=True)
class PastCase:
    """A test case that was found, with the wording and the verdict it has now."""

    case: Case
    policy_text: str
    latest: StoredVerdict | None


def read_timeline(desk: Desk, policy_id: str | None) -> Timeline:
    """Runs and versions of one policy, or of all; of all if there is no such policy."""
    names = {card.policy.id: card.policy.name for card in desk.library.policies()}
    policy_id = policy_id if policy_id in names else None
    wanted = [policy_id] if policy_id is not None else list(names)
    versions = [v for wanted_id in wanted for v in desk.library.versions(wanted_id)]
    return Timeline(policy_id, desk.history.runs(policy_id, _RUNS), tuple(versions), names)


def read_run(desk: Desk, run_id: str, verdict_id: str = "") -> PastRun:
    """Raises ``NotFoundError``."""
    return PastRun(desk.history.run(run_id), desk.history.verdicts(run_id), verdict_id)


def read_version(desk: Desk, version: PolicyVersion) -> PastVersion:
    """Compare a version with its policy as it reads now."""
    opened = desk.library.open(version.policy_id)
    return PastVersion(version, opened.policy.name, opened.text == version.text)


def read_notes(desk: Desk, verdict_id: str) -> tuple[PastNote, ...]:
    """Oldest first."""
    return tuple(PastNote(note.text, note.at) for note in desk.history.notes(verdict_id))


def search(desk: Desk, query: str, policy_id: str | None) -> tuple[Found, ...]:
    """Newest first, each with the content it is about."""
    cases = _Cases(desk)
    return tuple(
        Found(hit, _content_of(hit, desk, cases))
        for hit in desk.history.search(query, policy_id, _HITS)
    )


def open_hit(desk: Desk, hit: Hit) -> PastRun | PastVersion | PastCase:
    """What a hit leads to. Raises ``NotFoundError``."""
    if hit.kind is HitKind.VERSION:
        return read_version(desk, _version(desk, hit.id))
    if hit.kind is HitKind.CASE:
        case = _Cases(desk).find(hit.id)
        if case is None:
            raise NotFoundError("This test case is no longer there.")
        latest = desk.history.latest(case.policy_id).get(case.id)
        return PastCase(case, desk.library.open(case.policy_id).text, latest)
    return read_run(desk, desk.history.verdict(hit.id).run_id, hit.id)


class _Cases:
    """Test cases by id, read policy by policy until the one asked for is found."""

    def __init__(self, desk: Desk) -> None:
        self._library = desk.library
        self._unread: list[str] | None = None
        self._known: dict[str, Case] = {}

    def find(self, case_id: str) -> Case | None:
        if self._unread is None:
            self._unread = [card.policy.id for card in self._library.policies()]
        while case_id not in self._known and self._unread:
            cases = self._library.cases(self._unread.pop())
            self._known.update((case.id, case) for case in cases)
        return self._known.get(case_id)


def _content_of(hit: Hit, desk: Desk, cases: _Cases) -> str:
    if hit.kind is HitKind.VERSION:
        return ""
    if hit.kind is HitKind.CASE:
        case = cases.find(hit.id)
        return case.content if case else hit.snippet  # then all of it is hidden
    return desk.history.verdict(hit.id).content


def _version(desk: Desk, version_id: str) -> PolicyVersion:
    for card in desk.library.policies():
        for version in desk.library.versions(card.policy.id):
            if version.id == version_id:
                return version
    raise NotFoundError("This version is no longer there.")
