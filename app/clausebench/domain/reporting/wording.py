"""Words that all reports use, and texts of others made safe to stand among them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from clausebench.domain.clause import ClauseKind, Decision
from clausebench.domain.hidden import hidden_characters
from clausebench.domain.language import LANGUAGE_NAMES
from clausebench.domain.measures.shares import Share, percent, shown_share
from clausebench.domain.reporting.model import Bar, Tone

KINDS: dict[ClauseKind, str] = {
    ClauseKind.INSTRUCTION: "Instruction",
    ClauseKind.DEFINITION: "Definition",
    ClauseKind.VIOLATES: "Violates",
    ClauseKind.ALLOWED: "Allowed",
    ClauseKind.EXCEPTION: "Exception",
    ClauseKind.EXAMPLE: "Example",
    ClauseKind.PRECEDENCE: "Which clause wins",
    ClauseKind.ESCALATION: "To a person",
    ClauseKind.OUTPUT: "Form of the answer",
}
"""What a clause does, for people."""

TONES: dict[Decision | None, Tone] = {
    Decision.VIOLATES: Tone.BAD,
    Decision.ALLOWED: Tone.GOOD,
    Decision.ESCALATE: Tone.CAUTION,
    None: Tone.PLAIN,
}

_MARK = re.compile(r"^\s*(?:>\s*)*(?:[-*+•]\s+|#{1,6}\s+|\d+[.)]\s+)?")
_EMPHASIS = re.compile(r"\*\*(\S(?:.*?\S)?)\*\*|`([^`]+)`")
_FIRST_STRONG, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_RIGHT_TO_LEFT = ("R", "AL", "AN")


def shown(text: str) -> str:
    """With every character that steers or hides written out, such as [U+202E]; those of private
    use and those that are none too, for no font can show them."""
    hidden = {found.offset: found.code for found in hidden_characters(text)}
    parts = (f"[{hidden[i]}]" if i in hidden else _visible(c) for i, c in enumerate(text))
    return "".join(parts)


def _visible(char: str) -> str:
    if char in "\t\n" or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cn", "Cs"):
        return char
    return char if char in _HONEST else f"[U+{ord(char):04X}]"


_HONEST = "\u200c\u200d\ufe0e\ufe0f" + "".join(map(chr, range(0xE0020, 0xE0080)))
"""Parts of emoji and of spelling, where ``hidden_characters`` let them pass."""


def in_line(text: str) -> str:
    """A text of others in one line, to stand alone."""
    return " ".join(shown(text).split())


def isolated(text: str) -> str:
    """A text of others in one line, to stand within a sentence of ours: where it runs from right
    to left, it turns nothing around it."""
    flat = in_line(text)
    turns = any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in flat)
    return f"{_FIRST_STRONG}{flat}{_POP}" if turns else flat


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names of others in a sentence, not more than ``most``."""
    every = [isolated(name) for name in names]
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more


def plain_words(markup: str) -> str:
    """A clause's own words as one text: without list marks, heading marks and emphasis. Lines
    that stand apart stay apart."""
    lines = [_MARK.sub("", line, count=1).strip() for line in markup.strip().splitlines()]
    text = re.sub(r"\n{2,}", "\n\n", "\n".join(lines))
    text = "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
    return shown(_EMPHASIS.sub(lambda found: found[1] or found[2], text))


def decided(decision: Decision | None) -> str:
    """A majority's decision, or that there is none."""
    return str(decision) if decision else "no majority"


def many(count: int, one: str, more: str = "") -> str:
    """``1 case``, ``2 cases``."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def verb(count: int, one: str, more: str) -> str:
    """``is`` or ``are``."""
    return one if count == 1 else more


def per_cent(value: float) -> str:
    """Of a share, 0..1."""
    return percent(value)


def out_of(share: Share) -> str:
    """``8 of 10 (80 %; 49 % to 94 %)``; out of few, only the counts and that they are few."""
    counts = f"{share.hits:,} of {share.total:,}"
    if not share.total:
        return "no cases"
    value = shown_share(share)
    if value is None:
        return f"{counts}: not enough cases for a percentage"
    return (
        f"{counts} = {percent(value)} (95 % interval {percent(share.low)} to {percent(share.high)})"
    )


def bar(name: str, share: Share, *, target: float | None = None, detail: str = "") -> Bar:
    """A share as it may be shown."""
    return Bar(name, out_of(share), shown_share(share), share.low, share.high, target, detail)


def language(code: str) -> str:
    """``Polish (pl)``."""
    if not code:
        return "not said"
    name = LANGUAGE_NAMES.get(code.casefold().partition("-")[0])
    return f"{name} ({isolated(code)})" if name else isolated(code)
