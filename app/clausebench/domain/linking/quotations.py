"""Quotation marks: where a quoted string begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausebench.domain.text import Span

_LONGEST = 2_000

# Each alternative has one group: the words between the marks. The straight marks need care: one
# between letters is an apostrophe or an inch sign, and a closing mark never follows a space.
_QUOTED = re.compile(
    r"""(?=["'`“„«‹‘「『])(?:"""
    rf"""(?<![\w"])"(?=[^\s"])(.{{1,{_LONGEST}}}?)(?<=\S)"(?!\w)"""
    rf"""|“([^“”]{{1,{_LONGEST}}})”"""
    rf"""|„([^„“”]{{1,{_LONGEST}}})[“”]"""
    rf"""|«([^«»]{{1,{_LONGEST}}})»"""
    rf"""|‹([^‹›]{{1,{_LONGEST}}})›"""
    rf"""|「([^「」]{{1,{_LONGEST}}})」"""
    rf"""|『([^『』]{{1,{_LONGEST}}})』"""
    r"""|(?<!\w)‘([^‘\n]{1,400}?)’(?!\w)"""
    r"""|(?<![\w'])'(?=[^\s'])([^\n]{1,400}?)(?<=[^\s'])'(?![\w'])"""
    r"""|`([^`\n]{1,400})`"""
    r""")""",
    re.DOTALL,
)


def next_quotation(text: str, start: int = 0) -> Span | None:
    """The first quoted string that opens at ``start`` or later, without its marks.

    A mark that is never closed is passed over. The string may itself contain marks: ask again
    from ``span.start`` to find what opens inside it.
    """
    found = _QUOTED.search(text, start)
    return Span(*found.span(found.lastindex or 0)) if found else None


def quotations(text: str) -> Iterator[Span]:
    """Every string that could be a quotation, also those that open inside another."""
    quote = next_quotation(text)
    while quote:
        yield quote
        quote = next_quotation(text, quote.start)
