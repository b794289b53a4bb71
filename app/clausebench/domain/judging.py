"""What is asked of an engine, and the events it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.effort import Effort, Placement, Sampler
from clausebench.domain.verdict import RawAnswer

PINNED_DATE = "2025-10-29"
"""The prompt's "Current date" unless set: today's date would change verdicts overnight."""


@dataclass(frozen=True, slots=True)
class JudgeRequest:
    """One content under one policy text.

    ``policy_text`` is exactly what the model shall read as instructions, output contract
    included. ``grammar`` (GBNF, root rule ``root``) constrains the final channel; None leaves
    it free. ``label_texts`` are the literal spellings of the labels at the verdict position, so
    that their probability can be measured. ``free_channels`` lets the model choose its channels.
    ``measures_certainty`` asks for the chances of all labels, and for those at every
    ``trace_every`` tokens of reasoning (0: no trace); it takes longer and changes no verdict.
    ``stop_when_sure`` ends the reasoning when a label's chance was at least so high three times in
    a row, ``trace_every`` tokens apart; 0 never does.
    """

    policy_text: str
    content: str
    effort: Effort = Effort.MEDIUM
    sampler: Sampler = Sampler.PUBLISHED
    seed: int = 0
    placement: Placement = Placement.HARMONY
    pinned_date: str | None = PINNED_DATE
    grammar: str | None = None
    label_texts: tuple[str, ...] = ()
    max_reasoning_tokens: int = 4096
    max_final_tokens: int = 1024
    free_channels: bool = False
    measures_certainty: bool = False
    trace_every: int = 32
    stop_when_sure: float = 0.0


class EngineState(StrEnum):
    """What the status line shows."""

    NO_WEIGHTS = "no-weights"
    IDLE = "idle"
    LOADING = "loading"
    READY = "ready"
    JUDGING = "judging"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """State plus one short sentence for people."""

    state: EngineState
    message: str = ""


@dataclass(frozen=True, slots=True)
class Loading:
    """Weights are being read; ``fraction`` is 0..1."""

    fraction: float
    message: str = ""


@dataclass(frozen=True, slots=True)
class ReadingPolicy:
    """The prompt is being evaluated; ``reused`` tokens were already known."""

    done: int
    total: int
    reused: int = 0


@dataclass(frozen=True, slots=True)
class ReasoningText:
    """The next characters of the analysis channel."""

    text: str


@dataclass(frozen=True, slots=True)
class FinalText:
    """The next characters of the final channel."""

    text: str


@dataclass(frozen=True, slots=True)
class EngineRestarted:
    """The engine's process died and came back; the case is judged again from its start."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The last event of a judgement."""

    answer: RawAnswer


EngineEvent = Loading | ReadingPolicy | ReasoningText | FinalText | EngineRestarted | Answered


@dataclass(frozen=True, slots=True)
class Heard:
    """An event of one of several contents judged at once, by its place among them; None when
    it concerns them all."""

    index: int | None
    event: EngineEvent


@dataclass(frozen=True, slots=True)
class TokenCount:
    """``exact`` is False when the count is an estimate made without the model's tokenizer."""

    count: int
    exact: bool


@dataclass(frozen=True, slots=True)
class RenderedPrompt:
    """The exact prompt: text with visible control tokens, and ids when a tokenizer is at hand."""

    text: str
    token_ids: tuple[int, ...] | None = None
    prefix_tokens: int | None = None
