"""Reading a policy: text to clauses with exact places, and back."""

from __future__ import annotations

from clausebench.domain.reading_policy.parsing import parse
from clausebench.domain.reading_policy.rendering import Segment, render, segments

__all__ = ["Segment", "parse", "render", "segments"]
