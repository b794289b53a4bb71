"""Gather from history what has been asked about one wording in more than one way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausebench.domain.ambiguity import Answers, Inbox, Source, inbox
from clausebench.domain.case import Case
from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.reading_policy import parse
from clausebench.domain.run import Run, StoredVerdict
from clausebench.domain.text import text_hash
from clausebench.domain.trying.rewordings import REWORDINGS, reword
from clausebench.services.comparing import sides_of_run
from clausebench.services.confronting import severities
from clausebench.services.history import History


@dataclass(frozen=True, slots=True)
class Gathered:
    """``run`` is the one that is read clause by clause: the newest with repeats, else the newest;
    None if the wording was never run. ``others`` are decisions by effort and by wording."""

    policy: ParsedPolicy
    run: Run | None
    stored: tuple[StoredVerdict, ...]
    others: Mapping[Source, Answers]

    @property
    def is_steady(self) -> bool:
        """Whether every case was decided the same each time and in every way: then no clause is in
        doubt, and nothing has to be read."""
        ways: dict[tuple[str, str], set[Decision | None]] = {}
        for stored in self.stored:
            ways.setdefault(("", stored.case_name or stored.content), set()).add(
                stored.verdict.decision
            )
        for source, answers in self.others.items():
            for name, decisions in answers.items():
                ways.setdefault((source, name), set()).update(decisions)
        return all(len(decisions) <= 1 for decisions in ways.values())

    def inbox(self, cases: Sequence[Case]) -> Inbox:
        """What it all says about the clauses."""
        return inbox(self.policy, self.stored, others=self.others, severities=severities(cases))


def gather(history: History, text: str, run: Run | None = None) -> Gathered:
    """Everything asked under this wording and its rewordings, by one engine. ``run`` is to be
    read instead of the one that would be chosen."""
    policy = parse(text)
    runs = [r for r in history.runs_under(text_hash(text)) if r.judged]
    chosen = run or next((r for r in runs if not r.settings.asks_once), next(iter(runs), None))
    if chosen is None:
        return Gathered(policy, None, (), {})
    alike = [r for r in runs if r.engine == chosen.engine]
    efforts = {r.settings.effort: r for r in reversed(alike)}
    others = {
        Source.EFFORT: _decisions(history, tuple(efforts.values())),
        Source.WORDING: _decisions(history, (chosen, *_reworded(history, policy, chosen))),
    }
    return Gathered(policy, chosen, history.verdicts(chosen.id), others)


def _reworded(history: History, policy: ParsedPolicy, chosen: Run) -> list[Run]:
    """The newest run under each way of writing the same, like the chosen one."""
    found = []
    for name in REWORDINGS:
        text = reword(policy, name)
        runs = history.runs_under(text_hash(text)) if text else ()
        found += [
            run
            for run in runs
            if run.engine == chosen.engine and run.settings.effort is chosen.settings.effort
        ][:1]
    return found


def _decisions(history: History, runs: Sequence[Run]) -> Answers:
    """By case, what each run decided; nothing if there is only one. Where repeats of a run
    disagree, that is told by themselves, and its majority would be drawn by lot."""
    found: dict[str, list[Decision | None]] = {}
    for run in runs if len(runs) > 1 else ():
        for name, side in sides_of_run(history, run).items():
            if side.is_stable is not False:
                found.setdefault(name, []).append(side.decision)
    return found
