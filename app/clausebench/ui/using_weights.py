"""One way to say which weights judge."""

from __future__ import annotations

from clausebench.domain.errors import AppError
from clausebench.ui.shell import Shell


def use_weights(shell: Shell, path: str) -> None:
    """The setting changes, and the engine follows it. Empty: the built-in engine."""
    try:
        shell.preferences.change(weights=path)
    except OSError as error:
        reason = error.strerror or "The disk refused."
        shell.banners.show_error(AppError("The setting could not be saved.", reason))
