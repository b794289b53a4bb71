"""Build the exact prompt of one judgement, with control tokens kept apart from text.

Rendering rules: openai/harmony ``docs/format.md`` and the gpt-oss chat template. There is no
newline between messages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from clausebench.domain.effort import Placement
from clausebench.domain.judging import JudgeRequest

IDENTITY = "You are ChatGPT, a large language model trained by OpenAI."
KNOWLEDGE_CUTOFF = "2024-06"
CHANNELS = (
    "# Valid channels: analysis, commentary, final. Channel must be included for every message."
)


class Control(Enum):
    """A harmony control token by name. Not a str, so it can never be taken for text."""

    START = "start"
    END = "end"
    MESSAGE = "message"
    CHANNEL = "channel"
    CONSTRAIN = "constrain"
    RETURN = "return"
    CALL = "call"
    END_OF_TEXT = "endoftext"

    @property
    def literal(self) -> str:
        """The spelling in the vocabulary, ``<|start|>``."""
        return f"<|{self.value}|>"


Piece = Control | str
"""A control token, or text that must never become one (``tokens.encode`` sees to that)."""

ANALYSIS_HEADER: tuple[Piece, ...] = (Control.CHANNEL, "analysis", Control.MESSAGE)
FINAL_HEADER: tuple[Piece, ...] = (
    Control.END,
    Control.START,
    "assistant",
    Control.CHANNEL,
    "final",
    Control.MESSAGE,
)
"""Closes the message being written and opens the final one."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """``prefix`` holds the policy and is the same for every content; ``suffix`` the content."""

    prefix: tuple[Piece, ...]
    suffix: tuple[Piece, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return self.prefix + self.suffix


def render_prompt(request: JudgeRequest) -> Prompt:
    """Policy first, content last, the analysis channel open unless channels are free."""
    header = () if request.free_channels else ANALYSIS_HEADER
    user = _message("user", request.content)
    return Prompt(
        prefix=_policy_messages(request),
        suffix=(*user, Control.START, "assistant", *header),
    )


def visible_text(pieces: Iterable[Piece]) -> str:
    """What a person is shown as the exact prompt: control tokens by their literal spelling."""
    return "".join(p.literal if isinstance(p, Control) else p for p in pieces)


def _policy_messages(request: JudgeRequest) -> tuple[Piece, ...]:
    policy = request.policy_text
    if request.placement is Placement.SYSTEM:
        # vLLM's way when instructions go to the system message: they follow the identity.
        return _message("system", _system_text(request, f"{IDENTITY}\n{policy}"))
    tail = "\n\n" if request.placement is Placement.TEMPLATE else ""
    system = _message("system", _system_text(request, IDENTITY))
    return (*system, *_message("developer", f"# Instructions\n\n{policy}{tail}"))


def _system_text(request: JudgeRequest, identity: str) -> str:
    lines = [identity, f"Knowledge cutoff: {KNOWLEDGE_CUTOFF}"]
    if request.pinned_date is not None:
        lines.append(f"Current date: {request.pinned_date}")
    return "\n".join((*lines, "", f"Reasoning: {request.effort.value}", "", CHANNELS))


def _message(role: str, text: str) -> tuple[Piece, ...]:
    return (Control.START, role, Control.MESSAGE, text, Control.END)
