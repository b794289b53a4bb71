"""Reading a policy: text to clauses with exact places, and back."""

from __future__ import annotations

from clausebench.domain.reading_policy.codes import family_of as code_family
from clausebench.domain.reading_policy.parsing import parse
from clausebench.domain.reading_policy.references import code_references, label_places
from clausebench.domain.reading_policy.rendering import Segment, render, segments

__all__ = [
    "Segment",
    "code_family",
    "code_references",
    "label_places",
    "parse",
    "render",
    "segments",
]
