"""What the window hands to each of its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from clausebench.ui.commands import Command, KeyHint

if TYPE_CHECKING:
    from clausebench.services.desk import Desk
    from clausebench.ui.appearance import Appearance
    from clausebench.ui.banner import BannerArea
    from clausebench.ui.commands import CommandRegistry
    from clausebench.ui.concealment import ConcealmentController
    from clausebench.ui.download_queue import DownloadQueue
    from clausebench.ui.jobs import Lanes
    from clausebench.ui.preferences import Preferences
    from clausebench.ui.relay import Relay
    from clausebench.ui.session import Session
    from clausebench.ui.status_line import StatusLine


@dataclass(frozen=True)
class Shell:
    """Everything a panel may use, and nothing of the window itself."""

    desk: Desk
    lanes: Lanes
    appearance: Appearance
    commands: CommandRegistry
    concealment: ConcealmentController
    preferences: Preferences
    session: Session
    relay: Relay
    banners: BannerArea
    status: StatusLine
    downloads: DownloadQueue


@dataclass(frozen=True, slots=True)
class PanelSpec:
    """A mode: one row in the rail. ``build`` is called when the mode is first shown, or when the
    window is idle. A panel package keeps its row in its ``spec.py``, which imports the panel only
    inside ``build``; ``ui/modes.py`` lists the rows.

    Areas that F6 goes through are marked ``setProperty("pane", True)``. The panel may have
    methods ``activated()`` (its mode was entered) and ``parting()`` (the window closes: save now,
    without asking; store jobs are still finished). ``answers`` names the ``Relay`` requests that
    bring this mode to the front.
    """

    id: str
    title: str
    icon: str
    help: str
    build: Callable[[Shell], QWidget]
    commands: tuple[Command, ...] = ()
    hints: tuple[KeyHint, ...] = ()
    answers: tuple[str, ...] = ()
