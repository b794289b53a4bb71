"""What was judged, when, under which words, and what came out."""

from __future__ import annotations

from collections.abc import Sequence

from clausebench.domain.gist import Gist
from clausebench.domain.run import Run, StoredVerdict
from clausebench.storage.notes import Note
from clausebench.storage.search import DocumentKind, SearchHit
from clausebench.storage.workspace import Workspace

Hit = SearchHit
HitKind = DocumentKind


class History:
    """Reads the workspace's past. Nothing here changes a verdict."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def runs(self, policy_id: str | None = None, limit: int = 200) -> tuple[Run, ...]:
        """Newest first."""
        return self._workspace.runs.recent(policy_id, limit)

    def under(self, policy_hash: str, content: str) -> tuple[StoredVerdict, ...]:
        """What the newest run under these very words said of a content, all repeats of it."""
        return self._workspace.runs.on_content(policy_hash, content)

    def runs_under(self, policy_hash: str) -> tuple[Run, ...]:
        """Suite runs and trials that judged under these very words, newest first."""
        return self._workspace.runs.under(policy_hash)

    def run(self, run_id: str) -> Run:
        """Raises ``NotFoundError``."""
        return self._workspace.runs.get(run_id)

    def policy_text(self, run_id: str) -> str:
        """The words that a run judged under."""
        return self._workspace.runs.policy_text(run_id)

    def verdicts(self, run_id: str) -> tuple[StoredVerdict, ...]:
        """In the order in which they were judged."""
        return self._workspace.runs.verdicts(run_id)

    def verdicts_of(self, runs: Sequence[Run], limit: int) -> tuple[StoredVerdict, ...]:
        """The newest verdicts of the runs."""
        found: list[StoredVerdict] = []
        for run in runs:
            if len(found) >= limit:
                break
            found.extend(reversed(self.verdicts(run.id)))
        return tuple(found[:limit])

    def verdicts_on(self, run_id: str, case_id: str) -> tuple[StoredVerdict, ...]:
        """Of one run, those on one case, in the order in which they were judged."""
        return self._workspace.runs.verdicts_on(run_id, case_id)

    def gists(self, run_id: str) -> tuple[Gist, ...]:
        """A run's verdicts without their words, in the order in which they were judged."""
        return self._workspace.gists.of_run(run_id)

    def newest_runs(self, policy_id: str) -> dict[str, str]:
        """By case id, the run of its newest verdict."""
        return self._workspace.gists.newest_runs(policy_id)

    def verdict(self, verdict_id: str) -> StoredVerdict:
        """Exactly as it was. Raises ``NotFoundError``."""
        return self._workspace.runs.verdict(verdict_id)

    def search(self, query: str, policy_id: str | None = None, limit: int = 50) -> tuple[Hit, ...]:
        """Newest first; any text is a legal query."""
        return self._workspace.search.find(query, policy_id, limit)

    def latest(self, policy_id: str) -> dict[str, StoredVerdict]:
        """The newest verdict of each case, by case id."""
        return self._workspace.runs.latest(policy_id)

    def citations(self, policy_id: str) -> dict[str, int]:
        """How many cases' newest verdicts cite each clause."""
        return self._workspace.runs.citations(policy_id)

    def notes(self, verdict_id: str) -> tuple[Note, ...]:
        """Oldest first."""
        return self._workspace.notes.on(verdict_id)

    def annotate(self, verdict_id: str, text: str) -> None:
        """Keep a note on a verdict."""
        self._workspace.notes.add(verdict_id, text)
