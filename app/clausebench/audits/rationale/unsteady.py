"""Argues so long, or turns so often, that another run may well decide otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from clausebench.audits.rationale.evidence import Evidence
from clausebench.domain.clause import Finding, Severity
from clausebench.domain.linking import LinkKind
from clausebench.domain.words import word_count, words_of

RULE = "rationale.unsteady"

# Of 420 published inputs that were judged more than once, one in ten flipped. Beyond either limit
# it was three in ten, below both one in twenty. Hedges per sentence told nothing.
LONG = 400
MANY_TURNS = 12


def audit(evidence: Evidence) -> Iterator[Finding]:
    """A hint to repeat the run."""
    length = word_count(words_of(evidence.verdict.reasoning).folded)
    turns = sum(1 for _ in evidence.links_of(LinkKind.TURN))
    if length >= LONG or turns >= MANY_TURNS:
        yield Finding(
            RULE,
            Severity.HINT,
            f"The reasoning is unsteady: {length:,.0f} words, {turns} changes of direction.",
            hint="Repeat the run: about three in ten such verdicts change.",
        )
