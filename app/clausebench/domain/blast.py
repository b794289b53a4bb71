"""What an edit can reach: the clauses it changed, what depends on them, and which cases to ask
first."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.agreement import wilson
from clausebench.domain.case import Case
from clausebench.domain.clause import Clause, ParsedPolicy
from clausebench.domain.identity import carry_identity
from clausebench.domain.linking import LinkKind, link
from clausebench.domain.reading_policy.references import code_references
from clausebench.domain.run import StoredVerdict
from clausebench.domain.words import words_of

_REACHING = (LinkKind.CITATION, LinkKind.POLICY_QUOTE, LinkKind.TERM)


class Stage(StrEnum):
    """``reached``: something ties the case to the edit. ``guard``: drawn from the others, to tell
    how much was missed. ``rest``: what is left."""

    REACHED = "reached"
    GUARD = "guard"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Edit:
    """What changed between two wordings, by clause. ``reworded`` are the new clauses."""

    added: tuple[Clause, ...]
    removed: tuple[Clause, ...]
    reworded: tuple[Clause, ...]
    before: tuple[Clause, ...]
    """The reworded clauses as they were, in the same order."""

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.removed or self.reworded)


@dataclass(frozen=True, slots=True)
class Reach:
    """``clauses`` are ids that the edit touches or that depend on what it touches; ``words`` are
    folded words that only one of the two wordings has in the clauses that changed."""

    clauses: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Staging:
    """All cases, each in one stage. ``guard`` is a random sample of what is not reached."""

    reached: tuple[Case, ...]
    guard: tuple[Case, ...]
    rest: tuple[Case, ...]

    def of(self, stage: Stage) -> tuple[Case, ...]:
        return {Stage.REACHED: self.reached, Stage.GUARD: self.guard, Stage.REST: self.rest}[stage]


@dataclass(frozen=True, slots=True)
class Missed:
    """What the guard says about the rest: ``flips`` of ``sampled`` changed there, so of ``left``
    cases about ``expected`` would, and at most ``most`` (Wilson's 95 % interval)."""

    flips: int
    sampled: int
    left: int
    expected: float
    most: int


def edit_between(old: ParsedPolicy, new: ParsedPolicy) -> Edit:
    """Clauses are recognised across rewording; white space and order are no change."""
    new = carry_identity(old, new)
    was, now = {c.id: c for c in old.clauses}, {c.id: c for c in new.clauses}
    both = [c for c in new.clauses if c.id in was]
    changed = [c for c in both if _plain(c, new) != _plain(was[c.id], old)]
    return Edit(
        tuple(c for c in new.clauses if c.id not in was),
        tuple(c for c in old.clauses if c.id not in now),
        tuple(changed),
        tuple(was[c.id] for c in changed),
    )


def reach(old: ParsedPolicy, new: ParsedPolicy, edit: Edit) -> Reach:
    """Changed clauses, those that use a changed term or name a changed code, and their kin."""
    new = carry_identity(old, new)
    touched = [*edit.added, *edit.removed, *edit.reworded]
    found = {clause.id: clause for clause in touched}
    queue = list(touched)
    while queue:
        clause = queue.pop()
        for policy in (old, new):
            for dependent in _dependents(policy, clause):
                if dependent.id not in found:
                    found[dependent.id] = dependent
                    queue.append(dependent)
    before = _words((*edit.removed, *edit.before), old)
    after = _words((*edit.added, *edit.reworded), new)
    return Reach(frozenset(found), frozenset(before ^ after))


def stage_cases(
    cases: Sequence[Case],
    policy: ParsedPolicy,
    past: Mapping[str, Sequence[StoredVerdict]],
    reached: Reach,
    *,
    seed: int,
    guard: int = 20,
) -> Staging:
    """``past`` holds, by case id, verdicts under the wording before, with their reasoning.

    A case is reached if its reasoning cites, quotes or uses a term of a reached clause, if it
    expects one, or if its content has one of the words that changed and that few contents have.
    A case without a verdict is reached: nothing says that it is not.
    """
    telling = _telling_words(cases, reached.words)
    wanted = {clause.casefold() for clause in reached.clauses}
    hit = [case for case in cases if _is_reached(case, policy, past.get(case.id), wanted, telling)]
    ids = {case.id for case in hit}
    others = [case for case in cases if case.id not in ids]
    drawn = random.Random(seed).sample(range(len(others)), min(guard, len(others)))  # noqa: S311
    chosen = set(drawn)
    return Staging(
        tuple(hit),
        tuple(case for n, case in enumerate(others) if n in chosen),
        tuple(case for n, case in enumerate(others) if n not in chosen),
    )


def missed(flips: int, sampled: int, left: int) -> Missed:
    """How many flips the rest may hold."""
    _, high = wilson(flips, sampled)
    share = flips / sampled if sampled else 0.0
    return Missed(flips, sampled, left, share * left, round(high * left))


def _plain(clause: Clause, policy: ParsedPolicy) -> str:
    return " ".join(clause.own.of(policy.text).split())


def _dependents(policy: ParsedPolicy, changed: Clause) -> Iterable[Clause]:
    """Clauses that use the term which ``changed`` defines, or that name its code."""
    term = (changed.term or "").casefold()
    code = changed.code
    for clause in policy.clauses:
        if clause.id == changed.id:
            continue
        own = clause.own.of(policy.text)
        uses = bool(term) and term in own.casefold()
        names = code is not None and any(found == code for found, _ in code_references(own))
        if uses or names:
            yield clause


def _words(clauses: Iterable[Clause], policy: ParsedPolicy) -> set[str]:
    return {word for c in clauses for word in words_of(c.own.of(policy.text)).folded}


def _telling_words(cases: Sequence[Case], words: frozenset[str]) -> frozenset[str]:
    """Words of more than a quarter of the contents tell nothing about any of them."""
    counts: Counter[str] = Counter()
    for case in cases:
        counts.update(words & set(words_of(case.content).folded))
    return frozenset(word for word, count in counts.items() if count * 4 <= len(cases))


def _is_reached(
    case: Case,
    policy: ParsedPolicy,
    past: Sequence[StoredVerdict] | None,
    wanted: set[str],
    telling: frozenset[str],
) -> bool:
    if not past or _names(case.expected.clauses, wanted):
        return True
    if telling & set(words_of(case.content).folded):
        return True
    return any(_rests_on(stored, policy, wanted) for stored in past)


def _rests_on(stored: StoredVerdict, policy: ParsedPolicy, wanted: set[str]) -> bool:
    if _names(stored.verdict.clauses, wanted):
        return True
    links = link(stored.verdict.reasoning, policy, stored.content)
    return any(x.clause and x.kind in _REACHING and x.clause.casefold() in wanted for x in links)


def _names(written: Iterable[str], wanted: set[str]) -> bool:
    """A whole stands for its parts, and a part for its whole."""
    return any(
        name == clause or name.startswith(f"{clause}.") or clause.startswith(f"{name}.")
        for name in (w.casefold() for w in written)
        for clause in wanted
    )
