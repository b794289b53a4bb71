"""Which column means what: guessed with a reason, decided by a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.importing.flags import guess_flags
from clausebench.domain.importing.grid import SECTION, Grid
from clausebench.domain.importing.meanings import meanings


class Field(StrEnum):
    """What a column can be for. ``truth`` is what a person says the verdict should be;
    ``reply-truth`` the same about request and reply together. Rows of one ``conversation`` are
    its turns: each is judged after those before it."""

    CONTENT = "content"
    REPLY = "reply"
    TRUTH = "truth"
    REPLY_TRUTH = "reply-truth"
    CLAUSES = "clauses"
    ID = "id"
    LANGUAGE = "language"
    TAGS = "tags"
    NOTE = "note"
    SPLIT = "split"
    SEVERITY = "severity"
    KIND = "kind"
    TOLERANCE = "tolerance"
    LABEL = "label"
    SOURCE = "source"
    LICENCE = "licence"
    TWIN = "twin"
    TWIN_CHANGE = "twin-change"
    REASONING = "reasoning"
    FINAL = "final"
    MODEL = "model"
    POLICY_HASH = "policy-hash"
    CONVERSATION = "conversation"
    TURN = "turn"
    SPEAKER = "speaker"


_WORDS: dict[Field, tuple[str, ...]] = {
    Field.CONTENT: (
        "content", "text", "prompt", "example prompt", "example", "test_content", "turn_content",
        "user_input", "input", "message", "post", "comment", "vars.content", "messages",
        "conversations", "comment_text", "tweet", "body", "sentence", "utterance", "example text",
    ),
    Field.REPLY: (
        "response", "responses", "reply", "model_output", "example generation", "generation",
        "completion",
    ),
    Field.TRUTH: (
        "expected", "expected_classification", "ground_truth", "gold", "truth", "label",
        "prompt label", "classification", "toxicity", "expected_decision", "ideal", "__expected",
        "labels", "target",
    ),
    Field.REPLY_TRUTH: ("response label", "generation label", "reply label", "reply_expected"),
    Field.CLAUSES: ("clauses", "rule_ids", "violated_policies", "clause"),
    Field.ID: ("id", "test_id", "case_id", "conv_id", "index", "name", "__description"),
    Field.LANGUAGE: ("language", "lang"),
    Field.TAGS: ("tags", "category", "suite", "attack_pattern"),
    Field.NOTE: ("note", "notes", "comments"),
    Field.SPLIT: ("split",),
    Field.SEVERITY: ("severity", "combined_severity"),
    Field.KIND: ("kind", "content_kind"),
    Field.TOLERANCE: ("tolerance",),
    Field.SOURCE: ("source",),
    Field.LICENCE: ("licence", "license"),
    Field.TWIN: ("twin", "twin_id"),
    Field.TWIN_CHANGE: ("twin_change",),
    Field.REASONING: ("reasoning", "cot", "analysis"),
    Field.FINAL: ("final", "raw_response"),
    Field.MODEL: ("model",),
    Field.POLICY_HASH: ("policy_sha256", "policy_hash"),
    Field.CONVERSATION: ("conversation_id", "thread_id", "conversation"),
    Field.TURN: ("turn_number", "turn", "turn_id"),
    Field.SPEAKER: ("speaker", "role", "author"),
}  # fmt: skip

_MACHINE = re.compile(
    r"gpt|safeguard|model|predict|\bai\b|llm|classifier|output|openai|guard", re.IGNORECASE
)
_NO_TRUTH = frozenset(("human_annotation", "jailbreaking", "turn_number", "turn", "role", "split"))
"""Columns of few values that known sets have, and that say nothing about what is expected."""
_FEW = 24


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns by what they are for. ``flags`` are columns of 0 and 1, one for each kind of
    violation, where an empty cell means that nobody looked; ``marks`` are such columns that only
    become tags."""

    of: Mapping[Field, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def lacks_flags(self) -> bool:
        """Whether there are flags, and nobody has said yet which of them mean a violation."""
        return bool(self.marks) and not self.flags and Field.TRUTH not in self.of

    def get(self, wanted: Field) -> str | None:
        return self.of.get(wanted)

    def changed(self, wanted: Field, column: str | None) -> Columns:
        """With another column, or none, for a field. Whoever names a truth wants no flags."""
        kept = {f: c for f, c in self.of.items() if f is not wanted}
        changed = replace(self, of={**kept, wanted: column} if column else kept)
        return changed.deciding(()) if wanted is Field.TRUTH and column else changed

    def deciding(self, flags: Sequence[str]) -> Columns:
        """With these flags as violations; the others become tags."""
        offered = dict.fromkeys((*self.flags, *self.marks))
        chosen = tuple(flag for flag in flags if flag in offered)
        return replace(self, flags=chosen, marks=tuple(x for x in offered if x not in chosen))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column that may say what is expected. ``by_machine``: its name sounds like a model's
    answers. ``values`` are its values with their counts, most frequent first."""

    column: str
    values: tuple[tuple[str, int], ...]
    by_machine: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two columns that may both be the truth differ in ``rows`` of ``total`` rows."""

    one: str
    other: str
    rows: int
    total: int


def guess_columns(grid: Grid, policy: ParsedPolicy | None = None) -> Columns:
    """By the names that known sets use; the longest texts are the content where no name says so.
    Of several columns that may be the truth, one whose values mean something is."""
    found: dict[Field, str] = {}
    reasons = []
    for wanted, words in _WORDS.items():
        place = next((p for w in words if (p := grid.column(w)) is not None), None)
        if place is not None and grid.columns[place] not in found.values():
            found[wanted] = grid.columns[place]
    flags = guess_flags(grid, policy)
    if flags.reason:
        found.pop(Field.TRUTH, None)
        reasons.append(flags.reason)
    if Field.CONTENT not in found and (longest := _longest(grid)):
        found[Field.CONTENT] = longest
        reasons.append(f"“{longest}” holds the longest texts, so it is taken as the content.")
    if not flags.reason:
        _settle_truth(grid, found, reasons, policy)
    reasons += _by_no_person(grid)
    return Columns(found, flags.deciding, flags.marking, tuple(reasons))


def _settle_truth(
    grid: Grid, found: dict[Field, str], reasons: list[str], policy: ParsedPolicy | None
) -> None:
    """People before machines: headings of sections before a column named after a model."""
    content = found.get(Field.CONTENT, "")
    candidates = truth_candidates(grid, content)
    named = {c.column: c for c in candidates}
    taken = named.get(found.get(Field.TRUTH, ""))
    used = {column for wanted, column in found.items() if wanted is not Field.TRUTH}
    free = [c for c in candidates if c.column not in used]
    free.sort(key=lambda c: (not _is_meant(c, policy), c.by_machine))
    if SECTION in named:
        found[Field.TRUTH] = SECTION
        reasons.append("Rows stand under headings, and the headings say what is expected.")
    elif free and (Field.TRUTH not in found or (taken is not None and taken.by_machine)):
        best = free[0]
        found[Field.TRUTH] = best.column
        reasons.append(f"“{best.column}” has few values, so it is taken as the label.")


def _is_meant(candidate: Candidate, policy: ParsedPolicy | None) -> bool:
    """Whether most of its rows say something that means a decision."""
    values = [value for value, count in candidate.values for _ in range(min(count, 100))]
    known = sum(m.count for m in meanings(values, policy) if m.expected is not None)
    return known * 2 >= len(values)


def _by_no_person(grid: Grid) -> Iterator[str]:
    place = grid.column("human_annotation")
    if place is not None:
        count = sum(v.strip().casefold() in ("false", "0") for v in grid.values(place))
        if count:
            yield f"{count:,} rows were labelled by no person, as human_annotation says."


def truth_candidates(grid: Grid, content: str = "") -> tuple[Candidate, ...]:
    """Columns of few and short values, besides the content."""
    found = []
    for place, column in enumerate(grid.columns):
        values = [value.strip() for value in grid.values(place) if value.strip()]
        if column == content or not values or column.casefold() in _NO_TRUTH:
            continue
        counts: dict[str, int] = {}
        for value in values:
            counts[value] = counts.get(value, 0) + 1
        few = len(counts) <= min(_FEW, max(2, len(values) // 2))
        if few and max(map(len, counts)) <= 60:
            ordered = tuple(sorted(counts.items(), key=lambda pair: -pair[1]))
            found.append(Candidate(column, ordered, bool(_MACHINE.search(column))))
    return tuple(found)


def disagreements(grid: Grid, candidates: Sequence[Candidate]) -> Iterator[Disagreement]:
    """Between candidates that use the same values: one of them is not the truth."""
    for n, one in enumerate(candidates):
        for other in candidates[n + 1 :]:
            shared = {v for v, _ in one.values} & {v for v, _ in other.values}
            if len(shared) * 2 < min(len(one.values), len(other.values)) or not shared:
                continue
            places = grid.column(one.column), grid.column(other.column)
            pairs = [
                (row.cells[places[0] or 0].strip(), row.cells[places[1] or 0].strip())
                for row in grid.rows
            ]
            both = [(a, b) for a, b in pairs if a and b]
            differing = sum(a != b for a, b in both)
            if differing:
                yield Disagreement(one.column, other.column, differing, len(both))


def _longest(grid: Grid) -> str | None:
    """Where the longest texts stand, if they are long enough to be contents."""
    means = [
        sum(len(row.cells[n]) for row in grid.rows[:500]) / max(1, len(grid.rows[:500]))
        for n in range(len(grid.columns))
    ]
    if not means or max(means) < 8:
        return None
    return grid.columns[means.index(max(means))]
