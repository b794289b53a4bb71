"""Search the hub for any repository with GGUF files."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QProgressBar, QWidget

from clausebench.domain.errors import AppError
from clausebench.ui.appearance import Appearance
from clausebench.ui.panels.models.page import Page, Trouble
from clausebench.ui.parts import button, label, primary_button

_SAFEGUARD = "gpt-oss-safeguard"


class SearchPage(Page):
    """What is typed goes to the hub when the person presses Search, not before."""

    search_pressed = Signal(str)
    chosen = Signal(str)
    """A repository, ``owner/name``."""
    network_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__("Search the hub")
        self.field = QLineEdit(_SAFEGUARD)
        self.field.setAccessibleName("Words to search for, or owner/name")
        self.field.setPlaceholderText("Words, or owner/name")
        self.go = primary_button("Search")
        self.bar = QProgressBar(maximum=0)
        self.bar.setAccessibleName("Searching")
        self.network = button("Network settings…")
        self.trouble = Trouble(appearance, self.network)
        self.nothing = label("", "muted", wraps=True)
        self.list = QListWidget()
        self.list.setAccessibleName("Repositories")
        self.list.setMinimumHeight(320)
        self._lay_out()
        self._connect()
        self._rest()

    def _lay_out(self) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(self.go)
        self.column.addWidget(line)
        for part in (self.bar, self.trouble, self.nothing, self.list):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.show_title(
            "Search the hub",
            "Any repository with GGUF files. Clausebench needs weights of gpt-oss-safeguard, or "
            "of gpt-oss, which follows policies less well.",
        )

    def _connect(self) -> None:
        self.go.clicked.connect(self._on_go)
        self.field.returnPressed.connect(self._on_go)
        self.list.itemActivated.connect(lambda item: self.chosen.emit(item.text()))
        self.list.itemClicked.connect(lambda item: self.chosen.emit(item.text()))
        self.network.clicked.connect(self.network_pressed)

    def show_results(self, answer: tuple[str, ...] | AppError) -> None:
        self._rest()
        if isinstance(answer, AppError):
            self.trouble.say(answer)
            return
        self.list.addItems(list(answer))
        self.list.setVisible(bool(answer))
        self.nothing.setText("" if answer else "The hub knows no GGUF repository of that name.")
        self.nothing.setVisible(not answer)
        if answer:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def _rest(self) -> None:
        self.trouble.say(None)
        self.list.clear()
        for part in (self.bar, self.list, self.nothing):
            part.hide()
        self.go.setEnabled(True)

    @Slot()
    def _on_go(self) -> None:
        words = self.field.text().strip()
        if not words:
            return
        if words.count("/") == 1 and " " not in words:
            self.chosen.emit(words)
            return
        self._rest()
        self.bar.show()
        self.go.setEnabled(False)
        self.search_pressed.emit(words)
