"""Read a harmony answer one token id at a time, mend its channels, say what to do next.

The parser never looks for control tokens in text: a model that quotes ``<|end|>`` in plain
characters cannot end its message. Recovery follows what openai/harmony's non-strict parser and
public bug reports about malformed headers teach.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from enum import Enum

from clausebench.domain.verdict import StopReason
from clausebench.harmony.channels import CHANNELS, UNKNOWN_CHANNEL, Body, Flag
from clausebench.harmony.header import Header
from clausebench.harmony.loops import LoopDetector
from clausebench.harmony.prompt import FINAL_HEADER, Control, Piece
from clausebench.harmony.tokens import ControlIds
from clausebench.harmony.transcript import TextEvent, Transcript


class Next(Enum):
    """What the engine shall do with the token it has just fed."""

    CONTINUE = "continue"
    """Evaluate the token and sample another."""
    BEGIN_FINAL = "begin-final"
    """The same; from the next token on the answer's grammar applies."""
    FORCE_FINAL = "force-final"
    """Drop the token, evaluate ``Step.append`` instead; from there on the grammar applies."""
    STOP = "stop"
    """Drop the token; the answer is over."""


@dataclass(frozen=True, slots=True)
class Step:
    """``events`` is text that became readable, ``append`` what ``FORCE_FINAL`` evaluates."""

    next: Next
    events: tuple[TextEvent, ...] = ()
    append: tuple[Piece, ...] = ()


_ENDS_GENERATION = (Control.RETURN, Control.END_OF_TEXT)
_ENDS_ANSWER = (Control.CALL, *_ENDS_GENERATION)
_STARTS_HEADER = (Control.START, Control.CHANNEL)
_INSIDE_HEADER = (Control.MESSAGE, Control.CONSTRAIN)
# Damaged weights spell the control tokens out: "…assistantfinal{"violation": 1}".
_LEAKED_FINAL = re.compile(r"(?:^|assistant)final\s*(\{.*)", re.DOTALL)


