"""Sets that say with columns of 0 and 1 what is wrong: one column for each kind of violation.

Sources: openai/moderation-api-release (S, H, V, HR, SH, S3, H2, V2), the categories of OpenAI's
moderation endpoint, and the Jigsaw toxic comment set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausebench.domain.clause import ClauseKind, ParsedPolicy
from clausebench.domain.importing.grid import Grid

_SETS: tuple[dict[str, str], ...] = (
    {
        "S": "sexual sex nudity adult porn",
        "H": "hate hateful hatred",
        "V": "violence violent",
        "HR": "harassment harass bullying bully abuse",
        "SH": "self-harm selfharm suicide suicidal self-injury",
        "S3": "minors minor child children csam",
        "H2": "hate hateful hatred",
        "V2": "violence violent graphic gore",
    },
    {
        "sexual": "sexual sex nudity adult porn",
        "hate": "hate hateful hatred",
        "violence": "violence violent",
        "harassment": "harassment harass bullying bully abuse",
        "self-harm": "self-harm selfharm suicide suicidal self-injury",
        "sexual/minors": "minors minor child children csam",
        "hate/threatening": "hate hateful hatred",
        "violence/graphic": "violence violent graphic gore",
    },
    {
        "toxic": "toxic toxicity",
        "severe_toxic": "toxic toxicity",
        "obscene": "obscene obscenity profanity profane",
        "threat": "threat threats threatening violence",
        "insult": "insult insults harassment bullying",
        "identity_hate": "hate hateful hatred",
    },
)
"""Columns with the words by which a policy about it may be called."""
_FEWEST = 3
_MARKS = ("jailbreaking",)
"""Columns of 0 and 1 that say something else about a content; raised ones become tags."""


@dataclass(frozen=True, slots=True)
class Flags:
    """``deciding`` ones mean a violation of the policy, ``marking`` ones only become tags."""

    deciding: tuple[str, ...] = ()
    marking: tuple[str, ...] = ()
    reason: str = ""


def guess_flags(grid: Grid, policy: ParsedPolicy | None) -> Flags:
    """Those decide that the policy's title speaks of, else those that its rules do. Where nothing
    speaks of any, none does: which of them mean a violation here, only a person knows."""
    marks = tuple(mark for mark in _MARKS if grid.column(mark) is not None)
    known = next((f for f in (_present(grid, s) for s in _SETS) if len(f) >= _FEWEST), {})
    if not known:
        return Flags((), marks)
    fitting = _spoken_of(known, policy)
    others = tuple(column for column in known if column not in fitting)
    say = f"Columns of 0 and 1 say what is wrong: {', '.join(known)}."
    if fitting:
        say += f" This policy speaks of {', '.join(fitting)}: only they count as violations."
    return Flags(fitting, (*others, *marks), f"{say} An empty one means that nobody looked.")


def _spoken_of(known: dict[str, str], policy: ParsedPolicy | None) -> tuple[str, ...]:
    if policy is None:
        return ()
    rules = (clause.title for clause in policy.clauses if clause.kind is ClauseKind.VIOLATES)
    for text in (policy.title, " ".join(rules)):
        spoken = set(re.findall(r"[\w-]+", text.casefold()))
        fitting = tuple(column for column, words in known.items() if spoken & set(words.split()))
        if fitting:
            return fitting
    return ()


def _present(grid: Grid, known: dict[str, str]) -> dict[str, str]:
    """Under the names that the grid has, which may differ in case."""
    places = ((grid.column(column), words) for column, words in known.items())
    return {grid.columns[place]: words for place, words in places if place is not None}
