"""Everything the window and the command line work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausebench.services.confronting import Confronting
from clausebench.services.history import History
from clausebench.services.importing import Importing
from clausebench.services.judging import Judging
from clausebench.services.labelling import Labelling
from clausebench.services.library import Library
from clausebench.services.self_testing import SelfTests
from clausebench.services.suites import Suites

if TYPE_CHECKING:
    from clausebench.services.downloads import Downloads
    from clausebench.services.fitting import Fits
    from clausebench.services.models import Models
    from clausebench.services.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Desk:
    """The services over one open workspace. ``close`` leaves nothing running."""

    library: Library
    labelling: Labelling
    judging: Judging
    suites: Suites
    history: History
    confronting: Confronting
    importing: Importing
    self_tests: SelfTests
    models: Callable[[], Models]
    """Made when first asked for: most starts need no hub. May be called on any thread."""
    downloads: Callable[[], Downloads]
    fits: Callable[[], Fits]
    tokens: Callable[[], Tokens]
    back_up: Callable[[], object]
    """Make a backup if one is due; may take a second on a large workspace."""
    close: Callable[[], None]
