"""A policy with enough quoted examples on both sides for word matching to work with."""

from __future__ import annotations

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.reading_policy import parse

GARDEN = """# Garden club board policy

Decide whether a post may stand on the board. Answer VALID, INVALID or ESCALATE.

## Violates (output: INVALID)

- GC1.a Selling plants: "Ten tulip bulbs for sale, 5 euros each, message me."
- GC1.b Selling tools: "Selling my lawn mower and two spades, best price wins."
- GC1.c Shop links: "New shop, order seeds at seedbarn.example today!"
- GC2.a Insults: "Your garden is a disgrace and so are you."
- GC2.b Mockery: "Only a fool would prune roses like that, you clown."
- GC3.a Poison: "Pour bleach on the neighbour's hedge at night, it dies in a week."
- GC3.b Theft: "Take cuttings from the botanical garden when the guard is not looking."
- GC3.c Traps: "Bury nails in the path so that nobody walks over your lawn."

## Allowed (output: VALID)

- GC0.a Advice: "When should I prune my roses?"
- GC0.b Sharing: "My tulips are in bloom, look at this colour."
- GC0.c Giving away: "I have too many seeds, come and take some, they are free."
- GC0.d Weather: "Frost tonight, cover your seedlings."
- GC0.e Honest critique: "I would plant the hedge further from the path."

## Examples

- "My neighbour ate the berries and cannot breathe." -> ESCALATE
- "The mower is broken, who can mend it?" -> VALID, GC0.a
"""


def garden() -> ParsedPolicy:
    return parse(GARDEN)
