"""Everything that can go wrong, as sentences: what happened, what it means, what to do."""

from __future__ import annotations

from typing import ClassVar


class AppError(Exception):
    """A failure a person can act on.

    ``title`` says what happened, ``detail`` what it means, ``hint`` what to do.
    ``exit_code`` is what the command line returns.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, title: str, detail: str = "", hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.hint = hint

    def __str__(self) -> str:
        return " ".join(part for part in (self.title, self.detail, self.hint) if part)


class BadInputError(AppError):
    """A file, option or text that cannot be used as it is."""


class NotFoundError(AppError):
    """Something named does not exist."""


class BundleError(BadInputError):
    """A policy bundle that is not what it says; nothing of it was used."""


class WorkspaceError(AppError):
    """The workspace file cannot be opened or written."""


class WorkspaceNewerError(WorkspaceError):
    """Written by a newer Clausebench."""


class WorkspaceDamagedError(WorkspaceError):
    """Not a workspace, or a broken one."""


class WorkspaceBusyError(WorkspaceError):
    """Another process holds the workspace."""


class EngineError(AppError):
    """The engine could not judge."""

    exit_code: ClassVar[int] = 3


class EngineMissingError(EngineError):
    """llama-cpp-python, or another part an engine needs, is not installed."""


class WeightsError(EngineError):
    """The weights file is missing, damaged, or for another architecture."""


class PromptTooLongError(EngineError):
    """Policy and content do not fit; nothing was cut."""


class EngineCrashedError(EngineError):
    """The engine's process died and its retry died too."""


class DownloadError(AppError):
    """Weights could not be fetched; what has arrived is kept."""

    exit_code: ClassVar[int] = 3
