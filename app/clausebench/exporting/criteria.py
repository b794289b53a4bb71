"""The policy as criteria text: for Zentropi's label API and for any-guardrail."""

from __future__ import annotations

from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import ClauseKind
from clausebench.domain.token_estimate import estimate_tokens
from clausebench.exporting.clause_words import clause_words
from clausebench.exporting.files import Files, json_file

_MOST_TOKENS = 8_000
_SECTIONS = (
    ("Overview", (ClauseKind.INSTRUCTION,)),
    ("Definitions", (ClauseKind.DEFINITION,)),
    ("Label 1: violates", (ClauseKind.VIOLATES,)),
    ("Label 0: allowed", (ClauseKind.ALLOWED, ClauseKind.EXCEPTION, ClauseKind.PRECEDENCE)),
)


def write(release: Release) -> Files:
    """``zentropi.json`` and ``any-guardrail.json``.

    Both label 0 or 1: what a person is to decide has no place there, and the files say so.
    """
    text = criteria(release)
    losses = ["Escalation: these labels are 0 or 1, nobody is asked."]
    if estimate_tokens(text).count > _MOST_TOKENS:
        losses.append(f"Longer than {_MOST_TOKENS:,} tokens, which Zentropi refuses.")
    authored = {
        "kind": "policy",
        "key": release.slug,
        "content": text,
        "source": f"{release.slug} {release.version}, {release.policy_sha256}",
        "provenance": "author",
        "description": release.title,
    }
    return {
        "zentropi.json": json_file({"criteria_text": text, "losses": losses}),
        "any-guardrail.json": json_file(authored),
    }


def criteria(release: Release) -> str:
    """The clauses in four sections: overview, definitions, what gets 1, what gets 0."""
    parts = []
    for heading, kinds in _SECTIONS:
        words = [
            clause_words(release, clause) for clause in release.clauses if clause.kind in kinds
        ]
        lines = "\n".join(f"- {line}" for line in words if line)
        parts.append(f"# {heading}\n\n{lines}" if lines else f"# {heading}")
    return "\n\n".join(parts)
