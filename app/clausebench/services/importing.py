"""Bring in test cases that others made: propose, let a person decide, keep."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case
from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.importing.grid import Grid, Remark
from clausebench.domain.importing.making import Made, Making, make_cases, named
from clausebench.domain.importing.mapping import (
    Candidate,
    Columns,
    Disagreement,
    Field,
    disagreements,
    guess_columns,
    truth_candidates,
)
from clausebench.domain.importing.meanings import Meaning, meanings
from clausebench.domain.importing.twice import Twice, TwiceKind, find_twice
from clausebench.domain.reading_policy import parse
from clausebench.services.importing_history import ImportedHistory, import_history
from clausebench.services.library import slug
from clausebench.services.recording import Subject
from clausebench.services.working import Stage, Working
from clausebench.storage.imports import Import
from clausebench.storage.workspace import Workspace

__all__ = ["Choices", "Import", "Imported", "Importing", "Proposal", "Stage", "Working"]

_EVERY = 500
"""Rows between two words about how far it is."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decided: columns by field (an empty name: none), labels by value, which
    duplicates stay out, and what rows that name no source or licence come from."""

    columns: Mapping[Field, str] = field(default_factory=dict)
    labels: Mapping[str, Decision] = field(default_factory=dict)
    left_out: frozenset[TwiceKind] = frozenset()
    source: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would come in. ``disagreeing`` are columns that say other things than the one taken
    as the truth; ``twice`` tells of lines that are like others."""

    grid: Grid
    columns: Columns
    candidates: tuple[Candidate, ...]
    disagreeing: tuple[Disagreement, ...]
    meanings: tuple[Meaning, ...]
    making: Making
    twice: tuple[Twice, ...]
    policy_id: str
    choices: Choices

    @property
    def coming(self) -> tuple[Made, ...]:
        """The cases that would be kept."""
        out = {t.line for t in self.twice if t.kind in self.choices.left_out}
        return tuple(made for made in self.making.made if made.line not in out)

    @property
    def problems(self) -> tuple[Remark, ...]:
        """Lines that are no case, in order."""
        return tuple(sorted((*self.grid.problems, *self.making.problems), key=lambda r: r.line))

    @property
    def is_log(self) -> bool:
        """Whether the rows hold a model's answers with their reasoning: a log of decisions."""
        return self.columns.get(Field.FINAL) is not None and (
            self.columns.get(Field.REASONING) is not None
        )

    @property
    def unknown(self) -> tuple[Meaning, ...]:
        """Labels that mean nothing here: their rows would expect nothing."""
        return tuple(meaning for meaning in self.meanings if meaning.expected is None)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in, and the import by which it can be taken back."""

    made: Import
    case_ids: tuple[str, ...]


class Importing:
    """Nothing is written before ``confirm``."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def propose(
        self, grid: Grid, policy_id: str, choices: Choices, cancel: CancelToken
    ) -> Generator[Working, None, Proposal]:
        """Guess what is not chosen and look for duplicates. Raises ``Cancelled``."""
        policy = self._policy(policy_id)
        columns = guess_columns(grid)
        for wanted, column in choices.columns.items():
            columns = columns.changed(wanted, column or None)
        found = meanings(_label_values(grid, columns), policy, choices.labels)
        making = make_cases(grid, columns, found, source=choices.source, licence=choices.licence)
        made = named(making.made, slug)
        candidates = truth_candidates(grid, columns.get(Field.CONTENT) or "")
        twice = yield from self._twice(made, policy_id, policy, cancel)
        return Proposal(
            grid,
            columns,
            candidates,
            _disagreeing(grid, columns, candidates),
            found,
            replace(making, made=made),
            twice,
            policy_id,
            choices,
        )

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

    def history(
        self, grid: Grid, columns: Columns, subject: Subject, cancel: CancelToken
    ) -> Generator[Working, None, ImportedHistory]:
        """Keep a log of decisions as a run under the policy's wording."""
        return import_history(self._workspace, grid, columns, subject, cancel)

    def undo(self, import_id: str) -> int:
        """Take an import's cases out again; returns how many were there."""
        return self._workspace.imports.undo(import_id)

    def redo(self, import_id: str) -> int:
        """Bring them back."""
        return self._workspace.imports.redo(import_id)

    def imports(self, policy_id: str) -> tuple[Import, ...]:
        """Newest first."""
        return self._workspace.imports.of_policy(policy_id)

    def _policy(self, policy_id: str) -> ParsedPolicy | None:
        draft = self._workspace.drafts.find(policy_id)
        head = self._workspace.policies.head(policy_id)
        text = draft.text if draft else head.text if head else ""
        return parse(text) if text else None

    def _twice(
        self,
        made: tuple[Made, ...],
        policy_id: str,
        policy: ParsedPolicy | None,
        cancel: CancelToken,
    ) -> Generator[Working, None, tuple[Twice, ...]]:
        present = {c.content: (c.name, c.expected) for c in self._workspace.cases.all(policy_id)}
        found: dict[int, Twice] = {}
        for number, twice in enumerate(find_twice(made, present, policy), start=1):
            if twice is not None:
                found.setdefault(twice.line, twice)
            if number % _EVERY == 0:
                yield Working(Stage.COMPARING, number, len(made))
                cancel.check()
        return tuple(found.values())


def _label_values(grid: Grid, columns: Columns) -> Iterator[str]:
    for wanted in (Field.TRUTH, Field.REPLY_TRUTH):
        place = grid.column(columns.get(wanted) or "")
        if place is not None and not (columns.flags and wanted is Field.TRUTH):
            yield from grid.values(place)


def _disagreeing(
    grid: Grid, columns: Columns, candidates: tuple[Candidate, ...]
) -> tuple[Disagreement, ...]:
    """Columns that might be the truth as well, and are not: what a person has to decide."""
    truth, reply = columns.get(Field.TRUTH), columns.get(Field.REPLY_TRUTH)
    if truth is None:
        return ()
    return tuple(
        d
        for d in disagreements(grid, candidates)
        if truth in (d.one, d.other) and reply not in (d.one, d.other)
    )
