"""A guideline for moderators, from the same clauses that the model reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import Clause, ClauseKind, Decision

_SECTIONS = (
    ("What the words mean", (ClauseKind.DEFINITION,)),
    ("Take action", (ClauseKind.VIOLATES,)),
    ("Leave up", (ClauseKind.ALLOWED, ClauseKind.EXCEPTION)),
    (
        "When clauses compete, and when to ask a colleague",
        (ClauseKind.PRECEDENCE, ClauseKind.ESCALATION),
    ),
)
_MARK = re.compile(r"^\s*(?:[-*+•]\s+|#{1,6}\s+|\d+[.)]\s+)")
_WORDS = {
    Decision.VIOLATES: "take action",
    Decision.ALLOWED: "leave up",
    Decision.ESCALATE: "ask a colleague",
}


def guideline(release: Release) -> str:
    """Markdown. Says what the clauses say, in an order in which people decide."""
    opening = (
        f"Version {release.version}. These are the clauses that the model judges by; whoever "
        "decides by hand decides by the same words."
    )
    lines = [f"# {release.title}: guideline for moderators", "", opening]
    parents = {clause.parent for clause in release.clauses}
    saying = [c for c in release.clauses if not (c.id in parents and _only_heads(release, c))]
    for heading, kinds in _SECTIONS:
        found = [clause for clause in saying if clause.kind in kinds]
        if found:
            lines += ["", f"## {heading}", "", *_bullets(release, found)]
    lines += [*_examples(release), *_settled(release)]
    return "\n".join(lines)


def clause_words(release: Release, clause: Clause) -> str:
    """A clause's own words in one line, without its list mark or heading mark."""
    own = clause.own.of(release.text)
    return " ".join(_MARK.sub("", line) for line in own.splitlines() if line.strip()).strip()


def _only_heads(release: Release, clause: Clause) -> bool:
    """Whether a clause over others is a heading that says nothing of its own."""
    own = clause.own.of(release.text).strip()
    return own.startswith("#") and "\n" not in own


def _bullets(release: Release, clauses: list[Clause]) -> Iterator[str]:
    depths = {clause.depth for clause in clauses}
    least = min(depths)
    for clause in clauses:
        words = clause_words(release, clause)
        if clause.code and words.startswith(clause.code):
            words = f"**{clause.code}**{words[len(clause.code) :]}"
        yield f"{'  ' * (clause.depth - least)}- {words}"


def _examples(release: Release) -> Iterable[str]:
    quoted = [example for clause in release.clauses for example in clause.examples]
    told = [
        f"- “{' '.join(example.text.split())}”: {_WORDS[example.decision]}"
        + (f" ({example.label})" if example.label else "")
        for example in quoted
        if example.decision is not None
    ]
    return ["", "## Examples", "", *dict.fromkeys(told)] if told else []


def _settled(release: Release) -> Iterable[str]:
    told = [
        f"- {precedent.case}: {_WORDS[precedent.decision]}"
        + (f" ({', '.join(precedent.clauses)})" if precedent.clauses else "")
        + (f". {' '.join(precedent.reason.split())}" if precedent.reason else "")
        for precedent in release.precedents
        if precedent.decision is not None
    ]
    return ["", "## Settled before", "", *told] if told else []
