"""What the commands share that work with bundles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from clausebench.bootstrap.exchange import TOOL, make_signing
from clausebench.cli.output import visible
from clausebench.domain.errors import BadInputError
from clausebench.domain.measures import Target, read_target
from clausebench.services.measuring import read_target_file
from clausebench.services.verifying import Verified, verify

bundle_argument = click.argument("bundle", type=click.Path(path_type=Path))
passphrase_option = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    help="The key's passphrase is the first line of this file. Default: it is asked for.",
)

target_options = (
    click.option(
        "--target",
        "target",
        multiple=True,
        help="What all cases are to reach, such as recall=90 (per cent).",
    ),
    click.option(
        "--targets",
        "targets_file",
        type=click.Path(path_type=Path),
        help="Minimums to reach, by clause, tag and more, from a TOML file.",
    ),
)


def targets_of(words: Sequence[str], file: Path | None) -> tuple[Target, ...]:
    """Those of the file, then those in words. Raises ``BadInputError``."""
    written = read_target_file(file) if file is not None else ()
    return (*written, *map(read_target, words))


def is_bundle(name: str) -> bool:
    """Whether POLICY names a bundle: a file with a name that ends in .zip."""
    try:
        return name.casefold().endswith(".zip") and Path(name).is_file()
    except OSError:
        return False


def verified(path: Path) -> Verified:
    """Raises ``BundleError``, ``NotFoundError``."""
    return verify(path, make_signing(), TOOL)


def passphrase(file: Path | None, *, is_new: bool = False) -> Callable[[], str]:
    """Asks for it, or reads it; never from the arguments, which others can see."""

    def ask() -> str:
        if file is None:
            answer = click.prompt("Passphrase", hide_input=True, confirmation_prompt=is_new)
            return str(answer)
        try:
            line = file.read_text("utf-8").split("\n", 1)[0]
        except (OSError, UnicodeDecodeError) as error:
            raise BadInputError(f"{file} cannot be read.", hint="Check the name.") from error
        if not line:
            raise BadInputError(f"The first line of {file} is empty.")
        return line

    return ask


def say_standing(found: Verified) -> None:
    """Who signed it, and what one should know; two lines at least."""
    release = found.release
    click.echo(
        visible(f"{release.title}, version {release.version}, revision {release.revision}")
        + f", {len(release.clauses)} clauses, {len(release.cases)} cases"
    )
    click.echo(found.standing.sentence)
    for note in found.notes:
        click.echo(f"Note: {visible(note)}")
