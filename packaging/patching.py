"""Changes to sources that are built here, as unified diffs. What does not fit is an error."""

from __future__ import annotations

import re
from pathlib import Path

from steps import SetupError

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@")


def apply_patch(patch: str, root: Path) -> None:
    """Change the files below ``root`` that the patch names. Raises ``SetupError``.

    No file is written before everything was found to fit.
    """
    changed = {}
    for part in re.split(r"^--- .*\n", patch, flags=re.MULTILINE)[1:]:
        header, _, hunks = part.partition("\n")
        path = root / header.removeprefix("+++ ").partition("\t")[0].partition("/")[2]
        changed[path] = _changed(path, hunks)
    for path, text in changed.items():
        path.write_text(text, "utf-8", newline="\n")


def _changed(path: Path, hunks: str) -> str:
    old = path.read_text("utf-8").split("\n")
    new: list[str] = []
    place = 0
    for line in hunks.removesuffix("\n").split("\n"):
        start = _HUNK.match(line)
        if start:
            first = int(start[1]) - 1
            new += old[place:first]
            place = first
            continue
        if line[:1] != "+":
            if place >= len(old) or old[place] != line[1:]:
                raise SetupError(
                    f"The change to {path.name} does not fit this version, line {place + 1}."
                )
            place += 1
        if line[:1] != "-":
            new.append(line[1:])
    return "\n".join(new + old[place:])
