"""Linking a reasoning to the policy's clauses and to the words of the content."""

from __future__ import annotations

from dataclasses import dataclass, field

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.linking.codes import CodeFinder
from clausebench.domain.linking.links import Link, reading_order
from clausebench.domain.linking.mentions import MentionFinder
from clausebench.domain.linking.page import Page
from clausebench.domain.linking.quotes import QuoteFinder
from clausebench.domain.linking.segments import segments
from clausebench.domain.words import words_of


@dataclass(frozen=True, slots=True)
class Linker:
    """Links any number of reasonings about one content under one policy."""

    policy: ParsedPolicy
    content: str = field(repr=False)
    _quotes: QuoteFinder = field(repr=False)
    _codes: CodeFinder = field(repr=False)
    _mentions: MentionFinder = field(repr=False)

    @classmethod
    def of(cls, policy: ParsedPolicy, content: str) -> Linker:
        """Index the policy and the content; worth keeping while the reasoning streams."""
        return cls(
            policy,
            content,
            QuoteFinder.of(policy, content),
            CodeFinder.of(policy),
            MentionFinder.of(policy),
        )

    def link(self, reasoning: str) -> tuple[Link, ...]:
        """All links in reading order."""
        return tuple(
            link.moved(segment.start)
            for segment in segments(reasoning)
            for link in self.link_segment(segment.of(reasoning))
        )

    def link_segment(self, text: str) -> tuple[Link, ...]:
        """The links of one segment; spans count from its start. Quotes win over all else."""
        words, page = words_of(text), Page(len(text))
        page.add_all(self._quotes.marked(words))
        page.add_all(self._quotes.unmarked(words, page))
        page.add_all(self._codes.find(words))
        page.add_all(self._mentions.find(words))
        return reading_order(page.links)


def link(reasoning: str, policy: ParsedPolicy, content: str) -> tuple[Link, ...]:
    """The links of one finished reasoning, in reading order."""
    return Linker.of(policy, content).link(reasoning)
