"""Where a policy talks about codes and labels, for those who check that they exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from clausebench.domain.clause import Label, ParsedPolicy
from clausebench.domain.reading_policy.codes import CODE
from clausebench.domain.reading_policy.labelling import label_mentions
from clausebench.domain.text import Span

_REFERENCE: Final = re.compile(rf"(?<![\w.#\\+])(?:[A-Z]-)?({CODE})")


def code_references(text: str) -> Iterator[tuple[str, Span]]:
    """Everything in a text that is spelled like a code; ``D-SP2`` refers to ``SP2``."""
    for match in _REFERENCE.finditer(text):
        yield match[1], Span(*match.span(1))


def label_places(parsed: ParsedPolicy) -> list[Label]:
    """Every place where the text names one of its labels as an outcome, in order."""
    return sorted(label_mentions(parsed.text), key=lambda x: x.span.start if x.span else 0)
