"""``clausebench import``: test cases and decision logs that others made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from clausebench import paths
from clausebench.bootstrap import EngineChoice, current_settings, open_desk
from clausebench.bootstrap.exchange import open_exchange
from clausebench.cli.bundles import is_bundle
from clausebench.cli.import_bundle import import_bundle
from clausebench.cli.import_cases import import_cases, import_pack
from clausebench.cli.import_choices import Given, Importer, named_policy
from clausebench.cli.import_comments import import_comments
from clausebench.cli.import_log import import_log
from clausebench.cli.options import json_option, workspace_option
from clausebench.cli.output import print_json, table
from clausebench.cli.receive import merge_options
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.policy import Policy
from clausebench.importing.comments import is_comment_file
from clausebench.services.desk import Desk

_LAST = "last"


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
    metavar="VALUE=MEANING",
    help="What a label means: a decision, or a label or clause of the policy. hate=violates",
)
@click.option(
    "--flags", metavar="COLUMNS", help="Columns of 0 and 1 that mean a violation, e.g. H,H2."
)
@click.option("--sheet", help="The sheet of a workbook. Default: the first with rows.")
@click.option("--header", type=click.IntRange(0), help="The header's line; 0: there is none.")
@click.option("--encoding", help="Of a text file, e.g. cp1252. Default: what fits.")
@click.option("--source", default="", help="Where the cases come from. Default: the file's name.")
@click.option("--licence", default="", help="Under which terms.")
@click.option("--skip-near", is_flag=True, help="Leave out what is nearly the same, too.")
@click.option("--skip-leaked", is_flag=True, help="Leave out what the policy shows as examples.")
@click.option("--keep-duplicates", is_flag=True, help="Keep what is there already.")
@click.option("--as-history", is_flag=True, help="A log of decisions: keep it in History.")
@click.option(
    "--policies",
    type=click.Path(path_type=Path),
    help="With --as-history: the policies of the log, a JSON object of texts.",
)
@click.option("--dry-run", is_flag=True, help="Show what would come in, and stop.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@merge_options[0]
@merge_options[1]
@merge_options[2]
@merge_options[3]
@click.option(
    "--undo",
    metavar="[ID]",
    is_flag=False,
    flag_value=_LAST,
    help="Take back what came in last, or an import by its id.",
)
@click.option("--list", "lists", is_flag=True, help="List the imports of --policy.")
@workspace_option
@json_option
def command(files: tuple[Path, ...], **given: Any) -> int:
    """Read FILES (CSV, TSV, XLSX, ODS, JSON, JSON Lines, Parquet, promptfoo, a pack's folder; -
    for standard input), show what they would come to, and keep them as test cases of --policy.
    A reviewer's .comments.json is kept as comments on the policy that it is about.

    A policy bundle comes in with its policy, as with clausebench receive; --policy then names the
    one to merge it with.

    Nothing is kept before you say yes. What came in together can be taken back with --undo.
    """
    workspace = given["workspace"] or paths.workspace_path()
    with open_desk(workspace, EngineChoice(), current_settings()) as desk:
        if given["undo"]:
            _undo(desk, workspace, given["undo"], as_json=given["as_json"])
        elif given["lists"]:
            _list(desk, named_policy(desk, given), as_json=given["as_json"])
        elif not files:
            raise BadInputError("No file to import.", hint="Name one, or - for standard input.")
        else:
            forms = [form for path in files for form in _importer(path, given)(desk, path, given)]
            if given["as_json"]:
                print_json({"files": forms})
    return 0


def _importer(path: Path, given: Given) -> Importer:
    """What is done with a file: another kind of file is one more line."""
    if path.is_dir():
        return import_pack
    if is_bundle(str(path)):
        return import_bundle
    if is_comment_file(path):
        return import_comments
    return import_log if given["as_history"] else import_cases


def _undo(desk: Desk, workspace: Path, wanted: str, *, as_json: bool) -> None:
    """Whatever came in as that: a bundle as a whole, else an import's cases."""
    last = desk.importing.last() if wanted == _LAST else None
    if wanted == _LAST and last is None:
        raise NotFoundError("Nothing came into this workspace that could be taken back.")
    import_id = last.id if last else wanted
    with open_exchange(workspace) as exchange:
        receipt = exchange.receiving.receipts.find(import_id)
        told = exchange.receiving.undo(receipt) if receipt else ""
    count = 0 if receipt else desk.importing.undo(import_id)
    if as_json:
        print_json({"import": import_id, "taken_back": count, "bundle": told})
    else:
        click.echo(told or f"Took {count:,} test cases back.")


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
