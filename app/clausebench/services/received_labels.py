"""What other people said of a bundle's cases: it comes in as said by somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from clausebench.domain.bundle.names import plain_title
from clausebench.domain.bundle.release import PersonLabel, Precedent, Release
from clausebench.domain.case import Case
from clausebench.domain.labelling import (
    SOMEBODY_ELSE,
    CaseLabel,
    LabelKind,
    elsewhere,
    from_elsewhere,
)
from clausebench.services.pseudonymising import people

_Entries = Mapping[str, Sequence[CaseLabel]]


def arriving(
    release: Release, ours: Mapping[str, Case], entries: _Entries, key: bytes
) -> tuple[CaseLabel, ...]:
    """The labels to add to our cases (by name; ``entries`` by case id), in the order in which
    they were given. A case without an id is about to come in.

    What was said of other words than ours, or stands here already, is left out. What was settled
    elsewhere settles a case here only if nobody here has said anything of it; else it is one more
    label, and people here decide.
    """
    contents = {case.name: case.content for case in release.cases}
    labels = [(one.case, _label(one)) for one in release.labels]
    settled = [(one.case, _settled(one)) for one in release.precedents]
    found = []
    for name, entry in sorted((*labels, *settled), key=lambda pair: pair[1].at):
        case = ours.get(name)
        if case is None or contents.get(name) != case.content:
            continue
        there = entries.get(case.id, ())
        if not _is_there(entry, there, people((e.who for e in there), key)):
            is_ours = any(elsewhere(other.who) is None for other in there)
            kind = LabelKind.LABEL if is_ours else entry.kind
            found.append(replace(entry, case_id=case.id, kind=kind))
    return tuple(found)


def _label(one: PersonLabel) -> CaseLabel:
    who = from_elsewhere(plain_title(one.who))
    return CaseLabel(
        "",
        "",
        LabelKind.LABEL,
        who,
        one.decision,
        one.label,
        one.clauses,
        one.note,
        one.is_blind,
        at=one.at,
    )


def _settled(one: Precedent) -> CaseLabel:
    return CaseLabel(
        "",
        "",
        LabelKind.ADJUDICATED,
        from_elsewhere(SOMEBODY_ELSE),
        one.decision,
        one.label,
        one.clauses,
        one.reason,
        at=one.at,
    )


def _is_there(entry: CaseLabel, there: Sequence[CaseLabel], names: Mapping[str, str]) -> bool:
    """Also as a label of ours that went out under its pseudonym and comes back."""
    return any(
        _facts(entry) == _facts(other)
        and (other.kind is LabelKind.ADJUDICATED or elsewhere(entry.who) == names[other.who])
        for other in there
    )


def _facts(entry: CaseLabel) -> tuple[object, ...]:
    return (entry.decision, entry.label, entry.clauses, entry.note, entry.at)


def withdrawals(labels: Sequence[str], entries: _Entries) -> Iterator[CaseLabel]:
    """What takes these labels back; those of cases that are gone went with them."""
    wanted = frozenset(labels)
    for case_id, said in entries.items():
        for entry in said:
            if entry.id in wanted:
                yield CaseLabel(
                    "", case_id, LabelKind.WITHDRAWN, entry.who, None, withdraws=entry.id
                )
