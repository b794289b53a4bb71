"""What a new person sees first: get the model, use a file, or look around without one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from clausebench.domain.sizes import gigabytes
from clausebench.domain.weights import CatalogueEntry
from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import button, label, primary_button
from clausebench.ui.welcome.choice_card import ChoiceCard

_WIDTH = 680
_GET = (
    "The open weights that read your policy and reason about it. {facts}You see source, size, "
    "licence and SHA-256 before the first byte, and work on while it comes."
)


class WelcomePage(QScrollArea):
    """No choice is final: all of them are in Models and in the Help menu."""

    chosen = Signal(str)
    """``get``, ``find``, ``file``, ``tour`` or ``look``."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Welcome")
        self.setProperty("pane", True)
        self.look = primary_button("Judge a sample now")
        self.tour = button("Take the tour (2 minutes)")
        self.get = button("Get the model…")
        self.seek = button("Find on this computer")
        self.file = button("Choose a file…")
        self._cards = self._make_cards(appearance)
        buttons = (self.look, self.tour, self.get, self.seek, self.file)
        for name, made in zip(("look", "tour", "get", "find", "file"), buttons, strict=True):
            made.setObjectName(name)
            made.clicked.connect(self._on_clicked)
        self._lay_out()

    def show_recommended(self, entry: CatalogueEntry) -> None:
        """What would be fetched."""
        facts = f"{entry.title}: {gigabytes(entry.size)}, {entry.licence}. "
        self._cards[1].words.setText(_GET.format(facts=facts))

    def _make_cards(self, appearance: Appearance) -> tuple[ChoiceCard, ...]:
        look = ChoiceCard(
            appearance,
            "play",
            "Look around first",
            "The built-in engine needs no model: it goes by the words of the policy and its "
            "examples. A first verdict takes seconds.",
            self.look,
            self.tour,
        )
        get = ChoiceCard(
            appearance,
            "import",
            "Get the recommended model",
            _GET.format(facts=""),
            self.get,
        )
        use = ChoiceCard(
            appearance,
            "folder",
            "Use a file I already have",
            "A GGUF file from LM Studio, Ollama, a colleague or a USB stick. It is used where it "
            "is, never copied.",
            self.seek,
            self.file,
        )
        return look, get, use

    def _lay_out(self) -> None:
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        mark = QLabel()
        mark.setPixmap(QGuiApplication.windowIcon().pixmap(48, 48))
        column.addStretch(2)
        column.addWidget(mark)
        column.addWidget(label("Welcome to Clausebench", "display"))
        purpose = "Write safety policies, and prove on this computer that they work."
        column.addWidget(label(purpose, "muted", wraps=True))
        column.addSpacing(8)
        for card in self._cards:
            column.addWidget(card)
        promise = (
            "What you write and judge never leaves this computer. Only what you ask to fetch uses "
            "the network."
        )
        column.addWidget(label(promise, "small", wraps=True))
        column.addStretch(3)
        inner = QWidget()
        inner.setProperty("surface", "base")
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(body, 100)
        row.addStretch(1)
        self.setWidget(inner)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().objectName())
