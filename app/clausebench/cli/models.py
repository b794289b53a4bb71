"""``clausebench models``: weights, from nothing to running."""

from __future__ import annotations

import sys
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import click

from clausebench import paths
from clausebench.bootstrap import current_settings, make_fits, make_models
from clausebench.cli.fit import fit, fit_words, warn_of_fit
from clausebench.cli.options import json_option
from clausebench.cli.output import print_json, table
from clausebench.cli.tidy import tidy
from clausebench.cli.tokens import endpoint_option, lend_token, token
from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.plain import to_plain
from clausebench.domain.sizes import gigabytes
from clausebench.domain.weights import Choice, FoundWeights, KeptWeights, Phase, Progress
from clausebench.settings import save_settings

T = TypeVar("T")
_FORMAT_NOTE = (
    "These weights are natively MXFP4: files with other quantisations are hardly smaller and no "
    "better."
)

file_option = click.option("--file", "pattern", default="", help="A file of it, or a pattern: *Q8*")


@click.group("models", short_help="Get, check and keep weights.")
def command() -> None:
    """Get, check and keep weights. Nothing is fetched before you say so."""


command.add_command(fit)
command.add_command(tidy)
command.add_command(token)


@command.command("list")
@json_option
def list_models(as_json: bool) -> int:
    """What is here, what other programs have, and what can be fetched."""
    models = make_models()
    kept, found, catalogue = models.kept(), models.found(), models.catalogue()
    fits = make_fits()
    reports = {entry.id: fits.of_entry(entry) for entry in catalogue}
    if as_json:
        form = {"kept": kept, "found": found, "catalogue": catalogue}
        listed = {name: [to_plain(item) for item in items] for name, items in form.items()}
        print_json({**listed, "fits": to_plain(reports)})
        return 0
    if kept:
        rows = [(*_row(w), fit_words(fits, w.path)) for w in kept]
        click.echo(table(("here", "size", "from", "verified", "on this computer"), rows))
    for weights in found:
        click.echo(_found_line(weights))
    click.echo("\nCan be fetched:")
    for entry in catalogue:
        mark = " (recommended)" if entry.is_recommended else ""
        click.echo(f"  {entry.id:<18} {gigabytes(entry.size):>8}  {entry.title}{mark}")
        click.echo(f"  {'':<18} {entry.why} {entry.licence}, {entry.publisher}.")
        click.echo(f"  {'':<18} {reports[entry.id].sentence}")
    click.echo(f"\n{_FORMAT_NOTE}")
    return 0


@command.command("search")
@click.argument("words")
@endpoint_option
@json_option
def search(words: str, endpoint: str | None, as_json: bool) -> int:
    """Look for repositories with GGUF files whose name has WORDS."""
    names = make_models().search(words, endpoint)
    print_json({"repositories": list(names)}) if as_json else click.echo("\n".join(names))
    return 0


@command.command("download")
@click.argument("model", required=False)
@click.option("--repo", help="Any repository, owner/name, instead of a MODEL of the list.")
@file_option
@endpoint_option
@click.option("--dest", type=click.Path(path_type=Path), help="Default: Clausebench's own folder.")
@click.option("--rate", type=click.IntRange(1), help="At most so many kilobytes per second.")
@click.option("--token-from-stdin", is_flag=True, help="Read an access token, for this time only.")
@json_option
def download(
    model: str | None,
    repo: str | None,
    pattern: str,
    endpoint: str | None,
    dest: Path | None,
    rate: int | None,
    token_from_stdin: bool,
    as_json: bool,
) -> int:
    """Fetch MODEL (default: the recommended one), verify it, keep it.

    Stopped or cut off, the same command goes on where it stood.
    """
    models = make_models()
    if token_from_stdin:
        lend_token(endpoint or models.endpoint)
    wanted = repo or model or models.catalogue()[0].id
    choice = models.look_up(wanted, pattern, endpoint)
    if not as_json:
        _announce(choice, dest or models.folder)
    running = models.download(
        choice, CancelToken(), endpoint=endpoint, folder=dest, rate=rate * 1000 if rate else None
    )
    _report(_run(running, quiet=as_json), as_json=as_json)
    return 0


@command.command("add")
@click.argument("path", type=click.Path(path_type=Path))
@json_option
def add(path: Path, as_json: bool) -> int:
    """Know a GGUF file, or a folder with one, that is here already. It is not copied.

    Instead of PATH also the name of weights that “models list” has found.
    """
    models = make_models()
    _report(_run(models.add(path, CancelToken()), quiet=as_json), as_json=as_json)
    return 0


