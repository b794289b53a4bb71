"""Try a policy in other words without saving it: the same cases under several texts."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case
from clausebench.domain.clause import Clause, ParsedPolicy
from clausebench.domain.comparison import Side, compare
from clausebench.domain.errors import BadInputError
from clausebench.domain.knockout import Carried, claims, difference, rank, share_of
from clausebench.domain.reading_policy import parse
from clausebench.domain.run import RunSettings, StoredVerdict
from clausebench.domain.trying.mutations import mutations
from clausebench.domain.trying.muting import carrying, mute
from clausebench.domain.trying.obfuscations import OBFUSCATIONS, obfuscate
from clausebench.domain.trying.rewordings import REWORDINGS, reword
from clausebench.domain.trying.robustness import (
    MutationReport,
    ShakeResult,
    mutation_report,
    shake_result,
)
from clausebench.services.comparing import sides_of
from clausebench.services.recording import TRIED, Subject
from clausebench.services.suites import CaseJudged, SuiteEvent, Suites


@dataclass(frozen=True, slots=True)
class Variant:
    """A text to judge under, and what it is called in history."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class VariantStarted:
    """The ``index``-th of ``total`` texts is tried now; counts from 1."""

    variant: Variant
    index: int
    total: int


@dataclass(frozen=True, slots=True)
class Tried:
    """A variant's verdicts, by case as well as one by one."""

    variant: Variant
    stored: tuple[StoredVerdict, ...]
    sides: dict[str, Side]


TrialEvent = SuiteEvent | VariantStarted


class Variants:
    """Runs in history, but never as a case's latest verdict: nobody decided for these words."""

    def __init__(self, suites: Suites) -> None:
        self._suites = suites

    def run(
        self,
        variants: Sequence[Variant],
        cases: Sequence[Case],
        settings: RunSettings,
        cancel: CancelToken,
    ) -> Generator[TrialEvent, None, tuple[Tried, ...]]:
        """One text after the other, so that each is read once. Raises as ``Suites.run``."""
        borrowed = [replace(case, id=f"{TRIED}{case.id}") for case in cases]
        # What was asked before it was stopped is not asked again.
        settings = replace(settings, reuses=True)
        tried = []
        for index, variant in enumerate(variants, 1):
            cancel.check()
            yield VariantStarted(variant, index, len(variants))
            stored = yield from self._try(variant, borrowed, settings, cancel)
            tried.append(Tried(variant, stored, sides_of(stored)))
        return tuple(tried)

    def _try(
        self, variant: Variant, cases: Sequence[Case], settings: RunSettings, cancel: CancelToken
    ) -> Generator[TrialEvent, None, tuple[StoredVerdict, ...]]:
        stored: list[StoredVerdict] = []
        for event in self._suites.run(Subject(variant.text, variant.name), cases, settings, cancel):
            yield event
            if isinstance(event, CaseJudged):
                stored.append(event.stored)
        cancel.check()
        return tuple(stored)

    def knock_out(
        self,
        subject: Subject,
        cases: Sequence[Case],
        settings: RunSettings,
        cancel: CancelToken,
        *,
        clauses: Sequence[str] = (),
    ) -> Generator[TrialEvent, None, tuple[Carried, ...]]:
        """Without each clause in turn; all that can decide anything, unless some are named.

        Most carrying first. Raises as ``run``, and ``BadInputError`` for clauses that are none.
        """
        policy = parse(subject.text)
        chosen = named_clauses(policy, clauses) if clauses else carrying(policy)
        variants = [Variant(subject.name, subject.text)]
        variants += [without(subject, policy, (clause,)) for clause in chosen]
        base, *others = yield from self.run(variants, cases, settings, cancel)
        return rank([_carried(c, base, tried) for c, tried in zip(chosen, others, strict=True)])

    def mutate(
        self, subject: Subject, cases: Sequence[Case], settings: RunSettings, cancel: CancelToken
    ) -> Generator[TrialEvent, None, MutationReport]:
        """Under each small change of meaning in turn. Raises as ``run``."""
        found = mutations(parse(subject.text))
        texts = [Variant(subject.name, subject.text)]
        texts += [Variant(f"{subject.name}, {m.title}", m.text) for m in found]
        base, *others = yield from self.run(texts, cases, settings, cancel)
        tried = [
            (mutation, compare(base.sides, other.sides))
            for mutation, other in zip(found, others, strict=True)
        ]
        stable = sum(side.is_stable is not False for side in base.sides.values())
        return mutation_report(tried, stable, len(base.sides))

    def shake(
        self,
        subject: Subject,
        cases: Sequence[Case],
        settings: RunSettings,
        cancel: CancelToken,
        *,
        names: Sequence[str] = (),
    ) -> Generator[TrialEvent, None, tuple[ShakeResult, ...]]:
        """Under other wordings of the same policy, and with the contents written around it.

        ``names`` of ``REWORDINGS`` and ``OBFUSCATIONS``, the latter stacked by a plus sign; all of
        them unless some are named. Ways that change nothing here are left out. Raises as ``run``.
        """
        policy, base = parse(subject.text), Variant(subject.name, subject.text)
        (plain,) = yield from self.run((base,), cases, settings, cancel)
        results = []
        for name in names or (*REWORDINGS, *OBFUSCATIONS):
            if name in REWORDINGS:
                text = reword(policy, name)
                shaken, contents = text, list(cases)
            else:
                shaken = base.text
                ways = tuple(name.split("+"))
                contents = [replace(c, content=obfuscate(c.content, ways)) for c in cases]
                contents = [c for c, as_is in zip(contents, cases, strict=True) if c != as_is]
            if shaken is None or not contents:
                continue
            variant = Variant(f"{subject.name}, {name}", shaken)
            (tried,) = yield from self.run((variant,), contents, settings, cancel)
            results.append(shake_result(name, compare(plain.sides, tried.sides)))
        return tuple(results)


def named_clauses(policy: ParsedPolicy, names: Sequence[str]) -> tuple[Clause, ...]:
    """By code, whatever its case. Raises ``BadInputError``."""
    by_name = {clause.id.casefold(): clause for clause in policy.clauses}
    missing = [name for name in names if name.casefold() not in by_name]
    if missing:
        known = ", ".join(policy.codes[:12]) or "none"
        raise BadInputError(
            f"This policy has no clause {missing[0]}.", f"Its codes: {known}.", "Name one of them."
        )
    return tuple(by_name[name.casefold()] for name in names)


def without(subject: Subject, policy: ParsedPolicy, clauses: Sequence[Clause]) -> Variant:
    """The policy as it would be without some clauses."""
    names = ", ".join(clause.code or clause.title or clause.id for clause in clauses)
    text = mute(policy, [clause.id for clause in clauses])
    return Variant(f"{subject.name} without {names}", text)


def _carried(clause: Clause, base: Tried, tried: Tried) -> Carried:
    compared = compare(base.sides, tried.sides)
    flips = sum(c.before.decision is not c.after.decision for c in compared.cases)
    shares = [share_of([s.verdict.decision for s in t.stored]) for t in (base, tried)]
    named = {s.id: s.verdict.clauses for s in base.stored if s.verdict.status.is_readable}
    return Carried(
        clause.code or clause.id,
        clause.title,
        flips,
        len(compared.cases),
        *difference(shares[0], shares[1]),
        claims(named, clause.id),
        compared,
    )
