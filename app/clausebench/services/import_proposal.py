"""What an import of test cases would come to, under a person's choices."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, Expectation
from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.errors import BadInputError
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
from clausebench.domain.importing.meanings import LEVEL, Meaning, meanings, named_in
from clausebench.domain.importing.twice import Twice, TwiceKind, find_twice
from clausebench.domain.reading_policy import parse
from clausebench.domain.text import text_hash
from clausebench.services.library import slug
from clausebench.services.working import Stage, Working

_EVERY = 500
"""Rows between two words about how far it is."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decided: columns by field (an empty name: none), flags that are violations
    (None: as guessed), what labels mean by value (a decision, or a label or clause of the
    policy), which duplicates stay out, and what rows that name no source or licence come from."""

    columns: Mapping[Field, str] = field(default_factory=dict)
    flags: tuple[str, ...] | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[TwiceKind] = frozenset()
    source: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """The policy that cases are to come to: one of the workspace, or one that is not there yet
    (an empty id)."""

    policy_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would come in. ``disagreeing`` are columns that say other things than the one taken
    as the truth; ``twice`` tells of cases that are like others; ``others`` counts rows that were
    judged under another policy, of which nothing comes in."""

    grid: Grid
    columns: Columns
    candidates: tuple[Candidate, ...]
    disagreeing: tuple[Disagreement, ...]
    meanings: tuple[Meaning, ...]
    making: Making
    twice: tuple[Twice, ...]
    policy_id: str
    choices: Choices
    others: int = 0

    @property
    def coming(self) -> tuple[Made, ...]:
        """The cases that would be kept."""
        out = {t.number for t in self.twice if t.kind in self.choices.left_out}
        return tuple(made for n, made in enumerate(self.making.made) if n not in out)

    def leaving_out(self, kinds: frozenset[TwiceKind]) -> Proposal:
        """With other duplicates left out: nothing has to be found out again for that."""
        return replace(self, choices=replace(self.choices, left_out=kinds))

    def under(self, policy_id: str) -> Proposal:
        """For the policy that was made for it."""
        return replace(self, policy_id=policy_id)

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
    def is_foreign(self) -> bool:
        """Whether the labels look like those of another policy: levels, and none of this one."""
        known = [meaning for meaning in self.meanings if meaning.expected is not None]
        return bool(known) and all(meaning.reason == LEVEL for meaning in known)

    @property
    def unknown(self) -> tuple[Meaning, ...]:
        """Labels that mean nothing here: their rows would expect nothing."""
        return tuple(meaning for meaning in self.meanings if meaning.expected is None)


def propose(
    grid: Grid, target: Target, present: Sequence[Case], choices: Choices, cancel: CancelToken
) -> Generator[Working, None, Proposal]:
    """Guess what is not chosen and look for duplicates, also among the cases that are present.

    Raises ``Cancelled``, and ``BadInputError`` if a column or a meaning is not known.
    """
    policy = parse(target.text) if target.text else None
    columns = columns_of(grid, choices, policy)
    ours = _of_policy(grid, columns, target.text)
    found = meanings(_label_values(ours, columns), policy, _said(choices.labels, policy))
    making = make_cases(ours, columns, found, source=choices.source, licence=choices.licence)
    made = named(making.made, slug, (case.name for case in present))
    candidates = truth_candidates(grid, columns.get(Field.CONTENT) or "")
    twice = yield from _twice(made, present, policy, cancel)
    return Proposal(
        grid,
        columns,
        candidates,
        _disagreeing(grid, columns, candidates),
        found,
        replace(making, made=made),
        twice,
        target.policy_id,
        choices,
        len(grid.rows) - len(ours.rows),
    )


def columns_of(grid: Grid, choices: Choices, policy: ParsedPolicy | None) -> Columns:
    """As guessed, and as chosen. Raises ``BadInputError`` for a column that is not there."""
    columns = guess_columns(grid, policy)
    for wanted, column in choices.columns.items():
        if column and grid.column(column) is None:
            raise BadInputError(
                f"{grid.name} has no column named {column}.",
                f"Its columns: {', '.join(grid.columns[:20])}.",
            )
        columns = columns.changed(wanted, column or None)
    return columns if choices.flags is None else columns.deciding(choices.flags)


def _of_policy(grid: Grid, columns: Columns, text: str) -> Grid:
    """Rows that name a policy by its hash are about this one only if it is this wording."""
    place = grid.column(columns.get(Field.POLICY_HASH) or "")
    if place is None:
        return grid
    ours = text_hash(text).removeprefix("sha256:")
    rows = (
        row
        for row in grid.rows
        if row.cells[place].strip().removeprefix("sha256:").casefold() in ("", ours)
    )
    return replace(grid, rows=tuple(rows))


def _said(labels: Mapping[str, str], policy: ParsedPolicy | None) -> dict[str, Expectation]:
    """What a person says that labels mean."""
    said: dict[str, Expectation] = {}
    for value, word in labels.items():
        known = {decision.value: Expectation(decision) for decision in Decision}
        found = known.get(word.strip().casefold()) or named_in(policy, word.strip())
        if found is None:
            raise BadInputError(
                f"“{value}={word}” says no decision, and no label or clause of the policy.",
                hint="Write VALUE=violates, VALUE=allowed or VALUE=escalate.",
            )
        said[value] = found
    return said


def _twice(
    made: tuple[Made, ...],
    present: Sequence[Case],
    policy: ParsedPolicy | None,
    cancel: CancelToken,
) -> Generator[Working, None, tuple[Twice, ...]]:
    there = {case.content: (case.name, case.expected) for case in present}
    total, found = len(made) + len(there), []
    for number, twice in enumerate(find_twice(made, there, policy), start=1):
        if twice is not None:
            found.append(twice)
        if number % _EVERY == 0:
            yield Working(Stage.COMPARING, number, total)
            cancel.check()
    return tuple(found)


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
