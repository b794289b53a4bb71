"""Labels: defined, spelled one way, meaning one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from clausebench.audits.policy.manuscript import Auditor, Manuscript, remark
from clausebench.domain.clause import Finding, Label, Severity
from clausebench.domain.reading_policy import code_references
from clausebench.domain.text import Span


def _check_undefined(manuscript: Manuscript) -> Iterator[Finding]:
    seen: set[str] = set()
    for clause in manuscript.parsed.clauses:
        for example in clause.examples:
            label = example.label
            if not label or example.decision or label in seen or any(code_references(label)):
                continue
            seen.add(label)
            yield remark(
                "policy.undefined-label",
                Severity.WARNING,
                f"Nothing says what the label {label} means.",
                hint=f"Add a line “{label} = …”, or use one of the labels above.",
                span=example.span,
                clause=clause,
            )


def _check_contradictions(manuscript: Manuscript) -> Iterator[Finding]:
    codes = set(manuscript.parsed.codes)
    named: defaultdict[str, list[Label]] = defaultdict(list)
    for label in manuscript.parsed.labels:
        if label.name not in codes:
            named[label.name.casefold()].append(label)
    for labels in named.values():
        if len(labels) > 1:
            first, second = labels[0], labels[1]
            yield remark(
                "policy.contradictory-label",
                Severity.ERROR,
                f"{second.name} means “{second.decision}” here and “{first.decision}” elsewhere.",
                hint="Let each label mean one thing.",
                span=second.span,
            )


def _check_spelling(manuscript: Manuscript) -> Iterator[Finding]:
    spellings: dict[str, str] = {}
    told: set[str] = set()
    for written, span in _written_labels(manuscript):
        known = spellings.setdefault(written.casefold(), written)
        if written != known and written not in told:
            told.add(written)
            yield remark(
                "policy.label-spelling",
                Severity.WARNING,
                f"{written} is written {known} elsewhere.",
                hint=f"Write {known} everywhere: the model copies what it sees.",
                span=span,
            )


def _written_labels(manuscript: Manuscript) -> Iterator[tuple[str, Span]]:
    for label in manuscript.parsed.labels:
        if label.span:
            yield label.name, label.span
    for clause in manuscript.parsed.clauses:
        if clause.label:
            yield clause.label, clause.own
        for example in clause.examples:
            if example.label:
                yield example.label, example.span


AUDITORS: Final = (
    Auditor("policy.undefined-label", "Every label that is used is defined", _check_undefined),
    Auditor("policy.contradictory-label", "A label means one thing", _check_contradictions),
    Auditor("policy.label-spelling", "A label is spelled one way", _check_spelling),
)
