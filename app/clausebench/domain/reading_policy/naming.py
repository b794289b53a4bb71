"""Names for clauses: the writer's code, else a name made from the clause's own words."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from clausebench.domain.clause import ClauseId


def generated_id(own_words: str) -> ClauseId:
    """``c-…`` from the words alone: editing other clauses cannot change it."""
    words = " ".join(own_words.split()).casefold()
    digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return ClauseId(f"c-{digest}")


@dataclass(slots=True)
class Names:
    """Hands out each name once: the second ``SP2`` is ``SP2~2``."""

    taken: set[str] = field(default_factory=set)
    _asked: Counter[str] = field(default_factory=Counter)

    def claim(self, wanted: str) -> ClauseId:
        candidate = wanted
        while candidate in self.taken:
            self._asked[wanted] += 1
            candidate = f"{wanted}~{self._asked[wanted] + 1}"
        self.taken.add(candidate)
        return ClauseId(candidate)
