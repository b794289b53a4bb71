"""What a new policy begins with: the five sections that the model reads best."""

from __future__ import annotations

SKELETON = """# {name}

## Instruction
Decide whether the content violates this policy. Judge only what the content says.

## Definitions
- **Term**: what it means here.

## Violates
- **V1 First rule** – what must not be posted. “An example that violates.”

## Allowed
- **A1 First exception** – what looks similar and is fine. “An example that is allowed.”

## Examples
- “A borderline content.” → V1
- “Another borderline content.” → A1
"""


def skeleton(name: str) -> str:
    """A text to write into, not a policy to judge with."""
    return SKELETON.format(name=name)
