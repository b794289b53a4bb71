"""From lines to blocks: what each line looks like, judged by its marks and its neighbours."""

from __future__ import annotations

import re
from typing import Final

from clausebench.domain.reading_policy.blocks import FENCED, GAP, TEXT, Block, Rank, Shape
from clausebench.domain.reading_policy.codes import heading_code, leading_code
from clausebench.domain.reading_policy.keywords import decision_of, is_section_name
from clausebench.domain.reading_policy.lines import Line
from clausebench.domain.reading_policy.page import RULES, Page
from clausebench.domain.reading_policy.shapes import (
    EMOJI,
    LONGEST_HEADING,
    QUOTES,
    SENTENCE_ENDS,
    heading,
    is_caps,
    lead,
    mark_of,
    names_examples,
    split_key,
)
from clausebench.domain.reading_policy.tables import cells_of, row_code

_MARKER: Final = re.compile(
    r"(?:(?P<dash>[-*+•‣▪◦●○■□▸►▶·–—→➜➤⇒])|(?P<number>\(?\d{1,3}[.)]|\d\ufe0f?\u20e3)"
    r"|(?P<letter>\(?[A-Za-z][.)]|\(?[ivxIVX]{2,4}[.)]))(?:\s+\[[ xX]\])?\s+(?=\S)"
    r"|(?P<unspaced>[（(]\d{1,3}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、"
    r"|\d{1,3}[、.](?=[\u3040-\u9fff]))\s*(?=\S)"
)
_ATX: Final = re.compile(r"(#{1,6})(?:\s+|(?<=##)(?=[^\s#]))")
_BOLD: Final = re.compile(r"(\*\*|__)(?=\S)(?P<title>[^\n]{1,160}?)\1\s*(?P<rest>.*)")
_KEYED_ITEMS: Final = (Shape.OUTPUT, Shape.EXAMPLES)
_LEAD_JOINTS: Final = (":", "：", "–", "—", "- ", "→", "=")


def recognise(page: Page) -> list[Block]:
    """One block per line."""
    return [_block(page, number) for number in range(len(page.lines))]


def _block(page: Page, number: int) -> Block:
    line = page.lines[number]
    if number in page.fenced:
        return FENCED
    if not line.body or number in page.drawn:
        return GAP
    if number in page.ranks:
        return heading(line, page.ranks[number], 0, line.body)
    for recogniser in _RECOGNISERS:
        if found := recogniser(page, number, line):
            return found
    return TEXT


def _atx(_page: Page, _number: int, line: Line) -> Block | None:
    if line.body[0] != "#" or not (match := _ATX.match(line.body)):
        return None
    title = line.body[match.end() :].rstrip("# ")
    return heading(line, len(match[1]), match.end(), title)


def _between_rules(_page: Page, _number: int, line: Line) -> Block | None:
    """``=== ALLOWED ===``; two stars are left to bold text."""
    mark = line.body[0]
    if mark not in RULES or line.body[-1] != mark:
        return None
    needed = 2 if mark == "=" else 3
    edge = mark * needed
    title = line.body.strip(mark)
    if not (line.body.startswith(edge) and line.body.endswith(edge) and title.strip()):
        return None
    return heading(line, Rank.SECTION, line.body.index(title.strip()), title.strip())


def _row(_page: Page, _number: int, line: Line) -> Block | None:
    if line.body[0] != "|":
        return None
    cells = cells_of(line.body)
    code = row_code(cells[0]) if cells else None
    title = next((c.words for c in cells[1:] if code and c.words), cells[0].words if cells else "")
    column = line.indent + 2
    return Block(Shape.ROW, Rank.ITEM, line.indent, column, 1, title, marker="|", code=code)


def _bold(_page: Page, _number: int, line: Line) -> Block | None:
    """``**Heading**`` alone, or ``**Name:** words``."""
    if line.body[0] not in "*_" or not (match := _BOLD.match(line.body)):
        return None
    title, rest = match["title"].strip(), match["rest"]
    if not rest.strip(" :："):
        return _bold_line(line, title)
    if not title.endswith((":", "：", ".")) and not rest.startswith(_LEAD_JOINTS):
        return None
    found = lead(line, 0, title.rstrip(":：."), has_rest=True, may_head=False)
    if found and found.shape is not Shape.TERM:
        return found
    block = heading(line, Rank.LEAD, 2, title)
    block.is_inline = True
    return block


def _bold_line(line: Line, title: str) -> Block:
    keyed = split_key(title)
    if keyed and keyed[1]:
        found = lead(line, 2, keyed[0], has_rest=True, may_head=False)
        if found and found.shape is Shape.OUTPUT:
            return found
    if names_examples(title.rstrip(":：")):
        return Block(Shape.EXAMPLES, Rank.LEAD, line.indent, line.indent, 2, title)
    block = heading(line, Rank.BOLD, 2, title)
    if block.code and block.code.strength > 1:
        block.rank = Rank.CODED
    return block


