"""How long the policy is, against the length the model was tuned for."""

from __future__ import annotations

from clausebench.domain.judging import TokenCount

BAND = range(400, 601)
"""Tokens that the published guide recommends for one policy."""


def meter_text(tokens: TokenCount) -> str:
    """``512 tokens ✓ 400–600``; ``≈`` when no tokenizer was at hand."""
    about = "" if tokens.exact else "≈ "
    sign = "✓" if tokens.count in BAND else ("↑ above" if tokens.count > BAND[-1] else "↓ below")
    return f"{about}{tokens.count:,} tokens {sign} {BAND[0]}–{BAND[-1]}"


def meter_tip(tokens: TokenCount) -> str:
    """One sentence on what the band means for this policy."""
    how = "Counted by the model's tokenizer." if tokens.exact else "Estimated without a tokenizer."
    if tokens.count in BAND:
        return f"{how} The model follows policies of {BAND[0]} to {BAND[-1]} tokens best."
    if tokens.count > BAND[-1]:
        return f"{how} Longer policies still work, but clauses get lost more easily."
    return f"{how} Short policies leave the model to guess: add definitions and examples."