class StreamParser:
    """Feed it every sampled token; it never raises, whatever the ids.

    With forced channels the prompt has opened the analysis message, and ``FORCE_FINAL`` comes
    when that ends; with free channels the model writes its headers itself. ``stop`` is
    ``COMPLETE`` or ``FINAL_BUDGET``; an engine that stops for its own reasons calls ``finish``
    and records its own ``StopReason``.
    """

    def __init__(
        self,
        ids: ControlIds,
        *,
        free_channels: bool = False,
        max_reasoning_tokens: int = 4096,
        max_final_tokens: int = 1024,
    ) -> None:
        self._ids = ids
        self._free = free_channels
        self._limits = (max_reasoning_tokens, max_final_tokens)
        # Header or body is set, never both; neither: between two messages.
        self._header = Header(expects_role=False) if free_channels else None
        self._body = None if free_channels else Body.REASONING
        self._is_tool_call = False
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._transcript = Transcript()
        self._pending = ""
        self._loop = LoopDetector()
        self._flags: dict[Flag, None] = {}
        self._is_done = False
        self._cut_flag = Flag.REASONING_CUT
        self.stop = StopReason.COMPLETE
        self.reasoning_tokens = 0
        self.final_tokens = 0

    @property
    def reasoning(self) -> str:
        """Everything that is not the answer: analysis, preambles, attempted tool calls."""
        return self._transcript.reasoning

    @property
    def final(self) -> str:
        return self._transcript.final

    @property
    def flags(self) -> tuple[str, ...]:
        """In the order of their first occurrence."""
        return tuple(flag.value for flag in self._flags)

    @property
    def in_final(self) -> bool:
        return self._body is Body.FINAL

    def feed(self, token: int, piece: bytes) -> Step:
        """``piece`` is the token's text; it is ignored for control tokens."""
        if self._is_done:
            return Step(Next.STOP)
        was_final, header = self.in_final, self._final_header()
        following = self._follow(token, piece)
        if following in (Next.CONTINUE, Next.BEGIN_FINAL):
            self.final_tokens += was_final
            self.reasoning_tokens += not was_final
        append = header if following is Next.FORCE_FINAL else ()
        return Step(following, self._transcript.take_events(), append)

    def conclude(self) -> None:
        """Enough reasoning: force the answer with the next token."""
        if not self.in_final:
            self._limits = (self.reasoning_tokens, self._limits[1])
            self._cut_flag = Flag.STOPPED_EARLY

    def finish(self) -> tuple[TextEvent, ...]:
        """The text still held back. Engines need it only when they stop by themselves."""
        self._end()
        return self._transcript.take_events()

    # Each of the following takes one token and says what comes next.

    def _follow(self, token: int, piece: bytes) -> Next:
        control = self._ids.control(token)
        if self._is_spent() and not self._ends_what_is_spent(control):
            return self._cut()
        if control is None:
            return self._on_text(token, piece)
        if self._body is None:
            return self._on_control_in_header(control)
        if control in _INSIDE_HEADER:
            return self._flag(Flag.STRAY_CONTROL)
        if control in _STARTS_HEADER:
            self._flag(Flag.IMPLICIT_END)
        return self._end() if self.in_final else self._on_end_of_reasoning(control)

    def _on_text(self, token: int, piece: bytes) -> Next:
        self._route(self._decoder.decode(piece))
        if not self.in_final and self._loop.feed(token):
            return self._force_final(Flag.REASONING_LOOP)
        return Next.CONTINUE

    def _on_end_of_reasoning(self, control: Control) -> Next:
        if control in _ENDS_GENERATION:
            return self._on_end_of_generation()
        if control is Control.CALL:
            return self._force_final(Flag.TOOL_CALL)
        if self._is_tool_call or not self._free:
            return self._force_final()
        self._close_message()
        return Next.CONTINUE if control is Control.END else self._on_control_in_header(control)

    def _on_control_in_header(self, control: Control) -> Next:
        if control is Control.MESSAGE:
            return self._open_message()
        if control is Control.CONSTRAIN:
            self._route(" ")
        elif control is Control.CHANNEL:
            return self._start_channel()
        elif control in _ENDS_GENERATION:
            return self._on_end_of_generation()
        elif control is Control.CALL:
            return self._force_final(Flag.TOOL_CALL)
        else:
            self._close_message()
            self._header = Header(expects_role=True) if control is Control.START else None
        return Next.CONTINUE

    def _start_channel(self) -> Next:
        self._route(self._decoder.decode(b"", final=True))
        header = self._open_header()
        return self._flag(Flag.DOUBLED_CHANNEL) if header.start_channel() else Next.CONTINUE

    def _open_message(self) -> Next:
        self._route(self._decoder.decode(b"", final=True))
        header = self._open_header()
        self._header = None
        if header.is_foreign:
            return self._force_final(Flag.FOREIGN_ROLE)
        self._reason_pending()
        self._body, flag = CHANNELS.get(header.channel, UNKNOWN_CHANNEL)
        if header.has_recipient and not self.in_final:
            self._body, flag = Body.REASONING, Flag.TOOL_CALL
            self._is_tool_call = True
        self._flag(flag)
        return Next.BEGIN_FINAL if self.in_final else Next.CONTINUE

    def _on_end_of_generation(self) -> Next:
        self._close_message()
        if not self._pending.strip():
            return self._force_final(Flag.FINAL_FORCED)
        self._transcript.answer(self._pending)
        self._pending = ""
        return self._end()

    def _cut(self) -> Next:
        if not self.in_final:
            return self._force_final(self._cut_flag)
        self.stop = StopReason.FINAL_BUDGET
        return self._end()

    def _force_final(self, flag: Flag | None = None) -> Next:
        self._flag(flag)
        self._close_message()
        self._reason_pending()
        self._body = Body.FINAL
        return Next.FORCE_FINAL

    def _end(self) -> Next:
        self._close_message()
        self._reason_pending()
        leaked = _LEAKED_FINAL.search(self.reasoning)
        if leaked and not self.final.strip():
            self._flag(Flag.LEAKED_MARKUP)
            self._transcript.answer(leaked.group(1))
        self._is_done = True
        return Next.STOP

    def _flag(self, flag: Flag | None) -> Next:
        if flag is not None:
            self._flags[flag] = None
        return Next.CONTINUE

    # The open header or message.

    def _is_spent(self) -> bool:
        most_reasoning, most_final = self._limits
        if self.in_final:
            return self.final_tokens >= most_final
        return self.reasoning_tokens >= most_reasoning

    def _ends_what_is_spent(self, control: Control | None) -> bool:
        """With free channels ``<|end|>`` alone would let the model go on reasoning."""
        is_last = self.in_final or not self._free
        return control in _ENDS_ANSWER or (is_last and control is Control.END)

    def _final_header(self) -> tuple[Piece, ...]:
        """Between two messages there is nothing to close."""
        is_between = self._header is None and self._body is None
        return FINAL_HEADER[1:] if is_between else FINAL_HEADER

    def _open_header(self) -> Header:
        if self._header is None:
            self._header = Header(expects_role=False)
        return self._header

    def _route(self, text: str) -> None:
        if self._body is Body.REASONING:
            self._transcript.reason(text)
        elif self._body is Body.PENDING:
            self._pending += text
        elif self._body is Body.FINAL:
            self._transcript.answer(text)
        elif text:
            self._open_header().add(text)

    def _close_message(self) -> None:
        self._route(self._decoder.decode(b"", final=True))
        loose = self._header.loose_text if self._header else ""
        if loose:
            # A header that never became a message: refusals come this way.
            self._flag(Flag.UNLABELLED_CHANNEL)
            self._reason_pending()
            self._pending = loose
        self._transcript.end_message()
        self._header = self._body = None

    def _reason_pending(self) -> None:
        """Another message follows, so the pending one was not the answer."""
        self._transcript.end_message()
        self._transcript.reason(self._pending)
        self._transcript.end_message()
        self._pending = ""
