"""Answers as scripts of sampled tokens, and what is heard of them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from clausebench.domain.judging import FinalText, ReasoningText
from clausebench.harmony.prompt import Control
from clausebench.harmony.stream import Next, Step, StreamParser
from clausebench.harmony.tokens import ControlIds

IDS = ControlIds({control: i for i, control in enumerate(Control)})
START, END, MESSAGE, CHANNEL = Control.START, Control.END, Control.MESSAGE, Control.CHANNEL
RETURN, CALL, CONSTRAIN, EOT = (
    Control.RETURN,
    Control.CALL,
    Control.CONSTRAIN,
    Control.END_OF_TEXT,
)
Sampled = Control | str | bytes


def token_of(piece: Sampled) -> tuple[int, bytes]:
    if isinstance(piece, Control):
        return IDS.by_control[piece], b""
    data = piece.encode() if isinstance(piece, str) else piece
    return 1_000 + zlib.crc32(data), data


@dataclass
class Heard:
    """What an engine's loop would know after a script."""

    parser: StreamParser
    steps: list[Step] = field(default_factory=list)

    @property
    def reasoning(self) -> str:
        return self._text(ReasoningText)

    @property
    def final(self) -> str:
        return self._text(FinalText)

    @property
    def orders(self) -> list[Next]:
        return [step.next for step in self.steps if step.next is not Next.CONTINUE]

    def _text(self, kind: type[ReasoningText | FinalText]) -> str:
        return "".join(e.text for s in self.steps for e in s.events if isinstance(e, kind))


def hear(*script: Sampled, free: bool = False, **limits: int) -> Heard:
    """Feed a script until the parser says stop; what was streamed must be what it kept."""
    heard = Heard(StreamParser(IDS, free_channels=free, **limits))
    for piece in script:
        heard.steps.append(heard.parser.feed(*token_of(piece)))
        if heard.steps[-1].next is Next.STOP:
            break
    assert heard.reasoning == heard.parser.reasoning
    assert heard.final == heard.parser.final
    return heard


def header(channel: str) -> tuple[Sampled, ...]:
    return (START, "assistant", CHANNEL, channel, MESSAGE)
