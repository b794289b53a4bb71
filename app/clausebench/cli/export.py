"""``clausebench export``: a policy, its cases and its proof in other programs' formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from clausebench import paths
from clausebench.bootstrap.exchange import make_signing, open_exchange
from clausebench.cli.bundles import (
    is_bundle,
    passphrase,
    passphrase_option,
    target_options,
    targets_of,
    verified,
)
from clausebench.cli.options import json_option, workspace_option
from clausebench.cli.output import one_line, print_json, table
from clausebench.domain.bundle.measures import EvidenceLevel
from clausebench.domain.bundle.names import bundle_name
from clausebench.domain.bundle.release import Release
from clausebench.domain.errors import BadInputError
from clausebench.domain.plain import to_plain
from clausebench.domain.redaction.replacing import POLICY_PLACE, Leak
from clausebench.services.exports import (
    FORMATS,
    files_of,
    find_leaks,
    redact,
    save_bundle,
    save_file,
    save_folder,
    signed_bundle,
)
from clausebench.services.releasing import ReleaseOptions

_OPTIONS = (
    click.option("--to", type=click.Choice(list(FORMATS)), default="bundle", help="The format."),
    click.option("--out", type=click.Path(path_type=Path), help="The file or folder to write."),
    click.option("--force", is_flag=True, help="Overwrite what is there."),
    click.option("--sign", help="Sign the bundle with this key of yours."),
    passphrase_option,
    click.option(
        "--evidence",
        type=click.Choice([level.value for level in EvidenceLevel]),
        default=EvidenceLevel.SUMMARY.value,
        help="Verdicts to take along. summary: without their words. full: reasoning, answers.",
    ),
    click.option("--revision", type=click.IntRange(1, 2**31 - 1), help="Default: the version."),
    click.option("--since", type=click.IntRange(1), help="Version at which the changelog begins."),
    click.option("--licence", default="", help="Terms of the policy, such as Apache-2.0."),
    click.option("--attribution", default="", help="Whom to name."),
    *target_options,
    click.option(
        "--redact",
        type=click.Choice(["preview", "all", "none"]),
        help="preview: show what tells who somebody is, write nothing. all: replace it (the"
        " default with --evidence full). none: leave it.",
    ),
    click.option("--keep", multiple=True, help="With --redact: leave this text as it is."),
    workspace_option,
    json_option,
)


def _with_options(command: Any) -> Any:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command("export", short_help="Write a policy and its proof for others.")
@click.argument("policy")
@_with_options
def command(policy: str, to: str, **given: Any) -> int:
    """Write POLICY (a name, a file, a folder, or a bundle) in another format.

    Exit code 0: written, or shown with --redact preview. 2: nothing was written.
    """
    if given["sign"] and to != "bundle":
        raise BadInputError("Only bundles can be signed.", hint="Leave out --sign.")
    release, key = _release(policy, given)
    found = tuple(leak for leak in find_leaks(release, key) if leak.text not in given["keep"])
    redacting = given["redact"] or ("all" if given["evidence"] == EvidenceLevel.FULL else "none")
    if redacting == "preview":
        _show(found, as_json=given["as_json"])
        return 0
    if redacting == "all":
        release = redact(release, given["keep"], key)
        found = tuple(leak for leak in found if POLICY_PLACE in leak.places)
    path, names = _write(release, to, given)
    _tell(release, path, names, found, as_json=given["as_json"])
    return 0


def _release(policy: str, given: dict[str, Any]) -> tuple[Release, bytes | None]:
    """And what its pseudonyms are made with: None for a bundle where there is no workspace."""
    workspace = given["workspace"] or paths.workspace_path()
    if is_bundle(policy):
        release = verified(Path(policy)).release
        if not workspace.exists():
            return release, None
        with open_exchange(workspace) as exchange:
            return release, exchange.releasing.pseudonym_key()
    options = ReleaseOptions(
        evidence=EvidenceLevel(given["evidence"]),
        revision=given["revision"],
        since=given["since"],
        licence=given["licence"],
        attribution=given["attribution"],
        targets=targets_of(given["target"], given["targets_file"]),
    )
    with open_exchange(workspace) as exchange:
        return exchange.releasing.release(policy, options), exchange.releasing.pseudonym_key()


def _write(release: Release, to: str, given: dict[str, Any]) -> tuple[Path, tuple[str, ...]]:
    """Where it was written, and which files."""
    force, out = given["force"], given["out"]
    if to == "bundle":
        name = bundle_name(release.slug, release.version)
        if given["sign"]:
            ask = passphrase(given["passphrase_file"])
            data = signed_bundle(release, make_signing(), given["sign"], ask)
        else:
            data = files_of(release, to)[name]
        path = out or Path(name)
        save_bundle(path, data, overwrite=force)
        return path, (path.name,)
    files = files_of(release, to)
    if len(files) == 1:
        ((name, data),) = files.items()
        path = out / name if out is not None and out.is_dir() else out or Path(name)
        save_file(path, data, overwrite=force)
        return path, (path.name,)
    path = out or Path(f"{release.slug}-{to}")
    save_folder(path, files, overwrite=force)
    return path, tuple(files)


def _show(found: tuple[Leak, ...], *, as_json: bool) -> None:
    if as_json:
        print_json({"findings": [to_plain(leak) for leak in found]})
        return
    rows = [
        (leak.kind.value, one_line(leak.text, 40), leak.pseudonym, one_line(_where(leak), 40))
        for leak in found
    ]
    if rows:
        click.echo(table(("what", "text", "would become", "where"), rows))
    click.echo(f"{len(found)} found; nothing was written. Replace them with --redact all.")


def _where(leak: Leak) -> str:
    names = ", ".join(leak.places)
    is_policy = leak.places == (POLICY_PLACE,)
    return f"{names} (stays: the model reads it)" if is_policy else names


def _tell(
    release: Release, path: Path, names: tuple[str, ...], found: tuple[Leak, ...], *, as_json: bool
) -> None:
    if as_json:
        print_json(
            {
                "written": str(path),
                "files": list(names),
                "policy_sha256": release.policy_sha256,
                "version": release.version,
                "revision": release.revision,
                "personal": len(found),
            }
        )
        return
    click.echo(f"{path}: {len(names)} {'file' if len(names) == 1 else 'files'}")
    if found:
        click.echo(
            f"{len(found)} things in it tell who somebody is. See them: --redact preview", err=True
        )
