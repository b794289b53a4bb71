"""POLICY on the command line: a file, a folder, or a name in the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clausebench import paths
from clausebench.bootstrap import EngineChoice, current_settings, open_desk
from clausebench.domain.case import Case
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.importing.cases import ImportedCase, read_cases
from clausebench.importing.policy_source import read_policy
from clausebench.services.desk import Desk
from clausebench.services.library import as_case
from clausebench.services.recording import Subject


@dataclass(frozen=True, slots=True)
class FoundPolicy:
    """A policy to judge under, and the cases that come with it."""

    subject: Subject
    cases: tuple[Case, ...]


def find_subject(desk: Desk, policy: str) -> FoundPolicy:
    """Files and folders first, since they are what a shell completes; then names.

    Raises ``NotFoundError`` and ``BadInputError``.
    """
    path = _path_of(policy)
    if path is not None:
        imported = read_policy(path)
        return FoundPolicy(Subject(imported.text, imported.name), as_cases(imported.cases))
    try:
        found = desk.library.find(policy)
    except NotFoundError as error:
        raise NotFoundError(
            f"There is no policy {policy}: no file, no folder, no name in the workspace.",
            hint="Check the spelling; clausebench history lists what the workspace knows.",
        ) from error
    opened = desk.library.open(found.id)
    number = opened.head.number if opened.head and not opened.is_changed else None
    subject = Subject(opened.text, found.name, found.id, number)
    return FoundPolicy(subject, desk.library.cases(found.id))


def subject_with_cases(desk: Desk, policy: str, cases: Path | None) -> FoundPolicy:
    """POLICY with the cases of the file ``cases``, or else its own.

    Raises ``BadInputError`` when there are none, and what ``find_subject`` raises.
    """
    found = find_subject(desk, policy)
    if cases is not None:
        found = FoundPolicy(found.subject, as_cases(read_cases(cases)))
    if not found.cases:
        raise BadInputError(
            f"{policy} has no test cases.", hint="Name a file with --cases, or keep some first."
        )
    return found


def policy_text(policy: str, workspace: Path | None) -> str:
    """Only the text. Opens the workspace only for a name, so that files need none."""
    path = _path_of(policy)
    if path is not None:
        return read_policy(path).text
    with open_desk(workspace or paths.workspace_path(), EngineChoice(), current_settings()) as desk:
        return find_subject(desk, policy).subject.text


def _path_of(policy: str) -> Path | None:
    """The file or folder of that name; no file has a name that is empty or too long."""
    try:
        return Path(policy) if policy and Path(policy).exists() else None
    except OSError:
        return None


def as_cases(imported: Sequence[ImportedCase]) -> tuple[Case, ...]:
    """Cases of a file: they live as long as the run, under the names the file gives."""
    return tuple(as_case(case, case_id=f"file:{case.name}") for case in imported)
