"""How long a text is for the model, when no tokenizer is at hand."""

from __future__ import annotations

from clausebench.domain.judging import TokenCount


def estimate_tokens(text: str) -> TokenCount:
    """About how many o200k tokens.

    Fitted to the prompt sizes of 2,993 published decisions over 21 English policies: nine of
    ten lie within 7 %. Other languages were not measured.
    """
    ascii_count = sum(1 for c in text if c.isascii())
    return TokenCount(round(0.214 * ascii_count + 1.8 * (len(text) - ascii_count)), exact=False)
