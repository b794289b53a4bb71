"""Failures that a dialog shows itself, so that no banner says them again behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import AppError


def or_error(work: Callable[[], Any]) -> Callable[[CancelToken], Any]:
    """Work for a lane whose result is what ``work`` returns, or the ``AppError`` it raises.
    Anything else that it raises is a fault of the program, and reported as such."""

    def answer(_cancel: CancelToken) -> Any:
        try:
            return work()
        except AppError as error:
            return error

    return answer


def error_words(error: Exception, otherwise: str) -> str:
    """All three parts of what is said in one line."""
    return str(error) if isinstance(error, AppError) else otherwise
