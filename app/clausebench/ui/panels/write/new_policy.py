"""What a new policy begins with: the five sections that the model reads best."""

from __future__ import annotations

SKELETON = """# {name}

## Instruction
Decide whether the content violates this policy. Judge only what the content says.

## Definitions
- **Term**: what it means here.

## Violates
- P1 First rule: what must not be posted.

## Allowed
- P7 First exception: what looks similar and is fine.

## Examples
- "A content that breaks the rule" -> violates, P1
- "A content that only looks like it" -> allowed, P7
"""


def skeleton(name: str) -> str:
    """A text to write into, not a policy to judge with."""
    return SKELETON.format(name=name)
