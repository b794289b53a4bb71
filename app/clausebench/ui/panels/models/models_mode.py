"""Models mode: what is here, what is coming and what can be got; one page for each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from clausebench.domain.errors import AppError
from clausebench.domain.weights import KeptWeights
from clausebench.settings import Settings
from clausebench.ui.entries.entry import Entry
from clausebench.ui.entries.entry_list import EntryList
from clausebench.ui.panels.models.models_actions import ModelsActions
from clausebench.ui.panels.models.models_flow import ModelsFlow
from clausebench.ui.panels.models.pages import Pages
from clausebench.ui.panels.models.subjects import (
    Answer,
    Fetching,
    Found,
    Kept,
    Offered,
    Searching,
    Stock,
    download_entry,
    stock_entries,
)
from clausebench.ui.panes import focus_neighbour
from clausebench.ui.shell import Shell


class ModelsMode(QWidget):
    """Reads again whenever the mode is entered: the command line may have changed things."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.stock: Stock | None = None
        self._awaited = ""
        self.list = EntryList(shell.appearance, "Models")
        self.pages = Pages(shell.appearance)
        self.flow = ModelsFlow(shell, self)
        self._lay_out()
        self._connect()
        self.commands = ModelsActions(shell, self)

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("models-columns")
        self.splitter.setChildrenCollapsible(False)
        self.list.setProperty("pane", True)
        self.list.setProperty("tour", "models")
        self.list.setMinimumWidth(240)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.pages)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([320, 920])
        self._shell.session.restore_splitter(self.splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def _connect(self) -> None:
        flow, downloads = self.flow, self._shell.downloads
        self.list.entry_at.connect(self._on_list_entry_at)
        self.list.entered.connect(lambda: focus_neighbour(self, 1))
        flow.stock_read.connect(self._on_flow_stock_read)
        flow.found.connect(self._on_flow_found)
        flow.looked_up.connect(self._on_flow_looked_up)
        flow.searched.connect(self.pages.search.show_results)
        flow.changed.connect(flow.read)
        downloads.listed.connect(self.show_entries)
        downloads.changed.connect(self._on_downloads_changed)
        downloads.arrived.connect(self._on_downloads_arrived)
        self._shell.preferences.changed.connect(self._on_preferences_changed)

    @property
    def subject(self) -> object:
        """What is chosen in the list."""
        entry = self.list.current_entry
        return entry.subject if entry else None

    def activated(self) -> None:
        """The mode was entered."""
        self.flow.read()
        self.list.setFocus()

    def parting(self) -> None:
        """The window closes."""
        self.pages.kept.keep_notes()
        self._shell.session.keep_splitter(self.splitter)

    @Slot()
    def show_entries(self) -> None:
        """The list as it is now; what was chosen stays chosen, and its page is made anew."""
        if self.stock is None:
            return
        in_use = self._shell.preferences.settings.weights
        self.list.show_entries(stock_entries(self.stock, self._shell.downloads.items, in_use))
        if self._awaited and self.choose(self._awaited):
            self._awaited = ""
        elif self.list.current_entry is None:
            self.list.go_to_first()
        self._refresh_page()

    def choose(self, entry_id: str) -> bool:
        """Go to an entry; False if it is not in the list."""
        index = self.list.rows.index_of(entry_id)
        if index.isValid():
            self.list.setCurrentIndex(index)
        return index.isValid()

    def choose_when_listed(self, entry_id: str) -> None:
        """Go to an entry now, or as soon as it is in the list."""
        if not self.choose(entry_id):
            self._awaited = entry_id

    def open_repository(self, repo: str) -> None:
        """A repository that was found by searching: asked about at once, as that was the wish."""
        self.pages.offer.show_offered(Offered(repo))
        self.pages.setCurrentWidget(self.pages.offer)
        self.commands.ask()

    @Slot(object)
    def _on_list_entry_at(self, entry: Entry) -> None:
        self.flow.stop_asking()
        self._show(entry.subject, is_new=True)
        self.commands.refresh()

    def _refresh_page(self) -> None:
        if self.list.current_entry is not None:
            self._show(self.list.current_entry.subject, is_new=False)
        else:
            self.pages.setCurrentWidget(self.pages.nothing)
        self.commands.refresh()

    def _show(self, subject: object, *, is_new: bool) -> None:
        """An offer that is being answered is left alone unless it is another one."""
        pages = self.pages
        if isinstance(subject, Kept):
            pages.kept.show_kept(subject, self._shell.preferences.settings.weights)
            pages.setCurrentWidget(pages.kept)
        elif isinstance(subject, Found):
            pages.found.show_found(subject)
            pages.setCurrentWidget(pages.found)
        elif isinstance(subject, Offered):
            self._show_offered(subject, is_new=is_new)
        elif isinstance(subject, Searching) and is_new:
            pages.setCurrentWidget(pages.search)
        elif isinstance(subject, Fetching):
            self._show_download(subject.id)

    def _show_offered(self, offered: Offered, *, is_new: bool) -> None:
        offer = self.pages.offer
        if is_new or offered.wanted != offer.offered.wanted:
            offer.show_offered(offered)
            self.pages.setCurrentWidget(offer)
        else:
            offer.show_fit(offered)

    def _show_download(self, download_id: str) -> None:
        download = self._shell.downloads.find(download_id)
        if download is not None:
            self.pages.download.show_download(download)
            self.pages.setCurrentWidget(self.pages.download)

    @Slot(object)
    def _on_flow_stock_read(self, stock: Stock) -> None:
        known = {kept.weights.path for kept in stock.kept}
        before = self.stock.found if self.stock else ()
        found = tuple(f for f in before if str(f.weights.path) not in known)
        self.stock = replace(stock, found=found)
        self.show_entries()

    @Slot(object)
    def _on_flow_found(self, found: tuple[Found, ...]) -> None:
        self.stock = replace(self.stock or Stock(), found=found)
        self.show_entries()
        self.commands.tell_found(found)

    @Slot(object)
    def _on_flow_looked_up(self, answer: Answer | AppError) -> None:
        if isinstance(answer, AppError):
            self.pages.offer.show_trouble(answer)
        else:
            self.commands.show_answer(answer)

    @Slot(str)
    def _on_downloads_changed(self, download_id: str) -> None:
        download = self._shell.downloads.find(download_id)
        if download is None:
            return
        self.list.rows.put(download_entry(download))
        if self.pages.download.download_id == download_id:
            self.pages.download.show_download(download)

    @Slot(object)
    def _on_downloads_arrived(self, kept: KeptWeights) -> None:
        self._awaited = f"kept:{kept.path}"
        self.flow.read()

    @Slot(object, object)
    def _on_preferences_changed(self, new: Settings, old: Settings) -> None:
        if new.weights != old.weights:
            self.show_entries()

    def follow_move(self, before: Path, now: Path) -> None:
        """The folder of fetched weights is another: so are the paths that name files in it."""
        weights = Path(self._shell.preferences.settings.weights)
        values = {"models_folder": str(now)}
        if weights.is_relative_to(before):
            values["weights"] = str(now / weights.relative_to(before))
        self._shell.preferences.change(**values)
