"""What the head of a verdict says, in words; no widget decides any of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from clausebench.domain.case import Expectation, Outcome, outcome
from clausebench.domain.verdict import Verdict, VerdictStatus
from clausebench.ui.verdict_chip import DECISION_WORDS, STATUS_WORDS

NOT_A_MODEL = "Not a language model"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about an answer that is not simply a verdict."""

    sentence: str
    can_retry: bool = False
    shows_raw: bool = False


NOTICES: dict[VerdictStatus, Notice] = {
    VerdictStatus.UNREADABLE: Notice(
        "The model did not answer in the asked format. Its raw answer is kept and is never "
        "counted as allowed.",
        can_retry=True,
        shows_raw=True,
    ),
    VerdictStatus.TRUNCATED: Notice(
        "The answer ended before it was complete. What there is of it is kept and is never "
        "counted as allowed.",
        can_retry=True,
        shows_raw=True,
    ),
    VerdictStatus.REFUSED: Notice(
        "The model refused to judge. A refusal is no verdict and is never counted as allowed.",
        can_retry=True,
        shows_raw=True,
    ),
    VerdictStatus.CANCELLED: Notice(
        "You stopped this judgement. What was written until then is below.", can_retry=True
    ),
    VerdictStatus.CRASHED: Notice(
        "The engine died on this content, came back, and died again. Your text is safe; this "
        "sample has no verdict.",
        can_retry=True,
    ),
}


def notice_for(verdict: Verdict) -> Notice | None:
    """What the reader must know beyond the verdict itself."""
    if verdict.status is VerdictStatus.REPAIRED and verdict.repairs:
        repairs = ", ".join(repair.replace("-", " ") for repair in verdict.repairs)
        return Notice(f"The answer could be read after a repair: {repairs}.")
    return NOTICES.get(verdict.status)


def verdict_word(verdict: Verdict) -> str:
    """The decision, or how the answer failed to give one."""
    if verdict.status.is_readable and verdict.decision is not None:
        return DECISION_WORDS[verdict.decision]
    return STATUS_WORDS[verdict.status]


def expectation_words(expected: Expectation, verdict: Verdict) -> str:
    """``Expected violates: agrees``; empty when nothing was expected."""
    found, clauses = outcome(expected, verdict), ", ".join(expected.clauses)
    if expected.decision is None and expected.label is None:
        return ""
    wanted = DECISION_WORDS[expected.decision].lower() if expected.decision else expected.label
    ends = {
        Outcome.PASSED: "agrees",
        Outcome.FAILED: "disagrees",
        Outcome.WRONG_CLAUSE: f"right verdict, wrong clause (expected {clauses})",
        Outcome.UNSTEADY: "right, but not every time",
        Outcome.UNREADABLE: "no verdict to compare",
        Outcome.UNLABELLED: "",
    }
    return f"Expected {wanted}: {ends[found]}"


def cost_words(verdict: Verdict) -> str:
    """Seconds, speed, tokens and effort, as far as the engine has them."""
    written = verdict.tokens.reasoning + verdict.tokens.final
    parts = [_seconds(verdict.seconds)]
    if written and verdict.seconds > 0 and verdict.engine.is_language_model:
        parts.append(f"{written / verdict.seconds:.0f} tok/s")
        parts.append(f"{verdict.tokens.prompt:,} + {written:,} tokens")
        parts.append(f"{verdict.effort} effort")
    return " · ".join(parts)


def confidence_words(verdict: Verdict) -> str:
    """Measured confidence, if the engine measured any; the model's own adjective beside it."""
    confidence = verdict.confidence
    measured = "" if confidence.measured is None else f"{confidence.measured:.0%} measured"
    stated = f"says “{confidence.stated}”" if confidence.stated else ""
    both = ", ".join(part for part in (measured, stated) if part)
    return f"Confidence {both}" if both else ""


def agreement_words(verdicts: Sequence[Verdict]) -> str:
    """``4 of 5 violates``, the most frequent answer of the repeats."""
    word, count = Counter(verdict_word(v) for v in verdicts).most_common(1)[0]
    return f"{count} of {len(verdicts)} {word.lower()}"


def spoken_verdict(verdict: Verdict, expected: Expectation) -> str:
    """One sentence for a screen reader when a judgement is done."""
    clauses = ", ".join(verdict.clauses)
    parts = (verdict_word(verdict), clauses, expectation_words(expected, verdict))
    return ". ".join(part for part in parts if part) + "."


def _seconds(seconds: float) -> str:
    if seconds < 1:
        return f"{max(round(seconds * 1000), 1)} ms"
    return f"{seconds:.1f} s" if seconds < 60 else f"{seconds // 60:.0f} min {seconds % 60:.0f} s"
