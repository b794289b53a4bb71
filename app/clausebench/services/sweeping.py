"""The same cases under every combination of wordings and efforts, each several times."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, Outcome
from clausebench.domain.comparison import Side
from clausebench.domain.effort import Effort
from clausebench.domain.run import RunSettings
from clausebench.services.variants import TrialEvent, Variant, Variants


@dataclass(frozen=True, slots=True)
class Swept:
    """One wording at one effort. Of ``expected`` cases with an expectation ``passed`` passed; of
    ``repeated`` that were asked more than once ``steady`` were decided the same each time.
    ``tokens`` and ``seconds`` are medians of single verdicts."""

    wording: str
    effort: Effort
    passed: int
    expected: int
    steady: int
    repeated: int
    tokens: float
    seconds: float
    decisions: dict[str, str]
    """By case name: violates, allowed, escalate, or none."""


def sweep(
    variants: Variants,
    texts: Sequence[Variant],
    efforts: Sequence[Effort],
    cases: Sequence[Case],
    settings: RunSettings,
    cancel: CancelToken,
) -> Generator[TrialEvent, None, tuple[Swept, ...]]:
    """Wording by wording, so that each is read once per effort. Each combination has seeds of its
    own: what differs is not drawn by the same lot. Raises as ``Variants.run``."""
    found = []
    for number, (text, effort) in enumerate((t, e) for t in texts for e in efforts):
        asked = replace(settings, effort=effort, seed=settings.seed + number * settings.repeats)
        (tried,) = yield from variants.run((text,), cases, asked, cancel)
        verdicts = [stored.verdict for stored in tried.stored]
        found.append(
            Swept(
                text.name,
                effort,
                *_counts(list(tried.sides.values())),
                median([v.tokens.reasoning + v.tokens.final for v in verdicts] or [0]),
                median([v.seconds for v in verdicts] or [0.0]),
                {n: s.decision.value if s.decision else "none" for n, s in tried.sides.items()},
            )
        )
    return tuple(found)


def _counts(sides: Sequence[Side]) -> tuple[int, int, int, int]:
    expected = [side for side in sides if side.outcome is not Outcome.UNLABELLED]
    repeated = [side for side in sides if side.is_stable is not None]
    return (
        sum(side.outcome is Outcome.PASSED for side in expected),
        len(expected),
        sum(bool(side.is_stable) for side in repeated),
        len(repeated),
    )
