"""Decision logs as history: what another program asked and heard, readable like our own runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case
from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid, GridRow
from clausebench.domain.importing.log_rows import LogRows
from clausebench.domain.importing.mapping import Columns
from clausebench.domain.run import Run, RunKind, RunSettings
from clausebench.domain.text import text_hash, without_lone_surrogates
from clausebench.domain.verdict import Fingerprint, RawAnswer, StopReason, Verdict
from clausebench.services.asking import make_verdict, prepare, request_for
from clausebench.services.recording import TRIED, Subject, recorded_run
from clausebench.services.working import Stage, Working
from clausebench.storage.workspace import Workspace

_EVERY = 200


@dataclass(frozen=True, slots=True)
class LogPart:
    """What one model answered under one policy: it becomes one run."""

    subject: Subject
    model: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class LogProposal:
    """What a log would come to. ``others`` rows were judged under a policy that is not among
    those at hand, and ``empty`` ones have no content or no answer."""

    grid: Grid
    columns: Columns
    parts: tuple[LogPart, ...]
    others: int
    empty: int

    @property
    def count(self) -> int:
        return sum(len(part.rows) for part in self.parts)


@dataclass(frozen=True, slots=True)
class ImportedHistory:
    """``runs`` hold ``kept`` verdicts; the rest is as in the proposal."""

    runs: tuple[Run, ...]
    kept: int
    others: int
    empty: int


def propose_history(grid: Grid, columns: Columns, subjects: Sequence[Subject]) -> LogProposal:
    """Sort a log's rows by policy and model.

    A row that names its policy by a hash goes to the subject of that wording; one that names none
    goes to the only subject there is. Raises ``BadInputError`` if nothing is left.
    """
    rows = LogRows(grid, columns)
    by_hash = {text_hash(s.text).removeprefix("sha256:"): s for s in subjects}
    only = subjects[0] if len(subjects) == 1 else None
    parts: dict[tuple[str, str], list[GridRow]] = {}
    others = empty = 0
    for row in grid.rows:
        named = rows.policy_hash(row)
        subject = by_hash.get(named) if named else only
        if subject is None:
            others += 1
        elif not rows.content(row).strip() or not rows.final(row).strip():
            empty += 1
        else:
            parts.setdefault((text_hash(subject.text), rows.model(row)), []).append(row)
    if not parts:
        raise BadInputError(
            f"{grid.name} has no answers under this policy.",
            f"Of {len(grid.rows):,} rows, {others:,} name another policy and {empty:,} have no"
            " content or no answer.",
            "Choose the policy that was asked about, exactly as it read then.",
        )
    made = (
        LogPart(by_hash[key.removeprefix("sha256:")], model, tuple(found))
        for (key, model), found in parts.items()
    )
    return LogProposal(grid, columns, tuple(made), others, empty)


def keep_history(
    workspace: Workspace, proposal: LogProposal, cancel: CancelToken
) -> Generator[Working, None, ImportedHistory]:
    """Keep all of it, or nothing if it is stopped. The engine is called imported: nothing of it
    was seen here. A case of the same content gives a verdict its name. Raises ``Cancelled``.

    All answers are read before the workspace is locked: reading takes much longer than writing.
    """
    rows = LogRows(proposal.grid, proposal.columns)
    answered: list[tuple[LogPart, Fingerprint, RunSettings, list[_Answered]]] = []
    done = 0
    for part in proposal.parts:
        settings = RunSettings(
            effort=rows.effort(part.rows[0]) or RunSettings().effort,
            repeats=_most_repeats(rows, part.rows),
        )
        engine, kept = _engine(proposal.grid.name, rows, part), []
        for one in _answers(rows, part, engine, settings):
            kept.append(one)
            done += 1
            if done % _EVERY == 0:
                yield Working(Stage.ANSWERS, done, proposal.count)
            cancel.check()
        answered.append((part, engine, settings, kept))
    runs: list[Run] = []
    with workspace.writing():
        for part, engine, settings, kept in answered:
            runs.append(_keep(workspace, part.subject, engine, settings, kept, cancel))
            yield Working(Stage.KEEPING, sum(run.judged for run in runs), done)
    return ImportedHistory(tuple(runs), done, proposal.others, proposal.empty)


@dataclass(frozen=True, slots=True)
class _Answered:
    """Contents that come again are repeats, counted from 0."""

    content: str
    repeat: int
    verdict: Verdict


def _answers(
    rows: LogRows, part: LogPart, engine: Fingerprint, settings: RunSettings
) -> Iterator[_Answered]:
    prepared = prepare(part.subject.text)
    times: Counter[str] = Counter()
    for row in part.rows:
        content = without_lone_surrogates(rows.content(row))
        repeat, times[content] = times[content], times[content] + 1
        request = request_for(prepared, content, settings, repeat)
        verdict = make_verdict(_answer(rows, row), prepared, content, request, engine)
        yield _Answered(content, repeat, verdict)


def _keep(
    workspace: Workspace,
    subject: Subject,
    engine: Fingerprint,
    settings: RunSettings,
    answered: Sequence[_Answered],
    cancel: CancelToken,
) -> Run:
    cases = _borrowed(workspace, subject)
    with recorded_run(
        workspace.runs, RunKind.SUITE, subject, engine, settings, len(answered), cancel
    ) as run:
        for one in answered:
            run.keep(one.verdict, one.content, cases.get(one.content), one.repeat)
            cancel.check()
    return run.run


def _answer(rows: LogRows, row: GridRow) -> RawAnswer:
    return RawAnswer(
        without_lone_surrogates(rows.reasoning(row)),
        without_lone_surrogates(rows.final(row)),
        StopReason.COMPLETE,
        rows.tokens(row),
        rows.seconds(row),
    )


def _borrowed(workspace: Workspace, subject: Subject) -> dict[str, Case]:
    """What another program heard is not the case's own newest verdict."""
    cases = workspace.cases.all(subject.policy_id) if subject.policy_id else ()
    return {case.content: replace(case, id=f"{TRIED}{case.id}") for case in cases}


def _engine(file: str, rows: LogRows, part: LogPart) -> Fingerprint:
    moments = sorted(m for row in part.rows if (m := rows.moment(row)))
    details = {
        "file": file,
        "origin": "imported: nothing of it was judged on this computer",
        "effort": rows.effort(part.rows[0]) or "not recorded",
    }
    if moments:
        details["judged"] = f"{moments[0]} to {moments[-1]}"
    named = f"{part.model or 'unknown model'} (imported)"
    return Fingerprint("imported", named, True, tuple(sorted(details.items())))


def _most_repeats(rows: LogRows, given: Sequence[GridRow]) -> int:
    return max(Counter(rows.content(row) for row in given).values())
