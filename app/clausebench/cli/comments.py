"""``clausebench comments``: what reviewers said, by clause, and what was done about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from clausebench import paths
from clausebench.bootstrap.exchange import open_exchange
from clausebench.cli.options import json_option, workspace_option
from clausebench.cli.output import one_line, print_json, visible
from clausebench.domain.bundle.commenting import CommentThread, EndKind
from clausebench.domain.bundle.placing import PlacedComment
from clausebench.domain.errors import BadInputError
from clausebench.domain.plain import to_plain
from clausebench.services.exchange import Exchange

_ACTS = {"done": EndKind.DONE, "set_aside": EndKind.ASIDE, "reopen": EndKind.REOPENED}


@click.command("comments", short_help="What reviewers said about a policy.")
@click.argument("policy")
@click.option("--all", "everything", is_flag=True, help="Those with an answer as well.")
@click.option("--done", metavar="ID", help="This one was acted on, or answered.")
@click.option("--set-aside", metavar="ID", help="Nothing is to follow from this one.")
@click.option("--reopen", metavar="ID", help="This one waits again.")
@click.option("--by", default="", help="Who says so.")
@click.option("--reason", default="", help="Why.")
@workspace_option
@json_option
def command(policy: str, workspace: Path | None, as_json: bool, **given: Any) -> int:
    """List the comments on POLICY that wait for an answer, by clause, or answer one of them.

    They come in with clausebench import FILE.comments.json, from a page that was written with
    clausebench export POLICY --to review. An ID may be cut short where no other begins so.
    """
    with open_exchange(workspace or paths.workspace_path()) as exchange:
        _act(exchange, policy, given)
        found = exchange.commenting.placed(policy, everything=given["everything"])
        waiting = sum(thread.is_open for thread in exchange.commenting.threads(policy))
    if as_json:
        print_json({"open": waiting, "comments": [_form(each) for each in found]})
    else:
        _print(found, waiting)
    return 0


def _act(exchange: Exchange, policy: str, given: dict[str, Any]) -> None:
    wanted = [(kind, given[name]) for name, kind in _ACTS.items() if given[name]]
    if len(wanted) > 1:
        raise BadInputError("One answer at a time.", hint="Use --done, --set-aside or --reopen.")
    for kind, start in wanted:
        thread = _thread(exchange.commenting.threads(policy), start)
        exchange.commenting.end(thread.comment.id, kind, given["by"], given["reason"])


def _thread(threads: tuple[CommentThread, ...], start: str) -> CommentThread:
    found = [thread for thread in threads if thread.comment.id.startswith(start)]
    exact = [thread for thread in found if thread.comment.id == start]
    if len(exact or found) == 1:
        return (exact or found)[0]
    what = "More than one comment has an id that begins" if found else "No comment has an id"
    raise BadInputError(f"{what} {start}.", hint="clausebench comments POLICY --all lists them.")


def _print(found: tuple[PlacedComment, ...], waiting: int) -> None:
    name = None
    for each in found:
        if each.name != name:
            name = each.name
            click.echo(one_line(name, 90))
        _print_one(each)
    click.echo("1 comment waits." if waiting == 1 else f"{waiting} comments wait for an answer.")


def _print_one(each: PlacedComment) -> None:
    comment = each.thread.comment
    replaced = ", in other words since" if each.thread.is_replaced else ""
    click.echo(f"  {comment.id}  {comment.mark}, {comment.who}, {comment.at[:10]}{replaced}")
    for line in visible(comment.text).splitlines():
        click.echo(f"    {line}")
    if each.sentence:
        click.echo(f"    ({each.sentence})")
    for end in each.thread.ends:
        click.echo(f"    {end.kind} by {end.who}, {end.at[:10]}: {one_line(end.reason, 70)}")


def _form(each: PlacedComment) -> dict[str, Any]:
    return {
        **to_plain(each.thread.comment),
        "now": each.name,
        "since": each.since.value,
        "reviewed_version": each.version,
        "is_open": each.thread.is_open,
        "is_replaced": each.thread.is_replaced,
        "ends": [to_plain(end) for end in each.thread.ends],
    }
