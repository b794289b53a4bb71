"""A clause in one line, for programs that take criteria as texts."""

from __future__ import annotations

import re

from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import Clause

_MARK = re.compile(r"^\s*(?:[-*+•]\s+|#{1,6}\s+|\d+[.)]\s+)")


def clause_words(release: Release, clause: Clause) -> str:
    """A clause's own words, code and all, without its list mark or heading mark."""
    own = clause.own.of(release.text)
    return " ".join(_MARK.sub("", line) for line in own.splitlines() if line.strip()).strip()
