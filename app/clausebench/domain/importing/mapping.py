"""Which column means what: guessed with a reason, decided by a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from clausebench.domain.importing.grid import SECTION, Grid


class Field(StrEnum):
    """What a column can be for. ``truth`` is what a person says the verdict should be;
    ``reply-truth`` the same about request and reply together."""

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


_WORDS: dict[Field, tuple[str, ...]] = {
    Field.CONTENT: (
        "content", "text", "prompt", "example prompt", "example", "test_content", "turn_content",
        "user_input", "input", "message", "post", "comment", "vars.content",
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
}  # fmt: skip

_FLAG_SETS = (("S", "H", "V", "HR", "SH", "S3", "H2", "V2"),)
_MACHINE = re.compile(r"gpt|safeguard|model|predict|\bai\b|llm|classifier|output", re.IGNORECASE)
_FEW = 24


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns by what they are for. ``flags`` are columns of 0 and 1, one for each kind of
    violation, where an empty cell means that nobody looked."""

    of: Mapping[Field, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    def get(self, wanted: Field) -> str | None:
        return self.of.get(wanted)

    def changed(self, wanted: Field, column: str | None) -> Columns:
        """With another column, or none, for a field."""
        kept = {f: c for f, c in self.of.items() if f is not wanted}
        return Columns({**kept, wanted: column} if column else kept, self.flags, self.reasons)


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


def guess_columns(grid: Grid) -> Columns:
    """By the names that known sets use; the longest texts are the content where no name says so."""
    found: dict[Field, str] = {}
    reasons = []
    for wanted, words in _WORDS.items():
        place = next((p for w in words if (p := grid.column(w)) is not None), None)
        if place is not None and grid.columns[place] not in found.values():
            found[wanted] = grid.columns[place]
    known = [tuple(f for f in flags if grid.column(f) is not None) for flags in _FLAG_SETS]
    flags: tuple[str, ...] = next((flags for flags in known if len(flags) > 2), ())
    if flags:
        found.pop(Field.TRUTH, None)
        reasons.append(f"Columns of 0 and 1 say what is wrong: {', '.join(flags)}.")
    if Field.CONTENT not in found and (longest := _longest(grid)):
        found[Field.CONTENT] = longest
        reasons.append(f"“{longest}” holds the longest texts, so it is taken as the content.")
    if not flags:
        _settle_truth(grid, found, reasons)
    return Columns(found, flags, tuple(reasons))


def _settle_truth(grid: Grid, found: dict[Field, str], reasons: list[str]) -> None:
    """People before machines: headings of sections before a column named after a model."""
    candidates = truth_candidates(grid, found.get(Field.CONTENT, ""))
    named = {c.column: c for c in candidates}
    taken = named.get(found.get(Field.TRUTH, ""))
    human = [c for c in candidates if not c.by_machine]
    if SECTION in named:
        found[Field.TRUTH] = SECTION
        reasons.append("Rows stand under headings, and the headings say what is expected.")
    elif taken is not None and taken.by_machine and human:
        found[Field.TRUTH] = human[0].column
    elif Field.TRUTH not in found and human:
        found[Field.TRUTH] = human[0].column
        reasons.append(f"“{human[0].column}” has few values, so it is taken as the label.")


def truth_candidates(grid: Grid, content: str = "") -> tuple[Candidate, ...]:
    """Columns of few and short values, besides the content."""
    found = []
    for place, column in enumerate(grid.columns):
        values = [value.strip() for value in grid.values(place) if value.strip()]
        if column == content or not values:
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
