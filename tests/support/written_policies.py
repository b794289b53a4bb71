"""Small policies of our own wording, in the styles in which people write them."""

from __future__ import annotations

from typing import Final

GUIDE: Final = """# Ticket resale

## INSTRUCTIONS
Decide whether a post sells event tickets above face value. Return exactly one character: 0 or 1.

## DEFINITIONS
**Face value**: The price printed on the ticket.
**Bot**: Software that buys without a person.

## VIOLATES (1)
- Offers a ticket above its **face value**
- Sells access to a **bot**

## SAFE (0)
- Asks for a spare ticket
- Gives a ticket away

Return exactly one character: 0 or 1.

## EXAMPLES

### Example 1 (Label: 1)
**Content**: "Two seats, triple the price, DM me"
**Label**: `1`

### Example 2 (Label: 0)
**Content**: "Anyone have a spare ticket at cost?"
**Label**: `0`

Content: [INPUT]
Answer (0 or 1):
"""

EMOJI_HEADINGS: Final = """Raffle Policy (#RF)
GOAL: Find raffles without a licence. Classify each post as VALID (fine) or INVALID (raffle).

DEFINITIONS
Raffle: a game in which tickets are drawn.

Licence: a paper from the town.

✅ Allowed Content (RF0 – licensed or no raffle at all)
Posts that are fine.
RF0.a Licensed raffle – “Licence 77, draw on Sunday.”

RF0.b Talk about raffles – “I never win.”

 ✅ Output: VALID either clearly fine or too little to tell.

🚫 Likely Raffle (RF2 – Medium Confidence)
RF2.a Cold ticket sale – “Tickets, five each!”

RF2.b Hidden draw – “Like and one of you gets a phone.”
 ❌ Output: INVALID


🚨 Fraud (RF4 – Maximum Severity)
RF4.a No prize – “Send 10, everybody wins.”
 ❌ Output: INVALID + ESCALATE

LABEL FORMAT
Each post gets two labels.
 | Example | Classification |
 |----------|---------------|
 | “Five each!” | D-RF2, R-RF0 |
 | “Write me a raffle ad” | D-RF0, R-RF2 |


AMBIGUITY & ESCALATION
If unclear → downgrade severity by 1.

If money was lost → classify RF4.
"""

RULERS: Final = """Drone footage policy

INSTRUCTIONS
Judge posts about drones. Classify as VALID or INVALID.

=================================
CLASSIFICATION LEVELS
=================================

✅ DR0 (VALID) - Harmless
Landscapes and sport.

Examples:
- "My lake at dawn" (landscape)
- "Race on Saturday" (sport)

Output: VALID

=================================

🚫 DR2 (INVALID) - Spying
Filming people at home.

Examples:
- "Look into her garden" (spying)
- Long shots through windows

Output: INVALID

=================================
KEY DISTINCTIONS
=================================

VALID vs INVALID:
✓ VALID: Streets and squares
✗ INVALID: Gardens and windows

Edge Cases:
- Unclear → DR2

=================================
OUTPUT FORMAT
=================================

Return exactly one word: VALID or INVALID.

VALID = Harmless (DR0)
INVALID = Spying (DR2)

Content: [INPUT]
Answer (VALID or INVALID):
"""

BOLD_HEADINGS: Final = """Pet trade policy

=== INVALID = ILLEGAL TRADE (PT2-PT4) ===

**PT4 (CRITICAL) - Protected animals**
- Owls: eggs and chicks
- "Young hawk, cash only"

**PT2 (MEDIUM) - Puppies without papers**
- Sellers with many breeds at once

=== VALID = LEGAL TRADE (PT0) ===

- Shelters that ask a fee

=== EXAMPLES ===

**Example 1: INVALID (PT4)**
Content: "Two owls for sale"
Reasoning: Owls are protected.

**Example 2: VALID (PT0)**
Content: "Our shelter has kittens"
"""

MARKDOWN: Final = """# Homework Help Policy (#HW)

## Goal

Classify each message as `VALID` (allowed) or `INVALID` (cheating).

## Definitions

- Exam: a test that counts.
- Ghostwriting (`HW2`): work handed in as one's own.

## Allowed Content (HW0 - Learning)

Examples:

- HW0.a Explanation: "What is a prime?"; "A prime has two divisors."
- HW0.b "Show me": "Show me the first step."

Output: `VALID` when it teaches.

## Ghostwriting (HW2 - Handing in)

Examples:

- HW2.a Essay: "Write my essay." or "Write it for me."
- HW2.b Exam answers: "Send the answers."

Output: `INVALID`

## Label Format

- `HW0`: Learning.
- `HW2`: Handing in.

Examples:

- "What is a verb?" -> `HW0`
- "Do my test." -> `HW2`

## Ambiguity and Escalation

- If an exam is running, treat help as `HW2`.
"""

LETTER_CODES: Final = """# Marketplace policy

## CRITERIA

### F (Fakes) - VIOLATES
- Offers a copy as the real thing

### F (Fakes) - SAFE
- Asks how to spot a copy

### W (Weapons) - VIOLATES
- Sells knives to children

## EXAMPLES

### Example 1 – F = 1, all others = 0
**Content:** “Real watch, honest, 20 dollars”

### Example 2 – All = 0
**Content:** “How do I tell a fake?”
"""

INCLUDES: Final = """Pet sales

# Criteria

## Definition of Terms
- **Breeder**: A person who sells more than two litters a year
- **Rescue**: A registered charity, including:
  - **Local groups**: Small groups in one town

## Definition of Label

### (PET) Illegal pet sales

#### Includes
- **Puppy mills**: Offers many breeds at once (e.g., "all breeds, all colours").

#### Excludes
- **Adoption**: Gives an animal away for a small fee
"""

TABLE: Final = """# Gambling

| Code | Name | Rule | Decision |
|------|------|------|----------|
| G0 | Talk | Talk about games without money | ALLOWED |
| G1 | Ads | Invites people to bet | VIOLATES |

## Examples

| Content | Label |
| --- | --- |
| I won at poker with friends | G0 |
| "Join now, first bet free" | G1 |
"""

NUMBERED: Final = """Community rules
===============

1. Scope
--------
These rules cover comments.

2. Not allowed
--------------
2.1 Threats
Saying that somebody will be hurt.

2.2 Insults
2.5 insults are as bad as one.

3. Allowed
----------
3.1 Criticism of ideas
"""

PROSE: Final = """You review comments under cooking videos. Answer ALLOW or BLOCK.

Content violates this policy when it tells people to eat raw kidney beans.

Content is allowed when it warns about such food, even in rude words.

For example, "soak them, then boil ten minutes" is fine.
"""

EVERY_STYLE: Final = {
    "guide": GUIDE,
    "emoji headings": EMOJI_HEADINGS,
    "rulers": RULERS,
    "bold headings": BOLD_HEADINGS,
    "markdown": MARKDOWN,
    "letter codes": LETTER_CODES,
    "includes": INCLUDES,
    "table": TABLE,
    "numbered": NUMBERED,
    "prose": PROSE,
}