def _marked(page: Page, number: int, line: Line) -> Block | None:
    """List items: dashes, numbers, letters, emoji; also headings that start like them."""
    match = _MARKER.match(line.body)
    marker, words = (match.lastgroup or "", match.end()) if match else ("", 0)
    mark = None
    if emoji := EMOJI.match(line.body, words):
        mark = mark_of(line.body[words:])
        marker, words = marker or "emoji", emoji.end()
    if not words:
        return None
    said = line.body[words:]
    if (keyed := _keyed(line, words, said, may_head=False)) and keyed.shape in _KEYED_ITEMS:
        return keyed
    if _opens_section(page, number, said, marker):
        block = heading(line, Rank.CODED, words, said)
        block.mark = mark
        return block
    code = leading_code(said, in_heading=False)
    return Block(
        Shape.HEAD,
        Rank.ITEM,
        line.indent,
        line.indent + words,
        words,
        said,
        marker,
        mark,
        code.moved(words) if code else None,
    )


def _opens_section(page: Page, number: int, said: str, marker: str) -> bool:
    """Whether a marked line is a heading: ``✅ Allowed (SP0)``, ``2. PROHIBITED CONTENT``."""
    if marker == "dash" or page.lines[number].indent > 3 or len(said) > LONGEST_HEADING:
        return False
    if said.endswith(SENTENCE_ENDS) or QUOTES.intersection(said):
        return False
    if marker == "emoji" and _is_listed(page, number):
        return False
    named = is_caps(said) or is_section_name(said)
    if marker != "emoji":
        named = named or _stands_alone(page, number, said)
        return named and not _has_sibling(page, number)
    code = heading_code(said)
    return named or (code is not None and code.strength > 2 and not decision_of(code.text))


def _is_listed(page: Page, number: int) -> bool:
    """Whether a line directly above or below starts with the same emoji."""
    mark = page.lines[number].body[0]
    near = (n for n in (number - 1, number + 1) if not page.is_gap(n))
    return any(page.lines[n].body[0] == mark for n in near)


def _stands_alone(page: Page, number: int, said: str) -> bool:
    """A short numbered line between blank lines that no numbered line precedes."""
    if len(said.split()) > 6 or not (page.is_gap(number - 1) and page.is_gap(number + 1)):
        return False
    before = number - 1
    while before >= 0 and not page.lines[before].body:
        before -= 1
    return before < 0 or not _is_numbered(page.lines[before])


def _has_sibling(page: Page, number: int) -> bool:
    """Whether the next written line is a numbered item at the same depth."""
    after = number + 1
    while after < len(page.lines) and not page.lines[after].body:
        after += 1
    if after >= len(page.lines):
        return False
    same_depth = page.lines[after].indent <= page.lines[number].indent
    return same_depth and _is_numbered(page.lines[after])


def _is_numbered(line: Line) -> bool:
    match = _MARKER.match(line.body)
    return match is not None and match.lastgroup != "dash"


def _coded(page: Page, number: int, line: Line) -> Block | None:
    """A line that starts with a code: a section, or an item of a list without bullets."""
    first = line.body[0]
    if not (first.isupper() or first.isdigit() or first in "[(`"):
        return None
    code = leading_code(line.body, in_heading=False)
    if code is None:
        return None
    is_prose = code.strength == 1 or (len(line.body) > 60 and line.body.endswith("."))
    if is_prose and not code.is_dotted:
        return None
    near = (number - 1, number + 1)
    if not code.is_dotted and line.indent <= 3 and not any(_starts_coded(page, n) for n in near):
        return _tentative(line)
    column = line.indent + 2
    return Block(Shape.HEAD, Rank.ITEM, line.indent, column, 0, line.body, marker="code", code=code)


def _tentative(line: Line) -> Block:
    """A heading only as long as its code is its own."""
    block = heading(line, Rank.CODED, 0, line.body)
    block.marker = "code"
    return block


def _starts_coded(page: Page, number: int) -> bool:
    if page.is_gap(number):
        return False
    code = leading_code(page.lines[number].body, in_heading=False)
    return code is not None and code.strength > 1


def _keyed_line(page: Page, number: int, line: Line) -> Block | None:
    if number == page.last and line.body.endswith((":", "：")):
        return None  # where the model is to write its answer
    return _keyed(line, 0, line.body, may_head=page.is_gap(number - 1))


def _keyed(line: Line, words: int, said: str, *, may_head: bool) -> Block | None:
    """``Key: words`` and ``Key:``."""
    keyed = split_key(said)
    if keyed is None:
        return None
    return lead(line, words, keyed[0], has_rest=bool(keyed[1]), may_head=may_head)


def _bare(page: Page, number: int, line: Line) -> Block | None:
    """Headings without any mark: capitals, a known section name, a code in brackets."""
    body = line.body
    if len(body) > LONGEST_HEADING or body.endswith(SENTENCE_ENDS) or line.indent > 3:
        return None
    if not page.is_gap(number - 1) or QUOTES.intersection(body) or "=" in body:
        return None
    if is_caps(body) or is_section_name(body):
        return heading(line, Rank.SECTION, 0, body)
    code = heading_code(body)
    if code and code.strength == 3 and body.endswith((")", "]", "）")):
        return _tentative(line)
    return None


_RECOGNISERS: Final = (
    _atx,
    _between_rules,
    _row,
    _bold,
    _marked,
    _coded,
    _keyed_line,
    _bare,
)
