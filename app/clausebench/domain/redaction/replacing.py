"""Replace what tells who somebody is, everywhere in a release, by the same pseudonym."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case
from clausebench.domain.pseudonyms import pseudonyms
from clausebench.domain.redaction.finding import Personal, PersonalKind, find_personal

_What = tuple[PersonalKind, str]

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


@dataclass(frozen=True, slots=True)
class _Pseudonyms:
    """What stands for each thing found, by kind and plain spelling."""

    given: Mapping[_What, str]
    kept: frozenset[str] = frozenset()
    kept_whats: frozenset[_What] = frozenset()
    """Other spellings of what is kept."""

    def of(self, found: Personal) -> str:
        return self.given[_what(found)]

    def clean(self, text: str) -> str:
        for found in reversed(find_personal(text)):
            if not self._is_kept(found):
                start, end = found.span.start, found.span.end
                text = text[:start] + self.of(found) + text[end:]
        return text

    def _is_kept(self, found: Personal) -> bool:
        return found.text in self.kept or _what(found) in self.kept_whats


def leaks(release: Release, key: bytes | None = None) -> tuple[Leak, ...]:
    """Everything found, in the order of first sight. With a workspace's key the same thing has
    the same pseudonym in each of its releases; without, things are numbered in this one."""
    found: dict[_What, tuple[str, list[str]]] = {}
    for place, text in _texts(release):
        for personal in find_personal(text):
            _, places = found.setdefault(_what(personal), (personal.text, []))
            if place not in places:
                places.append(place)
    given = _keyed(found, key) if key is not None else _numbered(found, release)
    return tuple(
        Leak(what[0], text, given[what], tuple(places)) for what, (text, places) in found.items()
    )


def _keyed(found: Collection[_What], key: bytes) -> dict[_What, str]:
    letters = pseudonyms((_name(what) for what in found), key)
    return {what: _PSEUDONYMS[what[0]].format(letters[_name(what)]) for what in found}


def _name(what: _What) -> str:
    return "\0".join(what)


def _numbered(found: Collection[_What], release: Release) -> dict[_What, str]:
    """In the order of first sight, without numbers that an earlier redaction has given already."""
    texts = "\0".join(text for _, text in _texts(release))
    numbers = {kind: _free_numbers(kind, texts) for kind in PersonalKind}
    return {what: _PSEUDONYMS[what[0]].format(next(numbers[what[0]])) for what in found}


def _free_numbers(kind: PersonalKind, texts: str) -> Iterator[int]:
    before, after = map(re.escape, _PSEUDONYMS[kind].split("{}"))
    taken = set(re.findall(rf"{before}(\d+){after}", texts))
    return (number for number in itertools.count(1) if str(number) not in taken)


def redacted(release: Release, keep: Collection[str] = (), key: bytes | None = None) -> Release:
    """The release with pseudonyms, except for the texts to ``keep``. The policy stays as it is.

    Hashes of answers stay those of the words that were said. ``key`` as in ``leaks``.
    """
    found = leaks(release, key)
    given = {(leak.kind, _plain(leak.kind, leak.text)): leak.pseudonym for leak in found}
    kept = frozenset(
        (leak.kind, _plain(leak.kind, leak.text)) for leak in found if leak.text in keep
    )
    clean = _Pseudonyms(given, frozenset(keep), kept).clean
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


def _what(found: Personal) -> _What:
    return found.kind, _plain(found.kind, found.text)


def _plain(kind: PersonalKind, text: str) -> str:
    """What makes two spellings one: digits of numbers, letters of the rest."""
    if kind in (PersonalKind.PHONE, PersonalKind.NUMBER):
        return re.sub(r"[^0-9A-Za-z+]", "", text)
    return " ".join(text.casefold().split())
