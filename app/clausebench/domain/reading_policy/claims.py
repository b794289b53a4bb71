"""Settling which lines own a code when several are written like owners."""

from __future__ import annotations

from collections import Counter, defaultdict

from clausebench.domain.reading_policy.blocks import TEXT, Block
from clausebench.domain.reading_policy.codes import Code

_UNDIGITED = "·"
"""The family of codes without a digit (``S``, ``HR``): only several of them make a scheme."""


def settle_claims(blocks: list[Block]) -> Counter[str]:
    """Drop the code from every block that does not own it; return owners per code.

    A heading beats an item, an item beats a sentence that happens to start with a code, and a
    thing that merely looks like a code (``COVID-19``) has no siblings.
    """
    strongest: dict[str, int] = {}
    families: defaultdict[str, set[str]] = defaultdict(set)
    for claim in (b.code for b in blocks if b.code):
        strongest[claim.text] = max(claim.strength, strongest.get(claim.text, 0))
        families[_family(claim)].add(claim.text)
    owners: Counter[str] = Counter()
    for number, block in enumerate(blocks):
        if (code := block.code) is None:
            continue
        if code.strength == strongest[code.text] and _is_code(code, len(families[_family(code)])):
            owners[code.text] += 1
        else:
            block.code = None
            if block.marker == "code":
                blocks[number] = TEXT
    return owners


def _family(code: Code) -> str:
    # Without a digit nothing splits off, so that each code would be a family of its own.
    return code.family if code.family != code.text else _UNDIGITED


def _is_code(code: Code, siblings: int) -> bool:
    if siblings > 1 or code.strength == 3:
        return True
    return code.strength > 1 and bool(code.family) and "-" not in code.text
