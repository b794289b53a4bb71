"""Bring in test cases that others made: propose, let a person decide, keep."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case
from clausebench.domain.importing.grid import Grid
from clausebench.domain.reading_policy import parse
from clausebench.services.import_proposal import (
    Choices,
    Proposal,
    Target,
    columns_of,
    propose,
)
from clausebench.services.importing_history import (
    ImportedHistory,
    LogProposal,
    keep_history,
    propose_history,
)
from clausebench.services.recording import Subject
from clausebench.services.working import Stage, Working
from clausebench.storage.imports import Import
from clausebench.storage.workspace import Workspace

__all__ = [
    "Choices",
    "Import",
    "Imported",
    "Importing",
    "LogProposal",
    "Proposal",
    "Stage",
    "Target",
    "Working",
]

_EVERY = 500
"""Rows between two words about how far it is."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in, and the import by which it can be taken back."""

    made: Import
    case_ids: tuple[str, ...]


class Importing:
    """Nothing is written before ``confirm`` and ``keep_history``."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def propose(
        self, grid: Grid, target: Target, choices: Choices, cancel: CancelToken
    ) -> Generator[Working, None, Proposal]:
        """Guess what is not chosen and look for duplicates. Raises ``Cancelled``, and
        ``BadInputError`` if a label is to mean what the policy does not know."""
        present = self._workspace.cases.all(target.policy_id) if target.policy_id else ()
        return (yield from propose(grid, target, present, choices, cancel))

    def target(self, policy_id: str) -> Target:
        """A policy of the workspace, as it reads now. Raises ``NotFoundError``."""
        draft = self._workspace.drafts.find(policy_id)
        head = self._workspace.policies.head(policy_id)
        return Target(policy_id, draft.text if draft else head.text if head else "")

    def confirm(
        self, proposal: Proposal, cancel: CancelToken
    ) -> Generator[Working, None, Imported]:
        """Keep the cases, all or none. Raises ``Cancelled``."""
        coming = proposal.coming
        ids: list[str] = []
        made: Import | None = None
        keeping = self._workspace.imports.keep(
            proposal.policy_id, proposal.grid.name, (one.case for one in coming)
        )
        try:
            for number, kept in enumerate(keeping, start=1):
                if isinstance(kept, Case):
                    ids.append(kept.id)
                    if number % _EVERY == 0:
                        yield Working(Stage.KEEPING, number, len(coming))
                        cancel.check()
                else:
                    made = kept
        finally:
            keeping.close()
        if made is None:
            raise AssertionError("an import ends with itself")
        return Imported(made, tuple(ids))

    def propose_history(
        self, grid: Grid, choices: Choices, subjects: Sequence[Subject]
    ) -> LogProposal:
        """Sort a log of decisions by policy and model. Raises ``BadInputError``."""
        return propose_history(grid, columns_of(grid, choices, None), subjects)

    def keep_history(
        self, proposal: LogProposal, cancel: CancelToken
    ) -> Generator[Working, None, ImportedHistory]:
        """Keep a log as runs, all or nothing. Raises ``Cancelled``."""
        return keep_history(self._workspace, proposal, cancel)

    def subject(self, policy_id: str) -> Subject:
        """A policy of the workspace as it reads now, to keep a log under."""
        text = self.target(policy_id).text
        head = self._workspace.policies.head(policy_id)
        number = head.number if head and head.text == text else None
        return Subject(text, self._workspace.policies.get(policy_id).name, policy_id, number)

    def subjects(self, texts: Iterable[str]) -> tuple[Subject, ...]:
        """Wordings that logs are about: those that policies of the workspace have now belong to
        them, others stand for themselves."""
        known = (self.subject(policy.id) for policy in self._workspace.policies.all())
        ours = {subject.text: subject for subject in known}
        return tuple(ours.get(text) or Subject(text, parse(text).title) for text in texts)

    def undo(self, import_id: str) -> int:
        """Take an import's cases out again; returns how many were there."""
        return self._workspace.imports.undo(import_id)

    def redo(self, import_id: str) -> int:
        """Bring them back."""
        return self._workspace.imports.redo(import_id)

    def last(self) -> Import | None:
        """What came in last and was not taken back; what came with a bundle, too."""
        return self._workspace.imports.last()

    def imports(self, policy_id: str) -> tuple[Import, ...]:
        """Newest first."""
        return self._workspace.imports.of_policy(policy_id)
