"""The evidence in words: what triage compared, clause by clause, and what it made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clausebench.domain.clause import Decision
from clausebench.engines.triage.passages import Passage
from clausebench.engines.triage.statements import Statement
from clausebench.engines.triage.weighing import Ground, Likeness, Weighing

OPENING = (
    "This is triage, not a language model: it matches words, and compares the content with the "
    "policy's own examples and clauses.\n"
)
_MOST_SHOWN = 3
_WORTH_SHOWING = 0.045
_LONGEST_QUOTE = 160
_MOST_SHARED = 4
_CONCLUSIONS = {
    Ground.VIOLATING_SIDE: "The content comes {odds} closer to the violating examples than to "
    "the allowed ones, and closer to the violating side than {rank} of 100 everyday sentences.",
    Ground.ESCALATING_EXAMPLE: "The content comes {odds} closer to the violating examples than to "
    "the allowed ones, and the closest example asks for a person.",
    Ground.ALLOWED_SIDE: "The content comes {odds} closer to the allowed examples than to the "
    "violating ones.",
    Ground.OFF_TOPIC: "The content comes no closer to the violating examples than everyday "
    "sentences do.",
    Ground.EMPTY: "The content has nothing to read.",
    Ground.UNDECIDED: "The evidence on both sides is too even for words alone; a model or a "
    "person should decide.",
    Ground.FEW_EXAMPLES: "The content resembles no example, but the policy quotes too few "
    "violating ones for that to mean anything; a model or a person should decide.",
    Ground.UNREADABLE: "The content is mostly in words that the policy's language does not have; "
    "a model or a person should decide.",
}


def conclude(weighing: Weighing) -> str:
    """One sentence: the ground of the decision."""
    odds = max(weighing.odds, 1 / weighing.odds)
    rank = round(100 * weighing.rank)
    return _CONCLUSIONS[weighing.ground].format(odds=f"{odds:.1f} times", rank=rank)


def explain(weighing: Weighing, citations: Iterable[str]) -> Iterator[str]:
    """The reasoning text in pieces: what it is, the evidence of each side, the conclusion."""
    yield OPENING
    if weighing.loudest and weighing.passages > 1:
        quote = _quoted(weighing.loudest.text)
        yield f"\nOf {weighing.passages} passages in the content, {quote} says most.\n"
    yield _side("Closest on the violating side", weighing, is_allowed=False)
    yield _side("Closest on the allowed side", weighing, is_allowed=True)
    cited = ", ".join(citations)
    yield f"\n{conclude(weighing)}\nDecision: {weighing.decision}{f' ({cited})' if cited else ''}."


def _side(title: str, weighing: Weighing, *, is_allowed: bool) -> str:
    content = weighing.loudest
    if content is None:
        return ""
    found = [
        _evidence(x, content, weighing.common)
        for x in weighing.likenesses
        if (x.statement.decision is Decision.ALLOWED) is is_allowed
        and x.closeness >= _WORTH_SHOWING
    ]
    lines = found[:_MOST_SHOWN] or ["nothing that resembles the content"]
    return "\n".join([f"\n{title}:", *(f"- {line}" for line in lines), ""])


def _evidence(likeness: Likeness, content: Passage, common: frozenset[str]) -> str:
    statement = likeness.statement
    shared = [_as_written(word, content.text) for word in _shared(statement, content, common)]
    shared += [cue.name for cue in content.cues if cue in statement.passage.cues]
    both = f" Both have {', '.join(shared)}." if shared else ""
    asks = ", which asks for a person" if statement.decision is Decision.ESCALATE else ""
    return f"{_source(statement)}{asks}, {likeness.closeness:.0%} alike.{both}"


def _source(statement: Statement) -> str:
    clause = statement.clause
    name = " ".join(x for x in (clause.code, clause.title) if x) if clause else ""
    if not statement.is_example:
        return f"{name}, by its own words"
    quote = _quoted(statement.passage.text)
    return f"{name}, in the example {quote}" if name else f"The example {quote}"


def _shared(statement: Statement, content: Passage, common: frozenset[str]) -> list[str]:
    """The words both have, the longest first; common ones only when there is no other."""
    both = set(statement.passage.words) & set(content.words)
    telling = both - common or both
    return sorted(telling, key=lambda w: (-len(w), w))[:_MOST_SHARED]


def _as_written(word: str, text: str) -> str:
    found = re.search(re.escape(word), text, re.IGNORECASE)
    return f"“{found.group() if found else word}”"


def _quoted(text: str) -> str:
    """In inverted commas, one line, the end left out when it is long."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_QUOTE:
        line = line[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"“{line}”"
