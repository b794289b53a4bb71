"""``clausebench coverage`` and ``ambiguity``: what the cases say about the clauses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from clausebench.bootstrap import current_settings, open_desk
from clausebench.cli.options import EngineOptions, engine_options, json_option
from clausebench.cli.output import one_line, print_json, table
from clausebench.cli.policies import find_subject
from clausebench.cli.suite_running import run_suite
from clausebench.cli.trials import cases_option, clause_name, find_cases
from clausebench.domain.ambiguity import ENOUGH, Inbox
from clausebench.domain.atlas import Atlas, atlas
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.errors import BadInputError
from clausebench.domain.plain import to_plain
from clausebench.domain.reading_policy import parse
from clausebench.domain.run import StoredVerdict
from clausebench.services.comparing import find_run
from clausebench.services.desk import Desk
from clausebench.services.doubting import gather

F = TypeVar("F", bound=Callable[..., Any])

_FEWEST_REPEATS = 2


def _options(command: F) -> F:
    run = click.option("--run", "run_id", help="A run of history (its id, or last) instead.")
    return run(cases_option(engine_options(json_option(command))))


@click.command("coverage", short_help="Which clauses do the test cases reach?")
@click.argument("policy")
@_options
def coverage(
    policy: str, run_id: str | None, cases: Path | None, as_json: bool, **given: Any
) -> int:
    """Run the cases of POLICY and show for each clause which of them touch it: by expectation, as
    the reason of a verdict, named or quoted in reasoning."""
    parsed, stored = _verdicts(policy, run_id, cases, EngineOptions(**given), quiet=as_json)
    found = atlas(parsed, stored)
    print_json(_atlas_form(found)) if as_json else _print_atlas(found)
    return 0


@click.command("ambiguity", short_help="Which clauses are read now one way, now another?")
@click.argument("policy")
@_options
def ambiguity(
    policy: str, run_id: str | None, cases: Path | None, as_json: bool, **given: Any
) -> int:
    """Run the cases of POLICY with --repeat, and rank the clauses by how often the cases that name
    them are not decided the same each time."""
    options = EngineOptions(**given)
    if run_id is None and options.repeat < _FEWEST_REPEATS:
        raise BadInputError(
            "One answer says nothing about ambiguity.", hint="Add --repeat 5, or name a --run."
        )
    found = _inbox(policy, run_id, cases, options, quiet=as_json)
    if not found.cases:
        raise BadInputError("No case of this run was repeated.", hint="Run it with --repeat 5.")
    print_json(to_plain(found)) if as_json else _print_inbox(found)
    return 0


def _inbox(
    policy: str, run_id: str | None, cases: Path | None, options: EngineOptions, *, quiet: bool
) -> Inbox:
    """Also from what other efforts and wordings of the policy decided before."""
    settings = current_settings()
    with open_desk(options.workspace_path, options.choice, settings) as desk:
        named = find_run(desk.history, run_id) if run_id is not None else None
        found = find_subject(desk, policy) if named else find_cases(desk, policy, cases)
        if named is None:
            asked = options.run_settings(settings)
            named, _ = run_suite(desk, found, asked, quiet=quiet)
        text = desk.history.policy_text(named.id)
        return gather(desk.history, text, named).inbox(found.cases)


def _verdicts(
    policy: str, run_id: str | None, cases: Path | None, options: EngineOptions, *, quiet: bool
) -> tuple[ParsedPolicy, tuple[StoredVerdict, ...]]:
    """The policy as it was read then, and what was judged."""
    settings = current_settings()
    with open_desk(options.workspace_path, options.choice, settings) as desk:
        if run_id is not None:
            return _of_history(desk, policy, run_id)
        found = find_cases(desk, policy, cases)
        run, _ = run_suite(desk, found, options.run_settings(settings), quiet=quiet)
        return parse(found.subject.text), desk.history.verdicts(run.id)


def _of_history(
    desk: Desk, policy: str, run_id: str
) -> tuple[ParsedPolicy, tuple[StoredVerdict, ...]]:
    stored = desk.history.verdicts(find_run(desk.history, run_id).id)
    text = stored[0].policy_text if stored else find_subject(desk, policy).subject.text
    return parse(text), stored


def _atlas_form(found: Atlas) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(found)
    return {
        **plain,
        "untested": [c.clause for c in found.untested],
        "idle": [c.clause for c in found.idle],
        "contradicting": [c.clause for c in found.contradicting],
    }


def _print_atlas(found: Atlas) -> None:
    rows = [
        (
            clause_name(c.clause, c.title),
            *(str(len(names)) for names in (c.expected, c.decided, c.cited, c.quoted)),
            one_line(c.title, 48),
        )
        for c in found.clauses
    ]
    click.echo(table(("clause", "expected", "decided", "cited", "quoted", "title"), rows))
    for words, clauses in (
        ("No case is about", found.untested),
        ("Spoken of, never the reason", found.idle),
    ):
        if clauses:
            click.echo(f"\n{words}: {', '.join(clause_name(c.clause, c.title) for c in clauses)}.")
    for c in found.contradicting:
        name = clause_name(c.clause, c.title)
        click.echo(f"\n{name} decides cases the other way in repeats: {', '.join(c.against)}.")


def _print_inbox(found: Inbox) -> None:
    rows = [
        (
            clause_name(d.clause, d.title),
            f"{d.unsteady}/{d.cases}",
            f"{d.low:.0%} to {d.high:.0%}" if d.has_evidence else "not enough cases",
            ", ".join(source.value for source in d.sources),
            one_line(", ".join(f"{a.name} {a.share:.0%}" for a in d.unstable), 60),
        )
        for d in found.doubts
    ]
    if rows:
        click.echo(table(("clause", "unstable", "95 %", "over", "cases and their agreement"), rows))
    else:
        click.echo(f"Every case was decided the same each time (n={found.cases}).")
    if any(not d.has_evidence for d in found.doubts):
        click.echo(f"\nWith fewer than {ENOUGH} cases that name it, a clause is not judged.")
    if found.wrong:
        names = ", ".join(a.name for a in found.wrong[:12])
        click.echo(f"\nDecided the same each time, against what is expected: {names}.")
        click.echo("There the wording is clear, and says something else.")
