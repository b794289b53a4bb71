"""The exact prompt, as the model reads it: nothing added, nothing left out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.judging import RenderedPrompt
from clausebench.ui.appearance import Appearance, FontUse
from clausebench.ui.highlight.control_tokens import ControlTokenHighlighter
from clausebench.ui.parts import button, label


def prompt_facts(prompt: RenderedPrompt) -> str:
    """How many tokens, and how many of them are evaluated once for all contents."""
    if prompt.token_ids is None:
        return "Token ids need a loaded model; this is the text it will get."
    facts = f"{len(prompt.token_ids):,} tokens"
    if prompt.prefix_tokens:
        facts += f", the first {prompt.prefix_tokens:,} are read once and shared by all contents"
    return facts + "."


class ExactPromptDialog(QDialog):
    """``shown`` is the prompt's text at the level of concealment that holds."""

    def __init__(
        self, appearance: Appearance, prompt: RenderedPrompt, shown: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Exact prompt")
        self.setAccessibleName("Exact prompt")
        self._appearance, self._shown = appearance, shown
        code = appearance.font(FontUse.CODE)
        self.text = _viewer("Prompt text", shown)
        self.text.setFont(code)
        self._highlighter = ControlTokenHighlighter(self.text.document(), appearance.theme)
        appearance.theme_changed.connect(self._on_appearance_theme_changed)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.text, "Text")
        if prompt.token_ids is not None:
            self.ids = _viewer("Token ids", " ".join(map(str, prompt.token_ids)))
            self.ids.setFont(code)
            self.tabs.addTab(self.ids, "Token ids")
        self.copy_button = button("Copy text")
        self.copy_button.clicked.connect(self._on_copy_button_clicked)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.copy_button)
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(label("Exact prompt", "title"))
        column.addWidget(label(prompt_facts(prompt), "muted", wraps=True))
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)
        self.resize(820, 640)

    def _on_appearance_theme_changed(self) -> None:
        self._highlighter.apply_theme(self._appearance.theme)

    def _on_copy_button_clicked(self) -> None:
        QApplication.clipboard().setText(self._shown)


def _viewer(name: str, text: str) -> QPlainTextEdit:
    viewer = QPlainTextEdit()
    viewer.setReadOnly(True)
    viewer.setTabChangesFocus(True)
    viewer.setAccessibleName(name)
    viewer.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    viewer.setPlainText(text)
    return viewer
