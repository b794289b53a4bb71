"""Take off what surrounds an answer and is not part of it."""

from __future__ import annotations

import re

from clausebench.domain.contracts.repairs import Repair

# Damaged weights spell control tokens and channel names out: ``assistantfinal{…}``.
_LEAKED = re.compile(
    r"^\s*(?:<\|[a-z_]{1,20}\|>\s*(?:assistant|final|json)?\s*)+"
    r"|^[^{]*assistantfinal(?![a-z])\s*"
    r"|^\s*final(?=[^a-z\s])"
    r"|(?:<\|[a-z_]{1,20}\|>\s*)+$"
)
_REFUSAL = re.compile(
    r"\W*(?:(?:i['’]?m|i am)\s+(?:so\s+|very\s+)?sorry|sorry,|i apologi[sz]e"
    r"|i\s+(?:can['’]?t|cannot|can not|won['’]?t|will not)\s+"
    r"(?:help|assist|comply|do|provide|engage|continue|fulfil)"
    r"|i['’]?m\s+(?:unable|not able)\s+to\b)",
    re.IGNORECASE,
)


def cleaned(final: str) -> tuple[str, tuple[str, ...]]:
    """The answer without byte order mark, leaked markup and outer space; what was taken off."""
    repairs: list[str] = []
    text = final.lstrip("\ufeff")
    if text != final:
        repairs.append(Repair.BYTE_ORDER_MARK)
    bare = _LEAKED.sub("", text)
    if bare != text:
        repairs.append(Repair.LEAKED_MARKUP)
    return bare.strip(), tuple(repairs)


def is_refusal(text: str) -> bool:
    """Whether the model declined to answer, in the words these models use for it."""
    return _REFUSAL.match(text) is not None
