"""``clausebench import``: test cases and decision logs that others made."""

from __future__ import annotations

import sys
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from clausebench import paths
from clausebench.bootstrap import EngineChoice, current_settings, open_desk
from clausebench.cli.bundles import is_bundle
from clausebench.cli.import_words import print_proposal, proposal_form
from clausebench.cli.options import json_option, workspace_option
from clausebench.cli.output import print_json, table
from clausebench.domain.cancel import CancelToken
from clausebench.domain.clause import Decision
from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid
from clausebench.domain.importing.mapping import Field, guess_columns
from clausebench.domain.importing.twice import TwiceKind
from clausebench.domain.policy import Policy
from clausebench.importing.grids.reading import pack_sets, read_grid, read_pasted
from clausebench.services.desk import Desk
from clausebench.services.importing import Choices, Proposal, Working
from clausebench.services.recording import Subject

R = TypeVar("R")

_LEFT_OUT = frozenset({TwiceKind.EXACT, TwiceKind.PRESENT})


@click.command("import", short_help="Bring in test cases that others made.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--policy", help="The policy they belong to, by name. Packs bring their own.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column is what, e.g. content=body. An empty column: none.",
)
@click.option("--truth", metavar="COLUMN", help="The column that says what is expected.")
@click.option(
    "--labels",
    multiple=True,
    metavar="VALUE=DECISION",
    help="What a label means, e.g. hate=violates.",
)
@click.option("--sheet", help="The sheet of a workbook. Default: the first with rows.")
@click.option("--header", type=click.IntRange(0), help="The header's line; 0: there is none.")
@click.option("--encoding", help="Of a text file, e.g. cp1252. Default: what fits.")
@click.option("--source", default="", help="Where the cases come from. Default: the file's name.")
@click.option("--licence", default="", help="Under which terms.")
@click.option("--skip-near", is_flag=True, help="Leave out what is nearly the same, too.")
@click.option("--skip-leaked", is_flag=True, help="Leave out what the policy shows as examples.")
@click.option("--keep-duplicates", is_flag=True, help="Keep what is there already.")
@click.option("--as-history", is_flag=True, help="A log of decisions: keep it as a run.")
@click.option("--dry-run", is_flag=True, help="Show what would come in, and stop.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--undo", metavar="ID", help="Take an import back.")
@click.option("--list", "lists", is_flag=True, help="List the imports of --policy.")
@workspace_option
@json_option
def command(files: tuple[Path, ...], **given: Any) -> int:
    """Read FILES (CSV, TSV, XLSX, JSON, JSON Lines, Parquet, promptfoo, a pack's folder; - for
    standard input), show what they would come to, and keep them as test cases of --policy.

    Nothing is kept before you say yes. What came in together can be taken back with --undo.
    """
    workspace = given["workspace"] or paths.workspace_path()
    with open_desk(workspace, EngineChoice(), current_settings()) as desk:
        if given["undo"]:
            count = desk.importing.undo(given["undo"])
            click.echo(f"Took {count} test cases back.")
        elif given["lists"]:
            _list(desk, _named(desk, given["policy"]), as_json=given["as_json"])
        elif not files:
            raise BadInputError("No file to import.", hint="Name one, or - for standard input.")
        else:
            return _import_all(desk, files, given)
    return 0


def _import_all(desk: Desk, files: tuple[Path, ...], given: Mapping[str, Any]) -> int:
    forms = []
    for path in files:
        if path.is_dir():
            forms += _import_pack(desk, path, given)
            continue
        if is_bundle(str(path)):
            raise BadInputError(
                f"{path.name} is a policy bundle.",
                "It brings a policy of its own, which may differ from yours.",
                f"See what it would change with: clausebench receive {path.name}",
            )
        grid = _grid(path, given)
        policy = _named(desk, given["policy"])
        if given["as_history"]:
            forms.append(_import_history(desk, grid, policy, given))
        else:
            forms.append(_import(desk, grid, policy, given))
    if given["as_json"]:
        print_json({"files": forms})
    return 0


