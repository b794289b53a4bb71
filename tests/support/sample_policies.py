"""Small policies of every shape that output contracts must serve."""

from __future__ import annotations

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.reading_policy import parse

CODED = """# Garden fair

## Instruction

Judge posts about the garden fair.

## Definitions

- **Stall**: a table with plants.

## Violates

- GF1 Bad plants
  - GF1.a Plastic flowers sold as real ones.
  - GF1.b Plants dug out of the park.

## Allowed

- GF7 Honest stalls: plants with their names and prices.

## Examples

- "Silk roses, fresh from my garden!" -> violates, GF1.a
- "Marigolds, two coins." -> allowed, GF7
"""
ESCALATING = CODED.replace(
    "## Examples", "## Escalation\n\n- Escalate when a plant may be poisonous.\n\n## Examples"
)
PLAIN = "Judge whether a post is rude about gardens.\n\nCalling a garden ugly is rude.\n"
LEVELS = """# Noise policy (#NO)

Classify each example as VALID (quiet) or INVALID (noise).

## Allowed content (NO0 - Quiet)

- NO0.a Whispering: "Psst."

Output: `VALID`

## Loud content (NO1 - Loud)

- NO1.a Drums: "Boom."

Output: `INVALID`

## Unbearable content (NO2 - Unbearable)

- NO2.a Sirens: "Weeooh."

Output: `INVALID`
"""
TEXTS = {"coded": CODED, "escalating": ESCALATING, "plain": PLAIN, "levels": LEVELS}


def sample(name: str) -> ParsedPolicy:
    return parse(TEXTS[name])
