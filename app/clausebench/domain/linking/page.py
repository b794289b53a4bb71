"""Which characters of a segment are spoken for, so that links nest or lie apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from clausebench.domain.linking.links import Link, LinkKind

_FREE, _QUOTED, _CLOSED = 0, 1, 2

# Words quoted from the policy, or invented, are still the model's claims about the policy; words
# quoted from the content are not: a content that says "this is VALID" states no label.
_OPEN = frozenset({LinkKind.POLICY_QUOTE, LinkKind.UNFOUND_QUOTE})
_MAY_NEST = frozenset({LinkKind.CITATION, LinkKind.UNKNOWN_CITATION, LinkKind.LABEL})


@dataclass(slots=True)
class Page:
    """Collects the links of one segment. Earlier links win over later ones."""

    length: int
    links: list[Link] = field(default_factory=list)
    _room: bytearray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._room = bytearray(self.length)

    def add_all(self, links: Iterable[Link]) -> None:
        """Keep the links whose place is free, or which may stand in the quote around them."""
        for link in links:
            self._add(link)

    def _add(self, link: Link) -> None:
        span = link.span
        area = self._room[span.start : span.end]
        if not area.strip(b"\0") or (link.kind in _MAY_NEST and not area.strip(bytes([_QUOTED]))):
            self.links.append(link)
            mark = _QUOTED if link.kind in _OPEN else _CLOSED
            self._room[span.start : span.end] = bytes([mark]) * len(span)

    def free_until(self, offset: int) -> int:
        """Where the free stretch that begins at ``offset`` ends."""
        rest = self._room[offset:]
        return offset + len(rest) - len(rest.lstrip(b"\0"))
