"""One entry of a list."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.ui.roles import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """Two lines with an icon; without a subject it is the heading of those below it."""

    id: str
    title: str
    detail: str = ""
    time: str = ""
    icon: str = ""
    role: Role = Role.TEXT_MUTED
    subject: object | None = None

    @property
    def spoken(self) -> str:
        """For screen readers."""
        return ", ".join(filter(None, (self.title, self.detail, self.time)))
