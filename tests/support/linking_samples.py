"""A policy about marketplace listings, and contents, that linking is tested with."""

from __future__ import annotations

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.linking import Link, LinkKind, link
from clausebench.domain.reading_policy import parse

POLICY_TEXT = """# Marketplace listings policy (#ML)

## Definitions

- Counterfeit: A product that carries a brand name without the owner's permission.
- Safety Recall: A public notice that a product must not be sold any more.

## Allowed listings (ML0)

- ML0.a Second-hand goods: "Used winter coat, some wear on the sleeves."
- ML0.b Repair services: "I fix phones and laptops, message me for a quote."

Output: VALID

## Misleading listings (ML2)

Listings that hide what a buyer must know before paying.

- ML2.a Hidden defects: "Works perfectly, no returns accepted under any circumstances."
- ML2.b Likely copies: "Luxury watch, looks exactly like the original, unbeatable price."

Output: INVALID

## Dangerous listings (ML3)

- ML3.a Recalled goods: "Baby cot from 2009, drop side still works fine."

Output: INVALID

## Output format

Return exactly one word: VALID or INVALID.
"""

POLICY: ParsedPolicy = parse(POLICY_TEXT)

CONTENT = "Selling my old cot, the drop side sticks a bit but my three kids survived it. Cash only!"


def links_in(reasoning: str, content: str = CONTENT, policy: ParsedPolicy = POLICY) -> list[Link]:
    return list(link(reasoning, policy, content))


def found(reasoning: str, kind: LinkKind, content: str = CONTENT) -> list[str]:
    """The words of the links of one kind."""
    return [x.span.of(reasoning) for x in links_in(reasoning, content) if x.kind is kind]


def only(reasoning: str, kind: LinkKind, content: str = CONTENT) -> Link:
    """The one link of a kind."""
    (single,) = (x for x in links_in(reasoning, content) if x.kind is kind)
    return single
