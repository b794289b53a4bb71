"""``clausebench models fit``: will weights work on this computer, and how fast?"""

from __future__ import annotations

import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausebench.bootstrap import make_fits, make_models
from clausebench.cli.options import json_option
from clausebench.cli.output import print_json
from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import EngineError, WeightsError
from clausebench.domain.fit import Fit, FitReport
from clausebench.domain.machine import Machine, MachineSpeed, ProbeStep
from clausebench.domain.plain import to_plain
from clausebench.domain.sizes import gigabytes

if TYPE_CHECKING:
    from clausebench.services.fitting import Fits

_NAME = 20
"""Columns for a name."""


@click.command("fit")
@click.argument("model", required=False)
@click.option(
    "--probe/--no-probe",
    "probes",
    default=None,
    help="Measure this computer now, or not at all. Default: once, and then remember.",
)
@json_option
def fit(model: str | None, probes: bool | None, as_json: bool) -> int:
    """Say whether MODEL (of the list, kept here, or a path; default: all of the list) will work on
    this computer, and how fast. Measuring takes about ten seconds and no weights."""
    fits = make_fits()
    speed = fits.speed()
    if probes or (probes is None and speed is None):
        speed = _measure(fits, is_asked=bool(probes), quiet=as_json)
    reports = _reports(fits, model)
    if as_json:
        print_json(
            {
                "machine": to_plain(fits.machine()),
                "speed": to_plain(speed),
                "fits": [{"name": name, **to_plain(report)} for name, report in reports],
            }
        )
        return 0
    click.echo(_computer(fits.machine(), speed))
    for name, report in reports:
        show_fit(name, report)
    return 0


def show_fit(name: str, report: FitReport) -> None:
    """One line, and a second one when there is something to do."""
    click.echo(f"{name:<{_NAME}}{report.sentence}")
    if report.advice:
        click.echo(f"{'':<{_NAME}}{report.advice}")


def fit_words(fits: Fits, path: str) -> str:
    """Of weights that are kept; they may have gone from the disk since."""
    try:
        return fits.of_file(Path(path)).fit.words
    except WeightsError:
        return "cannot be read"


def warn_of_fit(size: int) -> None:
    """Before a download of ``size`` bytes: one line when it will not simply work here."""
    report = make_fits().of_size(size)
    if report.fit is not Fit.FITS:
        click.echo(f"On this computer: {report.sentence} {report.advice}")


def _reports(fits: Fits, model: str | None) -> list[tuple[str, FitReport]]:
    models = make_models()
    entries = [e for e in models.catalogue() if model in (None, e.id)]
    if entries:
        return [(entry.id, fits.of_entry(entry)) for entry in entries]
    path = Path(model or "")
    if not path.is_file():
        path = Path(models.find(model or "").path)
    return [(path.name, fits.of_file(path))]


def _measure(fits: Fits, *, is_asked: bool, quiet: bool) -> MachineSpeed | None:
    """When nobody asked for it, what hinders it is told and the rest goes on without."""
    if not quiet:
        click.echo("Measuring this computer, about ten seconds.", err=True)
    probing = fits.probe(CancelToken())
    try:
        return _drained(probing, is_live=not quiet and sys.stderr.isatty())
    except EngineError as error:
        if is_asked:
            raise
        click.echo(str(error), err=True)
        return None
    except KeyboardInterrupt:
        probing.close()
        raise Cancelled from None


def _drained(probing: Generator[ProbeStep, None, MachineSpeed], *, is_live: bool) -> MachineSpeed:
    """With a line on standard error that is rewritten in place, where that can be seen."""
    while True:
        try:
            step = next(probing)
        except StopIteration as finished:
            return finished.value  # type: ignore[no-any-return]
        finally:
            if is_live:
                click.echo("\r\x1b[K", nl=False, err=True)
        if is_live:
            click.echo(f"{step.sentence}: {step.fraction:.0%}", nl=False, err=True)


def _computer(machine: Machine, speed: MachineSpeed | None) -> str:
    memory = f"{gigabytes(machine.total)} of memory, {gigabytes(machine.free)} free"
    said = f"This computer: {machine.processor}, {machine.cores} cores; {memory}."
    if speed is None:
        return f"{said} Its speed has not been measured.\n"
    card = f" with {speed.card}" if speed.card else ""
    threads = f"{speed.threads} thread{'s' * (speed.threads > 1)}"
    return f"{said}\nMeasured {speed.at[:10]}{card}, {threads}, {speed.engine}.\n"
