"""Quotations in a reasoning, with or without marks, and the text each of them comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.linking.links import Link, LinkKind
from clausebench.domain.linking.page import Page
from clausebench.domain.linking.quotations import next_quotation
from clausebench.domain.linking.sources import LONGEST_NEAR, OVERLAP, Match, Source
from clausebench.domain.text import Span
from clausebench.domain.words import Shingle, Words, shared_runs, word_count, words_of

_SHORTEST_UNFOUND = 3
"""Fewer quoted words that stand nowhere are words in inverted commas, not an invented quote."""

_NAMED_WITHIN = 60
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z])")
_SOURCE_NAMED = re.compile(
    r"\b(?:(?P<policy>policy|policies|examples?|rules?|clauses?|definitions?|criteria|guidelines?)"
    r"|content|text|user|message|input|post|statement|request|string|title)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class QuoteFinder:
    """Finds what one policy and one content have in common with a reasoning.

    A quote that fits both texts equally well belongs to the one named just before it in its
    sentence ("the example in the policy: …"), else to the content, which models quote far more
    often. Its link carries the places in both.
    """

    policy: ParsedPolicy
    policy_source: Source
    content_source: Source
    _known: frozenset[Shingle]
    _names: frozenset[str]

    @classmethod
    def of(cls, policy: ParsedPolicy, content: str) -> QuoteFinder:
        of_policy, of_content = Source.of(policy.text), Source.of(content)
        names = [*policy.codes, *(label.name for label in policy.labels)]
        return cls(
            policy,
            of_policy,
            of_content,
            of_policy.overlaps | of_content.overlaps,
            frozenset("".join(words_of(name).folded) for name in names),
        )

    def marked(self, words: Words) -> Iterator[Link]:
        """Strings between quotation marks, found or not, except a label or a code.

        A string that is found nowhere but holds another opening mark of its own kind was paired
        wrongly, and is read again from that mark.
        """
        quote = next_quotation(words.text)
        while quote:
            link = self._resolve(words, quote)
            again = None if link else _same_mark_inside(words.text, quote)
            link = None if again else link or self._unfound(words, quote)
            if link and not self._is_name(words, link.span):
                yield link
            quote = again or next_quotation(words.text, quote.end + 1)

    def _is_name(self, words: Words, span: Span) -> bool:
        return "".join(words.folded[i] for i in words.within(span)) in self._names

    def unmarked(self, words: Words, page: Page) -> Iterator[Link]:
        """Runs of words that stand in the content or the policy without marks around them."""
        for run in shared_runs(words, self._known, OVERLAP):
            first = run.start
            while first < run.stop:
                length = self._longest(words, first, page)
                span = words.span(first, first + max(1, length) - 1)
                if length and (link := self._resolve(words, span)):
                    yield link
                first += max(1, length)

    def _longest(self, words: Words, first: int, page: Page) -> int:
        """How many free words from ``first`` on stand in a row in one of the texts."""
        start = words.starts[first]
        free = words.within(Span(start, page.free_until(start)))
        phrase = words.folded[free.start : free.stop]
        return max(s.longest_prefix(phrase) for s in (self.content_source, self.policy_source))

    def _resolve(self, words: Words, quote: Span) -> Link | None:
        """The link of a quote whose words are found; exact beats elided, elided beats near."""
        text, inside = quote.of(words.text), words.within(quote)
        folded = words.folded[inside.start : inside.stop]
        for find in (Source.exactly, Source.elided, Source.nearly):
            in_content = find(self.content_source, text, folded)
            in_policy = find(self.policy_source, text, folded)
            if in_content or (in_policy and _is_telling(folded)):
                return self._link(words.text, quote, in_content, in_policy)
        return None

    def _link(
        self, text: str, quote: Span, in_content: Match | None, in_policy: Match | None
    ) -> Link:
        is_policy = in_content is None or (in_policy is not None and names_policy(text, quote))
        clause = self.policy.clause_at(in_policy.span.start) if in_policy else None
        match = in_policy if is_policy else in_content
        return Link(
            LinkKind.POLICY_QUOTE if is_policy else LinkKind.CONTENT_QUOTE,
            quote,
            clause.id if clause else None,
            in_policy.span if in_policy else None,
            in_content.span if in_content else None,
            exact=match is not None and match.exact,
        )

    def _unfound(self, words: Words, quote: Span) -> Link | None:
        """An invented quote. Of a very long one the parts that do exist say more."""
        inside = words.within(quote)
        length = word_count(words.folded[inside.start : inside.stop])
        is_claim = _SHORTEST_UNFOUND <= length <= LONGEST_NEAR
        return Link(LinkKind.UNFOUND_QUOTE, quote, exact=False) if is_claim else None


def _same_mark_inside(text: str, quote: Span) -> Span | None:
    inner = next_quotation(text, quote.start)
    while inner and inner.start < quote.end:
        if text[inner.start - 1] == text[quote.start - 1]:
            return inner
        inner = next_quotation(text, inner.start)
    return None


def _is_telling(folded: tuple[str, ...]) -> bool:
    """Whether finding these words in a policy means anything; a lone "a" or "no" does not."""
    return len(folded) != 1 or len(folded[0]) > 2


def names_policy(text: str, quote: Span) -> bool:
    """Whether the last source named shortly before the quote, in its sentence, is the policy."""
    before = _SENTENCE_END.split(text[max(0, quote.start - _NAMED_WITHIN) : quote.start])[-1]
    named = list(_SOURCE_NAMED.finditer(before))
    return bool(named and named[-1]["policy"])
