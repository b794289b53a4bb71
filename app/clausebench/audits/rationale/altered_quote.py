"""Quotes a clause with words changed that can change what it means."""

from __future__ import annotations

from collections.abc import Iterator

from clausebench.audits.rationale.evidence import Evidence
from clausebench.domain.clause import Finding, Severity
from clausebench.domain.linking import LinkKind
from clausebench.domain.words import words_of

RULE = "rationale.altered-quote"
# Words that a clause cannot lose or gain without meaning something else.
_TURNING_WORDS = frozenset(
    {
        *("no", "not", "never", "none", "neither", "without", "unless", "except", "only", "must"),
        *("always", "cannot", "kein", "keine", "nicht", "nie", "nur", "sans", "pas", "sauf", "sin"),
        *("salvo", "solo", "não", "sem", "nunca", "non", "senza", "mai", "не", "без", "不", "無"),
    }
)


def audit(evidence: Evidence) -> Iterator[Finding]:
    """A warning where such a word, or a number, differs; a hint for other changes."""
    for link in evidence.links_of(LinkKind.POLICY_QUOTE):
        if link.exact or link.policy_span is None:
            continue
        quote = link.span.of(evidence.verdict.reasoning)
        if _turns(quote, link.policy_span.of(evidence.policy.text)):
            yield Finding(
                RULE,
                Severity.WARNING,
                "The reasoning quotes this clause with changed words that can change its meaning.",
                link.span,
                link.clause,
                hint="Compare with the clause; a shorter sentence is quoted more faithfully.",
            )
        else:
            message = "The reasoning quotes this clause in slightly different words."
            yield Finding(RULE, Severity.HINT, message, link.span, link.clause)


def _turns(quote: str, clause: str) -> bool:
    """Whether such a word was put in, or left out where no ellipsis says that something was."""
    said, written = set(words_of(quote).folded), set(words_of(clause).folded)
    is_elided = "..." in quote or "…" in quote
    changed = said - written if is_elided else said ^ written
    return bool(changed & _TURNING_WORDS) or any(word.isdigit() for word in said - written)
