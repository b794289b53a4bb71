"""Answers another label than the one its reasoning ends on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from clausebench.audits.rationale.evidence import Evidence
from clausebench.domain.clause import Decision, Finding, Label, Severity
from clausebench.domain.linking import Link, LinkKind
from clausebench.domain.text import Span

RULE = "rationale.label-mismatch"

# "VALID or INVALID" names the choice, it does not make it.
_BETWEEN_ALTERNATIVES = re.compile(
    r"[\s\"'`”)]*(?:or|nor|vs\.?|versus|and|/|,|\|)[\s\"'`“(]*", re.IGNORECASE
)
_DENIED = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bthan|\bnor|\bneither|\bwithout|\binstead of|\bif|\bwhether)"
    r"\s+(?:\w+\s+){0,2}[\"'`“(*]*\Z",
    re.IGNORECASE,
)


def audit(evidence: Evidence) -> Iterator[Finding]:
    """A warning when the last label the reasoning settles on decides otherwise."""
    verdict = evidence.verdict
    last = last_stated(evidence)
    if last is None or verdict.decision is None:
        return
    link, label = last
    if label.decision is not verdict.decision:
        yield Finding(
            RULE,
            Severity.WARNING,
            f"The reasoning ends on {label.name}, but the answer is {verdict.label}.",
            link.span,
            hint="Run it again: an answer that contradicts its reasoning is rarely stable.",
        )


def last_stated(evidence: Evidence) -> tuple[Link, Label] | None:
    """The last label that the reasoning gives, leaving out denials and lists of labels."""
    text = evidence.verdict.reasoning
    mentions = list(evidence.links_of(LinkKind.LABEL))
    offered = _alternatives(text, [link.span for link in mentions])
    for link in reversed(mentions):
        label = evidence.policy.label(link.name)
        is_denied = _DENIED.search(text, max(0, link.span.start - 32), link.span.start)
        if label and link.span not in offered and not is_denied:
            return (link, label) if label.decision is not Decision.ESCALATE else None
    return None


def _alternatives(text: str, spans: list[Span]) -> set[Span]:
    offered: set[Span] = set()
    for first, second in pairwise(spans):
        if _BETWEEN_ALTERNATIVES.fullmatch(text, first.end, second.start):
            offered |= {first, second}
    return offered
