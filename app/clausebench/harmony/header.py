"""Read the header of a message the model writes: role, recipient, channel."""

from __future__ import annotations

import re

_RECIPIENT = re.compile(r"\bto=(\S+)")
_CHANNEL_NAME = re.compile(r"\s*([A-Za-z]+)")
_ROLE = "assistant"


class Header:
    """Text between ``<|start|>`` and ``<|message|>``, however malformed.

    ``expects_role`` is False when the prompt has written the role already.
    """

    def __init__(self, *, expects_role: bool) -> None:
        self._expects_role = expects_role
        self._words = ""
        self._channel: str | None = None

    def add(self, text: str) -> None:
        if self._channel is None:
            self._words += text
        else:
            self._channel += text

    def start_channel(self) -> bool:
        """Of several channels the last counts. True if there was one before."""
        doubled = self._channel is not None
        self._channel = ""
        return doubled

    @property
    def channel(self) -> str | None:
        """The letters the name starts with: models write ``commentary?`` and ``analysis 2``."""
        match = _CHANNEL_NAME.match(self._channel or "")
        return match.group(1).lower() if match else None

    @property
    def has_recipient(self) -> bool:
        """True when the message is addressed to a tool."""
        match = _RECIPIENT.search(f"{self._words} {self._channel or ''}")
        return match is not None and match.group(1) != _ROLE

    @property
    def is_foreign(self) -> bool:
        """True when the model speaks for somebody else (``<|start|>user``)."""
        role = self._words.strip() if self._expects_role else ""
        return bool(role) and not role.startswith(_ROLE)

    @property
    def loose_text(self) -> str:
        """What was said in a header that never became a message: refusals come this way."""
        words = self._words.removeprefix(_ROLE) if self._expects_role else self._words
        return _RECIPIENT.sub("", f"{words}{self._channel or ''}").strip()
