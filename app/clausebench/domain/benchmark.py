"""How fast weights are on this machine, measured by doing what a suite does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BenchPlan:
    """Sizes in tokens. ``slots`` are tried one after the other; ``plain`` also does the work
    the plain way for comparison: one content after the other, nothing shared. ``edits`` is whether
    the time to the first token is measured. ``seconds`` end reading and writing alone early, each;
    0: they are measured to their end."""

    policy_tokens: int = 1000
    content_tokens: int = 60
    generate: int = 64
    cases: int = 32
    slots: tuple[int, ...] = (1, 2, 4, 8)
    plain: bool = True
    edits: bool = True
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class BenchStep:
    """What is measured now, for people who wait."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Speed:
    """Tokens per second: the median, and what 95 % of the steps reach."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class SlotSpeed:
    """``contents_s`` contents and ``tok_s`` written tokens per second with this many slots, the
    policy read first, as after an edit. ``known_contents_s``: the same when it is known already."""

    slots: int
    contents_s: float
    tok_s: float
    known_contents_s: float


@dataclass(frozen=True, slots=True)
class BenchResult:
    """Seconds are wall time. ``edit_first_token_s`` is the time to the first token after an edit
    near the end of the policy, ``cold_first_token_s`` with nothing read before.
    These and ``plain_contents_s`` are None when they were not measured; memory in MiB. ``card`` is
    the graphics card that computed, which had ``card_free`` bytes before."""

    load_s: float
    prefill: Speed
    decode: Speed
    batch: tuple[SlotSpeed, ...]
    cold_first_token_s: float | None
    edit_first_token_s: float | None
    plain_contents_s: float | None
    rss_mb: float
    peak_mb: float
    card: str = ""
    card_free: int = 0
