"""What an export is for: formats by purpose."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Signal, Slot

from clausebench.services.exports import FormatOffer, offers
from clausebench.ui.appearance import Appearance
from clausebench.ui.entries.entry import Entry
from clausebench.ui.entries.entry_list import EntryList

_ICONS = {
    "For people to read": "report",
    "For Clausebench": "keep",
    "For testing elsewhere": "test",
    "For running the policy": "play",
    "For moderation systems": "code",
    "Tables of test cases": "outline",
}


class FormatList(EntryList):
    """One format is always chosen."""

    chosen = Signal(object)
    """A ``FormatOffer``."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "What the export is for")
        self.show_entries(_entries())
        self.entry_at.connect(self._on_entry_at)

    @property
    def offer(self) -> FormatOffer:
        """The chosen format."""
        entry = self.current_entry
        return entry.subject if entry and isinstance(entry.subject, FormatOffer) else offers()[0]

    def choose(self, name: str) -> None:
        """Go to a format; to the bundle if there is none of this name."""
        known = self.rows.index_of(name)
        self.setCurrentIndex(known if known.isValid() else self.rows.index_of("bundle"))
        self.scrollTo(self.currentIndex())

    @Slot(object)
    def _on_entry_at(self, entry: Entry) -> None:
        self.chosen.emit(entry.subject)


def _entries() -> list[Entry]:
    found: list[Entry] = []
    for group, members in groupby(offers(), key=lambda offer: offer.group):
        found.append(Entry(f"group:{group}", group))
        found += [_entry(offer) for offer in members]
    return found


def _entry(offer: FormatOffer) -> Entry:
    title = offer.title.partition(":")[0]
    icon = _ICONS.get(offer.group, "document")
    return Entry(offer.name, title, offer.purpose, icon=icon, subject=offer)
