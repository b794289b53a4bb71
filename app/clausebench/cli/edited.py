"""``clausebench whatif --edited``: what an edit changes, those cases first that it can reach."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import click

from clausebench.cli.changes import comparison_form, print_comparison
from clausebench.cli.output import print_json
from clausebench.cli.policies import FoundPolicy
from clausebench.cli.progress import Progress
from clausebench.domain.blast import Stage
from clausebench.domain.cancel import CancelToken
from clausebench.domain.plain import to_plain
from clausebench.domain.run import RunSettings
from clausebench.services.confronting import Confrontation, Contender, SideStarted, StageDone
from clausebench.services.desk import Desk

_STAGES = {
    Stage.REACHED: "cases that the edit can reach",
    Stage.GUARD: "cases drawn from the others",
    Stage.REST: "cases left",
}


def compare_edit(
    desk: Desk,
    found: FoundPolicy,
    text: str,
    settings: RunSettings,
    *,
    guard: int,
    everything: bool,
    as_json: bool,
) -> int:
    """Ask in stages and print what changed; ``everything`` asks the rest, too."""
    stages = tuple(Stage) if everything else (Stage.REACHED, Stage.GUARD)
    running = desk.confronting.blast(
        Contender(found.subject.name, text=found.subject.text, settings=settings),
        Contender(f"{found.subject.name}, edited", text=text, settings=settings),
        found.cases,
        CancelToken(),
        stages=stages,
        guard=guard,
    )
    result = _drain(running, quiet=as_json)
    if as_json:
        names = {case.id: case.name for case in found.cases}
        print_json(
            {
                **comparison_form(result.comparison),
                "stages": {names[key]: stage for key, stage in result.stages.items()},
                "missed": to_plain(result.missed) if result.missed else None,
            }
        )
        return 0
    print_comparison(result.comparison)
    missed = result.missed
    if missed is not None and missed.left:
        click.echo(
            f"\n{missed.flips} of {missed.sampled} cases drawn from the others changed: of the"
            f" {missed.left} not asked, about {missed.expected:.0f} may have changed, at most"
            f" {missed.most} (95 %). Ask them with --all."
        )
    return 0


def _drain(running: Generator[Any, None, Confrontation], *, quiet: bool) -> Confrontation:
    progress = Progress(quiet=quiet)
    while True:
        try:
            event = next(running)
        except StopIteration as end:
            progress.done()
            return end.value  # type: ignore[no-any-return]
        if isinstance(event, StageDone) and not quiet:
            progress.done()
            count = len(event.staging.of(event.stage))
            click.echo(f"Asked {count} {_STAGES[event.stage]}.", err=True)
        elif not isinstance(event, (SideStarted, StageDone)):
            progress.show(event)
