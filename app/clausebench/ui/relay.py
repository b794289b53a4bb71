"""How modes meet without knowing each other: requests and news, sent to whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from clausebench.domain.bundle.comment_file import SUFFIX as COMMENT_SUFFIX
from clausebench.domain.bundle.names import SUFFIX

_BUNDLES = (SUFFIX, ".zip")
_COMMENTS = (COMMENT_SUFFIX,)
_WEIGHTS = ".gguf"
_TABLES = (
    ".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".json", ".jsonl", ".ndjson",
    ".yaml", ".yml", ".parquet", ".gz",
)  # fmt: skip
"""Also those that cannot be read: the import says why, and what to do."""


class Relay(QObject):
    """``…_requested`` asks another mode for something, and the window goes to that mode.
    The rest is news: reload if it concerns you. Emit freely; nobody answers."""

    policy_opened = Signal(str)
    """A policy id: the one that all modes are about from now on (``Session.policy_id``)."""
    case_requested = Signal(object)
    """A ``Case`` to show in Write."""
    verdict_requested = Signal(object)
    """A ``StoredVerdict`` to show in Write exactly as it was, read-only."""
    version_requested = Signal(object)
    """A ``PolicyVersion`` to show in Write, read-only."""
    restore_requested = Signal(object)
    """A ``PolicyVersion`` whose wording shall replace the draft; undo takes that back."""
    clause_requested = Signal(str)
    """A clause id to go to in Write."""
    files_requested = Signal(object)
    """Paths to open or import. Ask with ``request_files``."""
    comments_requested = Signal(object)
    """Paths of files that reviewers sent back."""
    cases_requested = Signal(object)
    """Paths of tables to import test cases from."""
    bundles_requested = Signal(object)
    """Paths of policy bundles to look at and take in; the window itself answers."""
    policy_requested = Signal(str)
    """A policy id to open in Write."""
    weights_requested = Signal(object)
    """The path of a GGUF file to look at: dropped on the window, or given to a second start."""
    models_requested = Signal(str)
    """Go to Models, at ``get`` for the recommended weights, ``find`` for files that are here, or
    a download's id; empty for the list."""
    setting_requested = Signal(str)
    """A setting's name: open the settings at it."""
    document_named = Signal(str)
    """What the window's title shows: the open policy's name, never content."""

    policies_changed = Signal()
    """Policies were created, imported, renamed or removed."""
    versions_changed = Signal(str)
    """A policy id: its head moved."""
    cases_changed = Signal(str)
    """A policy id: cases were added, changed or removed."""
    verdicts_changed = Signal(str)
    """A policy id, or empty: there are new verdicts."""
    words_wanted = Signal()
    """Something is about to read what was written: hand over what is not in the workspace yet."""
    draft_changed = Signal(str, str)
    """A policy id and its current text, a moment after the last key."""

    def tell_news(self, heard: Callable[..., object]) -> None:
        """Call with a policy id, or with nothing, whenever something changed that policies are
        made of or proven by."""
        for news in (
            self.policies_changed,
            self.versions_changed,
            self.cases_changed,
            self.verdicts_changed,
            self.draft_changed,
        ):
            news.connect(heard)

    def request_files(self, paths: Sequence[str]) -> None:
        """Weights go to Models, tables to Test, comments to Release, bundles to the window,
        everything else to Write."""
        sorted_out = sort_files(paths)
        for path in sorted_out.weights:
            self.weights_requested.emit(path)
        for signal, found in (
            (self.comments_requested, sorted_out.comments),
            (self.cases_requested, sorted_out.tables),
            (self.bundles_requested, sorted_out.bundles),
            (self.files_requested, sorted_out.others),
        ):
            if found:
                signal.emit(found)


@dataclass(frozen=True, slots=True)
class SortedFiles:
    """Paths by what happens to them."""

    weights: list[str]
    comments: list[str]
    tables: list[str]
    bundles: list[str]
    others: list[str]


def sort_files(paths: Sequence[str]) -> SortedFiles:
    """By how their names end."""

    left = list(paths)

    def ending(*suffixes: str) -> list[str]:
        found = [path for path in left if path.casefold().endswith(suffixes)]
        left[:] = [path for path in left if path not in found]
        return found

    # Comments are JSON, too: the more telling ending comes first.
    known = ending(_WEIGHTS), ending(*_COMMENTS), ending(*_TABLES), ending(*_BUNDLES)
    return SortedFiles(*known, left)


def is_bundle(path: str) -> bool:
    """Whether a file is taken for a policy bundle."""
    return path.casefold().endswith(_BUNDLES)
