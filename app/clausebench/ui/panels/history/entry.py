"""What the list of History shows: runs, versions, things found, and days between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from clausebench.domain.policy import PolicyVersion
from clausebench.domain.run import Run, RunKind, RunStatus
from clausebench.services.history import Hit, HitKind
from clausebench.ui.entries.entry import Entry
from clausebench.ui.judged.previews import Previews
from clausebench.ui.panels.history.day_words import day_words, time_words
from clausebench.ui.panels.history.run_words import (
    Tally,
    ending_words,
    run_title,
    status_look,
    tally_words,
    verdicts_words,
    wording_words,
)
from clausebench.ui.panels.history.timeline import Found, Timeline
from clausebench.ui.roles import Role
from clausebench.ui.text.clock_words import clock_words
from clausebench.ui.text.showable import one_line

Subject = Run | PolicyVersion | Hit

_HIT_ICONS = {
    HitKind.VERSION: ("version", "Version"),
    HitKind.CASE: ("test", "Test case"),
    HitKind.VERDICT: ("link", "Verdict"),
    HitKind.NOTE: ("note", "Note"),
}


def timeline_entries(
    timeline: Timeline, tallies: Mapping[str, Tally], previews: Previews
) -> tuple[Entry, ...]:
    """Runs and versions, newest first, under the days they belong to."""
    dated: list[tuple[str, Entry]] = [
        (run.started_at, run_entry(run, tallies.get(run.id), previews, names=timeline.is_all))
        for run in timeline.runs
    ]
    dated += [(v.at, _version_entry(v, timeline)) for v in timeline.versions]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    entries: list[Entry] = []
    for day, group in groupby(dated, key=lambda pair: day_words(pair[0])):
        entries.append(Entry(f"day:{day}", day))
        entries.extend(entry for _, entry in group)
    return tuple(entries)


def run_entry(run: Run, tallied: Tally | None, previews: Previews, *, names: bool) -> Entry:
    """A run; what it came to is known once its verdicts have been counted."""
    is_whole = run.status is RunStatus.FINISHED
    look = tallied.look if tallied and is_whole else None
    icon = "test" if run.kind is RunKind.SUITE else "play"
    role = Role.TEXT_MUTED
    if look is not None:
        icon, role = look.icon, look.role
    elif not is_whole:
        icon, role = status_look(run.status).icon, status_look(run.status).role
    came_to = tally_words(tallied) if tallied else verdicts_words(run)
    parts = (ending_words(run, tallied), came_to)
    policy = one_line(run.policy_name, 40) if names else ""
    named = (run_title(run), _case_name(run, tallied, previews), policy, wording_words(run))
    return Entry(
        f"run:{run.id}",
        " · ".join(filter(None, named)),
        " · ".join(filter(None, parts)),
        time_words(run.started_at),
        icon,
        role,
        run,
    )


def _case_name(run: Run, tallied: Tally | None, previews: Previews) -> str:
    """The test case that was judged alone, as far as its name may be shown."""
    first = tallied.first if tallied else None
    if first is None or not first.case_name:
        return ""
    return previews.derived(run.id, first.case_name, first.content)


def _version_entry(version: PolicyVersion, timeline: Timeline) -> Entry:
    name = one_line(timeline.names.get(version.policy_id, ""), 40)
    title = f"Version {version.number}"
    return Entry(
        f"version:{version.id}",
        f"{title} · {name}" if timeline.is_all else title,
        one_line(version.reason, 120),
        time_words(version.at),
        "version",
        Role.SPAN_LABEL,
        version,
    )


def found_entries(found: Iterable[Found], previews: Previews) -> tuple[Entry, ...]:
    """Hits, as they may be shown."""
    return tuple(_found_entry(f, previews) for f in found)


def _found_entry(found: Found, previews: Previews) -> Entry:
    hit = found.hit
    icon, word = _HIT_ICONS[hit.kind]
    entry_id = f"{hit.kind}:{hit.place}"
    return Entry(
        entry_id,
        f"{word} · {previews.derived(entry_id, hit.title, found.content)}",
        previews.excerpt(entry_id, hit.snippet, found.content),
        clock_words(hit.at),
        icon,
        Role.TEXT_MUTED,
        hit,
    )
