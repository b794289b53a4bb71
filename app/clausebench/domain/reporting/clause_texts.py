"""What the policy says: its clauses in order, as they are judged by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import Clause, ClauseKind, Decision, QuotedExample
from clausebench.domain.reporting.model import (
    ClauseEntry,
    Clauses,
    Example,
    Paragraph,
    Section,
    Tone,
)
from clausebench.domain.reporting.wording import KINDS, TONES, isolated, many, plain_words, shown

_TONES = {
    ClauseKind.VIOLATES: Tone.BAD,
    ClauseKind.ALLOWED: Tone.GOOD,
    ClauseKind.EXCEPTION: Tone.GOOD,
    ClauseKind.ESCALATION: Tone.CAUTION,
}


def policy_section(release: Release) -> Section:
    """Every clause with its code, kind and examples."""
    kinds = Counter(clause.kind for clause in release.clauses)
    told = ", ".join(f"{kinds[kind]} × {KINDS[kind].lower()}" for kind in ClauseKind if kinds[kind])
    intro = f"{many(len(release.clauses), 'clause')}: {told}." if told else "No clause was found."
    return Section(
        "policy",
        "What the policy says",
        (
            Paragraph(intro, is_quiet=True),
            Clauses(tuple(entry(release, clause) for clause in release.clauses)),
        )
        if release.clauses
        else (Paragraph(intro), Paragraph(plain_words(release.text))),
    )


def entry(release: Release, clause: Clause) -> ClauseEntry:
    """One clause with its own words; those of its sub-clauses follow by themselves."""
    title, text = _parted(release, clause)
    return ClauseEntry(
        code=isolated(clause.code or ""),
        kind=KINDS[clause.kind],
        text=text,
        title=title,
        depth=clause.depth,
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
    words = plain_words(clause.own.of(release.text))
    code = clause.code or ""
    if code and words.casefold().startswith(code.casefold()):
        words = words[len(code) :].lstrip(" \t:.)–—-")
    return words or isolated(clause.title)


def name_of(release: Release, clause: Clause) -> str:
    """What people call it: its code with its title, in one line."""
    title = " ".join(clause_words(release, clause).split())
    return f"{isolated(clause.code or '')} {title}".strip()


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
