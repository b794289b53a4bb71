"""Decision logs as history: what another program asked and heard, readable like our own runs."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid, GridRow
from clausebench.domain.importing.mapping import Columns, Field
from clausebench.domain.run import Run, RunKind, RunSettings
from clausebench.domain.text import text_hash, without_lone_surrogates
from clausebench.domain.verdict import Fingerprint, RawAnswer, StopReason, TokenCounts
from clausebench.services.asking import make_verdict, prepare, request_for
from clausebench.services.recording import TRIED, Subject, recorded_run
from clausebench.services.working import Stage, Working
from clausebench.storage.workspace import Workspace

_EVERY = 200


@dataclass(frozen=True, slots=True)
class ImportedHistory:
    """``run`` holds ``kept`` verdicts; ``others`` rows were judged under another policy, and
    ``empty`` had no content or no answer."""

    run: Run
    kept: int
    others: int
    empty: int


def import_history(
    workspace: Workspace, grid: Grid, columns: Columns, subject: Subject, cancel: CancelToken
) -> Generator[Working, None, ImportedHistory]:
    """Keep a log's answers as one run under the policy's wording.

    Rows that name a policy by its hash are taken only if it is this wording. The engine is called
    imported: nothing of it was seen here. A case of the same content gives the verdict its name.
    Raises ``BadInputError`` if the log has no answers.
    """
    rows = _Rows(grid, columns, text_hash(subject.text))
    chosen = [row for row in grid.rows if rows.is_ours(row)]
    answered = [row for row in chosen if rows.content(row) and rows.final(row)]
    if not answered:
        raise BadInputError(
            f"{grid.name} has no answers under this policy.",
            f"Of {len(grid.rows):,} rows, {len(grid.rows) - len(chosen):,} name another policy.",
            "Choose the policy that was asked about.",
        )
    prepared, settings = prepare(subject.text), RunSettings()
    engine = Fingerprint("imported", rows.model(answered[0]), True, (("file", grid.name),))
    cases = {}
    if subject.policy_id:
        # Borrowed: what another program heard is not the case's own newest verdict.
        cases = {
            case.content: replace(case, id=f"{TRIED}{case.id}")
            for case in workspace.cases.all(subject.policy_id)
        }
    times: dict[str, int] = {}
    with recorded_run(
        workspace.runs, RunKind.SUITE, subject, engine, settings, len(answered), cancel
    ) as run:
        for number, row in enumerate(answered, start=1):
            content = without_lone_surrogates(rows.content(row))
            repeat = times[content] = times.get(content, -1) + 1
            request = request_for(prepared, content, settings, repeat)
            verdict = make_verdict(rows.answer(row), prepared, content, request, engine)
            run.keep(verdict, content, cases.get(content), repeat)
            if number % _EVERY == 0:
                yield Working(Stage.KEEPING, number, len(answered))
                cancel.check()
    empty = len(chosen) - len(answered)
    return ImportedHistory(run.run, len(answered), len(grid.rows) - len(chosen), empty)


class _Rows:
    def __init__(self, grid: Grid, columns: Columns, policy_hash: str) -> None:
        self._places = {f: grid.column(c) for f, c in columns.of.items()}
        self._hash = policy_hash.removeprefix("sha256:")
        self._tokens = (grid.column("tokens.prompt"), grid.column("tokens.reasoning"))
        self._latency = grid.column("latency_ms")

    def is_ours(self, row: GridRow) -> bool:
        named = self._cell(row, Field.POLICY_HASH).strip().removeprefix("sha256:")
        return not named or named == self._hash

    def content(self, row: GridRow) -> str:
        return self._cell(row, Field.CONTENT)

    def final(self, row: GridRow) -> str:
        return self._cell(row, Field.FINAL)

    def model(self, row: GridRow) -> str:
        return f"{self._cell(row, Field.MODEL) or 'unknown model'} (imported)"

    def answer(self, row: GridRow) -> RawAnswer:
        prompt, reasoning = (_number(row.cells[n]) if n is not None else 0 for n in self._tokens)
        latency = _number(row.cells[self._latency]) / 1000 if self._latency is not None else 0.0
        return RawAnswer(
            without_lone_surrogates(self._cell(row, Field.REASONING)),
            without_lone_surrogates(self.final(row)),
            StopReason.COMPLETE,
            TokenCounts(int(prompt), int(reasoning)),
            latency,
        )

    def _cell(self, row: GridRow, wanted: Field) -> str:
        place = self._places.get(wanted)
        return row.cells[place] if place is not None else ""


def _number(text: str) -> float:
    try:
        return max(0.0, min(float(text), 1e9))
    except ValueError:
        return 0.0
