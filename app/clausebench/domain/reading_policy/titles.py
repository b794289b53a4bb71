"""The short name of a clause, cut out of its first line."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from clausebench.domain.reading_policy.keywords import decision_of
from clausebench.domain.reading_policy.shapes import EMOJI, QUOTES

_LONGEST: Final = 80
_JOINT: Final = re.compile(
    r"\s*(?:[:：](?!//)|\s[–—]\s|\s--?\s|\s→\s)\s*|\s(?:means|is defined as)\s"
)
_BOLD_LEAD: Final = re.compile(r"(\*\*|__)(?P<title>[^*_\n]{1,120}?)\1")
_NAME_AND_LABEL: Final = re.compile(r"\(([^()]+)\)(?:\s*[–—:-]\s*[^\Wa-z]+)?")
_EDGES: Final = " \t:：–—-*_`.|,;=→"
_CONDITION: Final = re.compile(
    r"(?:if|when|wenn|falls|si|se|quando|cuando|jeśli|gdy|якщо|коли|إذا|اگر|यदि|अगर|もし)(?!\w)"
    r"|如果|若",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\(?\d{1,3}[.)]\s+")


@lru_cache(maxsize=16384)
def split_joint(words: str) -> tuple[str, str] | None:
    """``Name – words`` apart, when the name is short and not itself content."""
    if bold := _BOLD_LEAD.match(words):
        return bold["title"].strip(_EDGES), words[bold.end() :].lstrip(_EDGES)
    joint = _JOINT.search(words, 1, 140)
    if joint is None:
        return None
    name = words[: joint.start()]
    if len(name) > _LONGEST or len(name.split()) > 10 or not QUOTES.isdisjoint(name[1:-1]):
        return None
    if name.count("(") > name.count(")"):
        return None
    return name.strip(_EDGES), words[joint.end() :]


def splits_term(words: str) -> bool:
    """Whether a line of a definitions section defines a term."""
    parts = split_joint(words)
    return parts is not None and bool(parts[1]) and len(parts[0].split()) <= 6


def splits_conflict(words: str) -> bool:
    """Whether a plain line is a rule for conflicts: ``If unclear → ask a person``."""
    if words.endswith((":", "：")):
        return False
    return _CONDITION.match(words) is not None or "→" in words or "->" in words


def term_of(words: str) -> str | None:
    """The term that a definition's words define, without dressing and brackets."""
    parts = split_joint(words)
    if parts is None or not parts[1]:
        return None
    term = re.sub(r"\s*\([^()]*\)\s*$", "", parts[0]).strip(_EDGES + "\"“”'«»„")
    return term if term and len(term.split()) <= 8 else None


def heading_title(words: str, code: str | None) -> str:
    """A heading without its emoji, its code and the label in brackets beside the code."""
    title = _NUMBER.sub("", words, count=1).replace("**", "").replace("`", "")
    if emoji := EMOJI.match(title):
        title = title[emoji.end() :]
    if code:
        title = _without_code(title, code)
        if named := _NAME_AND_LABEL.fullmatch(title.strip(_EDGES)):
            title = named[1]
    return title.strip(_EDGES) or words.strip(_EDGES)


def _without_code(title: str, code: str) -> str:
    before, _, after = title.partition(code)
    opened = max(before.rfind("("), before.rfind("["), before.rfind("（"))
    closed = re.search(r"[)\]）]", after)
    if opened >= 0 and closed and not before[opened + 1 :].strip(" #"):
        return before[:opened] + after[closed.end() :]
    bracketed = re.match(r"[\])*]*\s*\(([^()]*)\)\s*(?=\S)", after)
    if bracketed and (decision_of(bracketed[1]) or bracketed[1].isupper()):
        after = after[bracketed.end() :]
    return before.strip("[(#") + after


def item_title(words: str, code: str | None) -> str:
    """What an item is called: the part before its dash or colon, else its first words."""
    said = _without_code(words, code).lstrip(_EDGES + ")]") if code else words
    parts = split_joint(said)
    if parts and parts[0] and not decision_of(parts[0]):
        return parts[0]
    return shortened(said.strip(_EDGES) or words)


def shortened(words: str) -> str:
    """At most eighty characters, cut between words, without Markdown stars."""
    flat = words.replace("**", "").replace("`", "")
    if len(flat) <= _LONGEST:
        return flat
    cut = flat.rfind(" ", 40, _LONGEST)
    return flat[: cut if cut > 0 else _LONGEST].rstrip(_EDGES) + "…"
