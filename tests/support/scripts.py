"""What constructed weights say: reasoning and answer, in words, and how channels go wrong.

The verdict is a rule on words: it is the *violating* one if and only if the word ``zzbad``
stands anywhere in the context and the word ``zzallow`` nowhere. So a content with ``zzbad`` in
it violates, and it is allowed again once somebody edits ``zzallow`` into a clause of the policy.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import Enum

BAD_WORD = "zzbad"
ALLOWING_WORD = "zzallow"


class Shape(Enum):
    """How the channels go: well, or in one of the ways seen in public bug reports."""

    WELL_FORMED = "well-formed"
    ENDS_IN_ANALYSIS = "ends-in-analysis"
    REASONS_FOR_EVER = "reasons-for-ever"
    ANSWERS_FOR_EVER = "answers-for-ever"
    FREE_TEXT = "free-text"
    TOOL_CALL = "tool-call"


@dataclass(frozen=True, slots=True)
class Branch:
    """What is said for one verdict; ``label`` is one token of the vocabulary or empty."""

    reasoning: str
    label: str
    rest: str


@dataclass(frozen=True, slots=True)
class Script:
    """``reasoning`` then a branch's; ``answer`` then the branch's label and rest.

    ``margin`` is the difference of the two labels' logits: 5.2 gives the verdict 0.9945, and the
    other label falls under the published preset's min-p; 0.4 gives 0.6, which repeats will show.
    """

    reasoning: str
    answer: str
    violates: Branch = Branch("", "", "")
    allowed: Branch = Branch("", "", "")
    shape: Shape = Shape.WELL_FORMED
    margin: float = 5.2


_REMOVED = {"severity": 3, "remediation": "Remove the post.", "escalate": False}
_LEFT = {"severity": 0, "remediation": "Leave it.", "escalate": False}


def rationale(
    clause: str = "SP2.a",
    category: str = "SP2",
    quote: str = "posts that sell pills",
    *,
    is_full: bool = False,
) -> Script:
    """The rationale contract's JSON, or the full one's; the reasoning cites a clause and quotes
    the policy.
    """
    return Script(
        reasoning="The author posted a short text. I read every clause of the policy. ",
        answer='{"violation": ',
        violates=Branch(
            f"Clause {clause} says “{quote}”. The text does that, so {clause} applies. Label 1.",
            "1",
            _json_rest(
                category, clause, "The text does what it names.", _REMOVED if is_full else {}
            ),
        ),
        allowed=Branch(
            f"Perhaps {clause} could apply. However, nothing here fits “{quote}”. Label 0.",
            "0",
            _json_rest(None, None, "No clause applies.", _LEFT if is_full else {}),
        ),
    )


def _json_rest(category: str | None, clause: str | None, why: str, more: dict[str, object]) -> str:
    fields: dict[str, object] = {
        "policy_category": category,
        "rule_ids": [clause] if clause else [],
        "confidence": "high",
        "rationale": why,
    }
    return ", " + json.dumps(fields | more, ensure_ascii=False)[1:]


_PLAIN = Script(
    reasoning="I read the policy and then the text. ",
    answer="",
    violates=Branch("The text has what the policy names.", "1", ""),
    allowed=Branch("The text has nothing that the policy names.", "0", ""),
)
_LONG = " ".join(f"Step {n} of many." for n in range(120))

SCRIPTS: dict[str, Script] = {
    "rationale": rationale(),
    "full": rationale(is_full=True),
    "binary": _PLAIN,
    "labels": replace(
        _PLAIN,
        violates=replace(_PLAIN.violates, label="INVALID"),
        allowed=replace(_PLAIN.allowed, label="VALID"),
    ),
    # Both verdicts are likely, so that seeds differ.
    "torn": replace(_PLAIN, margin=0.4),
    "ends-in-analysis": replace(rationale(), shape=Shape.ENDS_IN_ANALYSIS),
    # Short enough a phrase to be noticed as a loop.
    "loops": replace(_PLAIN, shape=Shape.REASONS_FOR_EVER),
    # Its period is longer than the loop detector looks back: only the budget ends it.
    "reasons-for-ever": replace(_PLAIN, reasoning=_LONG, shape=Shape.REASONS_FOR_EVER),
    "answers-for-ever": Script(_PLAIN.reasoning, "and more ", shape=Shape.ANSWERS_FOR_EVER),
    "free-text": replace(_PLAIN, shape=Shape.FREE_TEXT),
    "tool-call": replace(_PLAIN, shape=Shape.TOOL_CALL),
    "prose": Script(_PLAIN.reasoning, "It depends on what one means by that."),
    "refusal": Script(_PLAIN.reasoning, "I’m sorry, but I can’t help with that."),
}
