"""What the policy says: its clauses in order, as they are judged by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import Clause, ClauseKind, Decision, QuotedExample
from clausebench.domain.reporting.model import (
    DEEPEST,
    ClauseEntry,
    Clauses,
    Example,
    Paragraph,
    Section,
    Tone,
)
from clausebench.domain.reporting.wording import KINDS, TONES, isolated, plain_words, shown

TITLE = "What the policy says"
_TONES = {
    ClauseKind.VIOLATES: Tone.BAD,
    ClauseKind.ALLOWED: Tone.GOOD,
    ClauseKind.EXCEPTION: Tone.GOOD,
    ClauseKind.ESCALATION: Tone.CAUTION,
}


def policy_section(release: Release) -> Section:
    """Every clause with its code, kind and examples."""
    if not release.clauses:
        told = plain_words(release.text) or "The policy is empty."
        return Section("policy", TITLE, (Paragraph("No clause was found in it."), Paragraph(told)))
    kinds = Counter(clause.kind for clause in release.clauses if not is_heading(release, clause))
    counts = ", ".join(
        f"{kinds[kind]} × {KINDS[kind].lower()}" for kind in ClauseKind if kinds[kind]
    )
    intro = Paragraph(f"Its clauses, in their order: {counts}.", is_quiet=True)
    return Section("policy", TITLE, (intro, Clauses(tuple(_entries(release)))))


def _entries(release: Release) -> Iterator[ClauseEntry]:
    """A clause's kind is told once: not again below a clause of the same kind."""
    above = {clause.id: clause for clause in release.clauses}
    for clause in release.clauses:
        made = entry(release, clause)
        if clause.depth == 0 and not made.text and made.title == plain_words(release.title):
            continue
        parent = above.get(clause.parent) if clause.parent else None
        is_told = parent is not None and parent.kind is clause.kind
        yield replace(made, kind="") if is_told else made


def is_heading(release: Release, clause: Clause) -> bool:
    """Whether a clause only stands over others, or over examples, and says nothing itself."""
    own = clause.own.of(release.text).strip()
    return own.startswith("#") and "\n" not in own


def entry(release: Release, clause: Clause) -> ClauseEntry:
    """One clause with its own words; those of its sub-clauses follow by themselves."""
    title, text = _parted(release, clause)
    return ClauseEntry(
        code=isolated(clause.code or ""),
        kind=KINDS[clause.kind],
        text=text,
        title=title,
        depth=min(clause.depth, DEEPEST),
        tone=_TONES.get(clause.kind, Tone.PLAIN),
        examples=tuple(dict.fromkeys(_examples(clause))),
    )


def _parted(release: Release, clause: Clause) -> tuple[str, str]:
    """A heading, and what stands below it."""
    words = clause_words(release, clause)
    if not clause.own.of(release.text).lstrip().startswith("#"):
        return "", words
    title, _, text = words.partition("\n\n")
    return title, text


def clause_words(release: Release, clause: Clause) -> str:
    """A clause's own words, without its code and without marks of lists and headings."""
    words = plain_words(_own(release, clause))
    code = clause.code or ""
    if code and words.casefold().startswith(code.casefold()):
        words = words[len(code) :].lstrip(" \t:.)–—-")
    return words or isolated(clause.title)


def _own(release: Release, clause: Clause) -> str:
    """Its own words; without the lines that its examples stand in, where it is nothing else."""
    own = clause.own.of(release.text)
    if clause.kind is not ClauseKind.EXAMPLE or not clause.examples:
        return own
    lines, at = [], clause.own.start
    for line in own.splitlines(keepends=True):
        end = at + len(line)
        if not any(e.span.start < end and at < e.span.end for e in clause.examples):
            lines.append(line)
        at = end
    return "".join(lines)


def _examples(clause: Clause) -> Iterator[Example]:
    for quoted in clause.examples:
        if " ".join(quoted.text.split()) != " ".join(clause.title.split()):
            yield example(quoted)


def example(quoted: QuotedExample) -> Example:
    """Where the policy gives no decision, none is made up."""
    decision = str(quoted.decision or "no decision given")
    label = quoted.label or ""
    is_other = label.casefold() not in ("", decision)
    said = f"{decision}, {isolated(label)}" if is_other else decision
    return Example(shown(quoted.text), said, TONES[quoted.decision])


def codes_to_cite(release: Release) -> tuple[Clause, ...]:
    """The clauses that a verdict can rest on: those with a code that nothing stands under."""
    parents = {clause.parent for clause in release.clauses}
    kinds = (ClauseKind.VIOLATES, ClauseKind.ALLOWED, ClauseKind.EXCEPTION)
    return tuple(
        clause
        for clause in release.clauses
        if clause.code and clause.kind in kinds and clause.id not in parents
    )


SIDES = (Decision.VIOLATES, Decision.ALLOWED, Decision.ESCALATE)
"""In the order in which reports speak of them."""
