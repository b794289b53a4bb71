"""A bundle that was found to be in order: who signed it, what changes, what is inside."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from clausebench.services.verifying import Verified
from clausebench.ui.bundles.changes_page import ChangesPage
from clausebench.ui.bundles.facts_page import FactsPage
from clausebench.ui.bundles.replay_flow import ReplayFlow
from clausebench.ui.bundles.replay_page import ReplayPage
from clausebench.ui.bundles.trust_card import TrustCard
from clausebench.ui.shell import Shell


class BundlePage(QWidget):
    """``only_checks``: there is no page of changes, because nothing is to be changed."""

    def __init__(self, shell: Shell, *, only_checks: bool) -> None:
        super().__init__()
        self._found: Verified | None = None
        self.card = TrustCard(shell.appearance)
        self.changes = ChangesPage(shell)
        self.facts = FactsPage()
        self.replay = ReplayPage(shell.appearance)
        self.replaying = ReplayFlow(shell, self)
        self.tabs = QTabWidget()
        self.tabs.tabBar().setAccessibleName("Parts of the bundle")
        if only_checks:
            self.changes.setParent(self)
            self.changes.hide()
        else:
            self.tabs.addTab(self.changes, "What &changes")
        self.tabs.addTab(self.facts, "What is &inside")
        self.tabs.addTab(self.replay, "&Run its cases")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.card)
        column.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.replaying.progressed.connect(self.replay.show_progress)
        self.replaying.replayed.connect(self.replay.show_report)
        self.replaying.failed.connect(self.replay.show_failed)
        self.replaying.stopped.connect(self.replay.show_stopped)
        self.replaying.engine_named.connect(self._on_replaying_engine_named)
        self.replay.run_pressed.connect(self._on_replay_run_pressed)
        self.replay.stop_pressed.connect(self.replaying.stop)

    def show_bundle(self, found: Verified) -> None:
        """Another bundle, or the same one with another trust in its signer."""
        self._found = found
        self.card.show_bundle(found, ())
        self.facts.show_bundle(found)
        self.replay.show_bundle(found.release)

    def warn(self, warnings: tuple[str, ...]) -> None:
        """Sentences about taking it in as it is arranged now."""
        if self._found is not None:
            self.card.show_bundle(self._found, warnings)

    @Slot()
    def _on_tabs_current_changed(self) -> None:
        if self.tabs.currentWidget() is self.replay and not self.replay.engine.text():
            self.replaying.ask_engine()

    @Slot(object)
    def _on_replaying_engine_named(self, name: str) -> None:
        settings = self._found.release.settings if self._found else None
        self.replay.show_engine(settings.name if settings else "", name)

    @Slot()
    def _on_replay_run_pressed(self) -> None:
        if self._found is not None:
            self.replaying.start(self._found.release)