def _import_pack(desk: Desk, folder: Path, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every policy of the pack that has a set, each as a policy of its own."""
    forms = []
    for _slug, policy_file, data in pack_sets(folder):
        grid = _grid(data, given)
        if given["dry_run"]:
            click.echo(f"{policy_file.name}: a policy with {len(grid.rows)} rows in {data.name}")
            continue
        opened = desk.library.import_folder(policy_file)
        forms.append(_import(desk, grid, opened.policy, given))
    if not forms and not given["dry_run"]:
        raise BadInputError(
            f"{folder.name} is no pack of policies with sets.",
            "Looked for example_policies/NAME/policy.md with datasets/NAME.csv.",
            "Name the files themselves.",
        )
    return forms


def _grid(path: Path, given: Mapping[str, Any]) -> Grid:
    if str(path) == "-":
        return read_pasted(sys.stdin.read(), "standard input")
    return read_grid(path, sheet=given["sheet"], header=given["header"], encoding=given["encoding"])


def _named(desk: Desk, name: str | None) -> Policy:
    if not name:
        raise BadInputError("For which policy?", hint="Name it with --policy.")
    return desk.library.find(name)


def _import(desk: Desk, grid: Grid, policy: Policy, given: Mapping[str, Any]) -> dict[str, Any]:
    choices = _choices(given)
    quiet = bool(given["as_json"])
    proposal = _drain(desk.importing.propose(grid, policy.id, choices, CancelToken()), quiet=quiet)
    if not quiet:
        print_proposal(proposal, policy.name)
    if given["dry_run"] or not proposal.coming or not _is_wanted(proposal, given):
        return {**proposal_form(proposal), "import": None}
    imported = _drain(desk.importing.confirm(proposal, CancelToken()), quiet=quiet)
    if not quiet:
        click.echo(
            f"\nKept {imported.made.cases:,} test cases of {policy.name}."
            f" Take them back with: clausebench import --undo {imported.made.id}"
        )
    return {**proposal_form(proposal), "import": imported.made.id}


def _import_history(
    desk: Desk, grid: Grid, policy: Policy, given: Mapping[str, Any]
) -> dict[str, Any]:
    opened = desk.library.open(policy.id)
    number = opened.head.number if opened.head and not opened.is_changed else None
    subject = Subject(opened.text, policy.name, policy.id, number)
    columns = guess_columns(grid)
    for wanted, column in _choices(given).columns.items():
        columns = columns.changed(wanted, column or None)
    quiet = bool(given["as_json"])
    running = desk.importing.history(grid, columns, subject, CancelToken())
    found = _drain(running, quiet=quiet)
    if not quiet:
        click.echo(
            f"Kept {found.kept:,} verdicts as run {found.run.id[-8:]}; {found.others:,} rows are"
            f" of other policies, {found.empty:,} have no answer."
        )
    return {"run": found.run.id, "kept": found.kept, "others": found.others, "empty": found.empty}


def _choices(given: Mapping[str, Any]) -> Choices:
    columns = {}
    for pair in given["columns"]:
        wanted, _, column = pair.partition("=")
        columns[_field(wanted)] = column
    if given["truth"] is not None:
        columns[Field.TRUTH] = given["truth"]
    labels = {}
    for pair in given["labels"]:
        value, _, decision = pair.rpartition("=")
        labels[value] = _decision(decision, pair)
    left_out = frozenset() if given["keep_duplicates"] else _LEFT_OUT
    left_out |= {TwiceKind.NEAR} if given["skip_near"] else set()
    left_out |= {TwiceKind.LEAKED} if given["skip_leaked"] else set()
    return Choices(columns, labels, frozenset(left_out), given["source"], given["licence"])


def _field(name: str) -> Field:
    try:
        return Field(name.strip().casefold())
    except ValueError as error:
        known = ", ".join(f.value for f in Field)
        raise BadInputError(f"“{name}” is nothing a column can be.", f"Known: {known}.") from error


def _decision(word: str, pair: str) -> Decision:
    try:
        return Decision(word.strip().casefold())
    except ValueError as error:
        raise BadInputError(
            f"--labels {pair} says no decision.",
            hint="Write VALUE=violates, VALUE=allowed or VALUE=escalate.",
        ) from error


def _is_wanted(proposal: Proposal, given: Mapping[str, Any]) -> bool:
    if given["yes"]:
        return True
    if given["as_json"] or not sys.stdin.isatty():
        raise BadInputError(
            "Nothing was kept: nobody could be asked.", hint="Add --yes, or --dry-run to look."
        )
    return click.confirm(f"Keep {len(proposal.coming):,} test cases?", default=False)


def _drain(running: Generator[Working, None, R], *, quiet: bool) -> R:
    is_live = not quiet and sys.stderr.isatty()
    while True:
        try:
            event = next(running)
        except StopIteration as end:
            if is_live:
                click.echo("\r\x1b[K", nl=False, err=True)
            return end.value  # type: ignore[no-any-return]
        if is_live:
            words = f"{event.stage.value}: {event.done:,} of {event.total:,}"
            click.echo(f"\r\x1b[K{words}", nl=False, err=True)


def _list(desk: Desk, policy: Policy, *, as_json: bool) -> None:
    found = desk.importing.imports(policy.id)
    if as_json:
        print_json([{"id": i.id, "source": i.source, "cases": i.cases, "at": i.at,
                     "undone_at": i.undone_at} for i in found])  # fmt: skip
        return
    rows = [
        (i.id, i.source, str(i.cases), i.at, "taken back" if i.undone_at else "") for i in found
    ]
    click.echo(table(("import", "file", "cases", "at", ""), rows) if rows else "No imports.")
