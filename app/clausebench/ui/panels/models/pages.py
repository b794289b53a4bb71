"""The pages of Models, one of which is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from clausebench.ui.appearance import Appearance
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.panels.models.download_page import DownloadPage
from clausebench.ui.panels.models.found_page import FoundPage
from clausebench.ui.panels.models.kept_page import KeptPage
from clausebench.ui.panels.models.offer_page import OfferPage
from clausebench.ui.panels.models.search_page import SearchPage


class Pages(QStackedWidget):
    """``nothing`` while nothing is chosen."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.nothing = EmptyState(
            appearance,
            "models",
            "Looking at what is here",
            "Weights that are known, and what can be got.",
        )
        self.kept = KeptPage(appearance)
        self.found = FoundPage(appearance)
        self.offer = OfferPage(appearance)
        self.download = DownloadPage(appearance)
        self.search = SearchPage(appearance)
        for page in (
            self.nothing,
            self.kept,
            self.found,
            self.offer,
            self.download,
            self.search,
        ):
            self.addWidget(page)
