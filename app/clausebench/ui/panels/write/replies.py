"""Asking a lane a question and hearing the answer, but only while somebody is there to hear."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from clausebench.ui.jobs import Lane, Lanes, Work


class Replies(QObject):
    """For questions of which each is answered; for one current question there is ``JobSlot``."""

    def __init__(self, lanes: Lanes, parent: QObject) -> None:
        super().__init__(parent)
        self._lanes = lanes

    def ask(self, lane: Lane, work: Work, then: Callable[[Any], object]) -> None:
        """Call ``then`` with the result of ``work``, unless this has been deleted by then."""
        job = self._lanes.start(lane, work)
        reply = _Reply(then, self)
        job.succeeded.connect(reply.take)
        job.settled.connect(reply.deleteLater)


class _Reply(QObject):
    """Qt forgets a connection when its receiver is deleted; a bare function it would call."""

    def __init__(self, then: Callable[[Any], object], parent: QObject) -> None:
        super().__init__(parent)
        self._then = then

    def take(self, result: object) -> None:
        self._then(result)
