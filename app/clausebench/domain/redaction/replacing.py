"""Replace what tells who somebody is, everywhere in a release, by the same pseudonym."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace

from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case
from clausebench.domain.redaction.finding import Personal, PersonalKind, find_personal

_PSEUDONYMS = {
    PersonalKind.EMAIL: "person-{}@mail.example",
    PersonalKind.HANDLE: "@person_{}",
    PersonalKind.PHONE: "[phone {}]",
    PersonalKind.ADDRESS: "[address {}]",
    PersonalKind.IP: "[IP {}]",
    PersonalKind.NUMBER: "[number {}]",
}
"""They read like what they stand for, so that a content still means the same to whoever judges."""

POLICY_PLACE = "policy"


@dataclass(frozen=True, slots=True)
class Leak:
    """Something found. ``places`` are names of cases, or ``policy``, where nothing is replaced:
    the model reads it and its hash is its identity."""

    kind: PersonalKind
    text: str
    pseudonym: str
    places: tuple[str, ...]


@dataclass(slots=True)
class _Pseudonyms:
    """Given in the order of first sight, so the same release always gets the same ones."""

    kept: frozenset[str]
    kept_keys: frozenset[tuple[PersonalKind, str]] = frozenset()
    """Other spellings of what is kept."""
    given: dict[tuple[PersonalKind, str], str] = field(default_factory=dict)
    counts: dict[PersonalKind, int] = field(default_factory=dict)

    def of(self, kind: PersonalKind, text: str) -> str:
        key = (kind, _plain(kind, text))
        if key not in self.given:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            self.given[key] = _PSEUDONYMS[kind].format(self.counts[kind])
        return self.given[key]

    def clean(self, text: str) -> str:
        for found in reversed(find_personal(text)):
            if not self._is_kept(found):
                start, end = found.span.start, found.span.end
                text = text[:start] + self.of(found.kind, found.text) + text[end:]
        return text

    def _is_kept(self, found: Personal) -> bool:
        key = (found.kind, _plain(found.kind, found.text))
        return found.text in self.kept or key in self.kept_keys


def leaks(release: Release) -> tuple[Leak, ...]:
    """Everything found, in the order of first sight."""
    pseudonyms = _Pseudonyms(frozenset())
    found: dict[tuple[PersonalKind, str], tuple[str, list[str]]] = {}
    for place, text in _texts(release):
        for personal in find_personal(text):
            key = (personal.kind, _plain(personal.kind, personal.text))
            _, places = found.setdefault(key, (personal.text, []))
            if place not in places:
                places.append(place)
    return tuple(
        Leak(kind, text, pseudonyms.of(kind, text), tuple(places))
        for (kind, _), (text, places) in found.items()
    )


def redacted(release: Release, keep: Collection[str] = ()) -> Release:
    """The release with pseudonyms, except for the texts to ``keep``. The policy stays as it is.

    Hashes of answers stay those of the words that were said.
    """
    found = leaks(release)
    kept_keys = frozenset(
        (leak.kind, _plain(leak.kind, leak.text)) for leak in found if leak.text in keep
    )
    pseudonyms = _Pseudonyms(frozenset(keep), kept_keys)
    for leak in found:
        pseudonyms.of(leak.kind, leak.text)
    clean = pseudonyms.clean
    names = _names(release.cases, clean)
    return replace(
        release,
        cases=tuple(_case(case, clean, names) for case in release.cases),
        precedents=tuple(
            replace(p, case=names.get(p.case, p.case), reason=clean(p.reason))
            for p in release.precedents
        ),
        labels=tuple(
            replace(x, case=names.get(x.case, x.case), note=clean(x.note)) for x in release.labels
        ),
        verdicts=tuple(
            replace(
                row,
                case=names.get(row.case, row.case),
                reasoning=clean(row.reasoning),
                final=clean(row.final),
            )
            for row in release.verdicts
        ),
        changelog=clean(release.changelog),
    )


def _case(case: Case, clean: Callable[[str], str], names: dict[str, str]) -> Case:
    return replace(
        case,
        name=names[case.name],
        content=clean(case.content),
        note=clean(case.note),
        twin=names.get(case.twin, clean(case.twin)) if case.twin else case.twin,
        twin_change=clean(case.twin_change),
        source=clean(case.source),
    )


def _names(cases: Collection[Case], clean: Callable[[str], str]) -> dict[str, str]:
    """Names made from contents may tell as much as these; such cases are numbered instead."""
    taken = {case.name for case in cases if clean(case.name) == case.name}
    names = {name: name for name in taken}
    for number, case in enumerate(cases, start=1):
        if case.name not in names:
            free = f"case-{number}"
            while free in taken:
                free += "-x"
            names[case.name] = free
            taken.add(free)
    return names


def _texts(release: Release) -> Iterator[tuple[str, str]]:
    yield POLICY_PLACE, release.text
    for case in release.cases:
        for text in (case.content, case.name, case.note, case.twin_change, case.source):
            yield case.name, text
    for precedent in release.precedents:
        yield precedent.case, precedent.reason
    for label in release.labels:
        yield label.case, label.note
    for row in release.verdicts:
        yield row.case, row.reasoning
        yield row.case, row.final
    yield "changelog", release.changelog


def _plain(kind: PersonalKind, text: str) -> str:
    """What makes two spellings one: digits of numbers, letters of the rest."""
    if kind in (PersonalKind.PHONE, PersonalKind.NUMBER):
        return re.sub(r"[^0-9A-Za-z+]", "", text)
    return " ".join(text.casefold().split())