@command.command("verify")
@click.argument("name")
@json_option
def verify(name: str, as_json: bool) -> int:
    """Compare all bytes of NAME with what they were."""
    models = make_models()
    running = models.verify(models.find(name), CancelToken())
    _report(_run(running, quiet=as_json), as_json=as_json)
    return 0


@command.command("remove")
@click.argument("name")
@click.option("--delete", is_flag=True, help="Also move files that Clausebench fetched to trash.")
def remove(name: str, delete: bool) -> int:
    """Forget NAME."""
    models = make_models()
    kept = models.find(name)
    models.remove(kept, deletes_files=delete)
    click.echo(f"Forgotten: {kept.path}")
    return 0


@command.command("move")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def move(folder: Path) -> int:
    """Move all fetched weights to FOLDER; later ones go there too."""
    models, settings = make_models(), current_settings()
    old = models.folder
    new = _run(models.move(folder, CancelToken()), quiet=False)
    weights = Path(settings.weights)
    if settings.weights and weights.is_relative_to(old):
        settings = replace(settings, weights=str(new / weights.relative_to(old)))
    save_settings(paths.settings_path(), replace(settings, models_folder=str(new)))
    click.echo(f"Moved to {new}")
    return 0


def _row(kept: KeptWeights) -> tuple[str, ...]:
    origin = kept.repo or "added"
    name = kept.name or Path(kept.path).name
    return (name, gigabytes(kept.size), origin, kept.verified_at[:10])


def _found_line(weights: FoundWeights) -> str:
    line = f"also on this computer: {weights.title} ({gigabytes(weights.size)}, {weights.source})"
    if weights.problem:
        return f"{line}\n  cannot be used. {weights.problem}"
    note = "" if weights.is_safeguard else "\n  plain gpt-oss: it follows policies less well."
    return f"{line}\n  {weights.path}{note}"


def _announce(choice: Choice, folder: Path) -> None:
    """What will happen, before the first byte."""
    click.echo(f"{choice.repo.repo} at {choice.repo.commit[:12]}, licence {choice.repo.licence}")
    for file in choice.files:
        click.echo(f"  {file.name}  {gigabytes(file.size)}  sha256 {file.sha256[:16]}…")
    click.echo(f"to {folder}")
    warn_of_fit(choice.size)


def _run(running: Generator[Progress, None, T], *, quiet: bool) -> T:
    """Progress on a terminal, plain lines at each new phase otherwise. Ctrl+C keeps the bytes."""
    shown = _Shown(quiet=quiet)
    try:
        while True:
            shown.show(next(running))
    except StopIteration as finished:
        shown.done()
        return finished.value  # type: ignore[no-any-return]
    except KeyboardInterrupt:
        running.close()
        shown.done()
        raise Cancelled from None


class _Shown:
    def __init__(self, *, quiet: bool) -> None:
        self._is_quiet = quiet
        self._is_live = not quiet and sys.stderr.isatty()
        self._phase: Phase | None = None

    def show(self, progress: Progress) -> None:
        if self._is_live:
            click.echo(f"\r\x1b[K{_line(progress)}", nl=False, err=True)
        elif not self._is_quiet and progress.phase is not self._phase:
            click.echo(_line(progress), err=True)
        self._phase = progress.phase

    def done(self) -> None:
        if self._is_live:
            click.echo("\r\x1b[K", nl=False, err=True)


def _line(progress: Progress) -> str:
    share = progress.done / progress.total if progress.total else 0.0
    done, total = gigabytes(progress.done), gigabytes(progress.total)
    line = f"{progress.phase.value}: {done} of {total} ({share:.0%})"
    if progress.rate:
        line += f", {progress.rate / 1e6:.1f} MB/s"
    if progress.seconds_left is not None:
        line += f", {_time(progress.seconds_left)} left"
    return f"{line} {progress.note}".rstrip()


def _report(kept: KeptWeights, *, as_json: bool) -> None:
    if as_json:
        print_json(to_plain(kept))
        return
    click.echo(f"Ready: {kept.path}")
    click.echo(f'Judge with it: clausebench judge POLICY --content TEXT --weights "{kept.path}"')


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{seconds:.0f} s" if seconds < 90 else f"{minutes} min"
