"""What a content is, and how its parts are put into the user turn.

A case keeps the composed text, so that what is stored, shown, judged and quoted is one text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class CaseKind(StrEnum):
    """A post stands alone; a thread is several posts; a request is what a person asks an
    assistant, a reply what the assistant says, and both together are judged as one."""

    POST = "post"
    THREAD = "thread"
    REQUEST = "user-request"
    REPLY = "model-reply"
    EXCHANGE = "request-and-reply"


@dataclass(frozen=True, slots=True)
class Part:
    """One turn of a content: who speaks (empty: nobody is named), and what."""

    speaker: str
    text: str


HOW = {
    CaseKind.POST: "The user turn holds the post as it stands, and nothing else.",
    CaseKind.THREAD: (
        "The user turn holds the posts one after the other, each under a line “[name]”; the last "
        "one is what the verdict is about."
    ),
    CaseKind.REQUEST: "The user turn holds the request as it stands, and nothing else.",
    CaseKind.REPLY: "The user turn holds the reply as it stands, and nothing else.",
    CaseKind.EXCHANGE: (
        "The user turn holds the request under a line “[User]” and the reply under a line "
        "“[Assistant]”."
    ),
}
"""For people: how each kind is put into the user turn."""

USER, ASSISTANT = "User", "Assistant"
_HEAD = re.compile(r"^\[([^\[\]\n]{1,80})\]$", re.MULTILINE)


def compose(kind: CaseKind, parts: Sequence[Part]) -> str:
    """The text of the user turn. Kinds of one part are that part, to the letter."""
    if kind not in (CaseKind.THREAD, CaseKind.EXCHANGE):
        return "\n\n".join(part.text for part in parts)
    named = (
        (part.speaker or f"Message {number}", part.text)
        for number, part in enumerate(parts, start=1)
    )
    return "\n\n".join(f"[{_name(speaker)}]\n{text}" for speaker, text in named)


def exchange(request: str, reply: str) -> str:
    """A request and what was replied."""
    return compose(CaseKind.EXCHANGE, (Part(USER, request), Part(ASSISTANT, reply)))


def parts_of(kind: CaseKind, content: str) -> tuple[Part, ...]:
    """The parts again; a text without the lines that ``compose`` writes is one part."""
    heads = list(_HEAD.finditer(content))
    if kind not in (CaseKind.THREAD, CaseKind.EXCHANGE) or not heads or heads[0].start():
        return (Part("", content),)
    ends = [*(head.start() - 2 for head in heads[1:]), len(content)]
    return tuple(
        Part(head[1], content[head.end() + 1 : end]) for head, end in zip(heads, ends, strict=True)
    )


def _name(speaker: str) -> str:
    """A speaker's name must stay in its line and its brackets."""
    flat = " ".join(speaker.replace("[", "(").replace("]", ")").split())
    return flat[:80] or "Message"
