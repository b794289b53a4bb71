"""A policy from a file or a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.text import without_lone_surrogates
from clausebench.importing.cases import ImportedCase, read_cases, read_text

MAX_POLICY = 400_000
"""Characters; about 90,000 tokens, far beyond what the model follows."""


@dataclass(frozen=True, slots=True)
class ImportedPolicy:
    """A policy's text as the file has it, and its cases where a folder brings them."""

    name: str
    text: str
    cases: tuple[ImportedCase, ...] = ()


def read_policy(path: Path) -> ImportedPolicy:
    """A text file, or a folder with ``policy.md`` (or ``policy.txt``) and maybe ``cases.csv``.

    Raises ``NotFoundError`` and ``BadInputError``.
    """
    if path.is_dir():
        return _read_folder(path)
    if not path.exists():
        raise NotFoundError(f"There is no file or folder {path}.", hint="Check the name.")
    return ImportedPolicy(path.stem, _policy_text(path))


def _read_folder(folder: Path) -> ImportedPolicy:
    text = _first(folder, "policy.md", "policy.txt")
    if text is None:
        raise BadInputError(
            f"The folder {folder.resolve().name} has no policy.md.",
            hint="Name a policy file, or a folder that holds policy.md and maybe cases.csv.",
        )
    cases = _first(folder, "cases.csv", "cases.jsonl")
    return ImportedPolicy(
        folder.resolve().name, _policy_text(text), read_cases(cases) if cases else ()
    )


def _first(folder: Path, *names: str) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _policy_text(path: Path) -> str:
    text = without_lone_surrogates(read_text(path))
    if len(text) > MAX_POLICY:
        raise BadInputError(
            f"{path.name} has {len(text):,} characters; a policy may have {MAX_POLICY:,}.",
            "No model follows a policy of that length.",
            "Split it into policies of 400 to 600 tokens.",
        )
    if not text.strip():
        raise BadInputError(f"{path.name} is empty.", hint="Write a policy into it first.")
    return text
