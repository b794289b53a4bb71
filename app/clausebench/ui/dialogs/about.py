"""What this is, which version, and what it runs on."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from clausebench import __version__
from clausebench.ui.parts import label


class AboutDialog(QDialog):
    """Read-only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Clausebench")
        self.setAccessibleName("About Clausebench")
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 20)
        column.setSpacing(8)
        centre = Qt.AlignmentFlag.AlignHCenter
        mark = QLabel()
        mark.setPixmap(QGuiApplication.windowIcon().pixmap(64, 64))
        column.addWidget(mark, 0, centre)
        column.addWidget(label("Clausebench", "display"), 0, centre)
        column.addWidget(label(f"Version {__version__}", "muted"), 0, centre)
        purpose = label(
            "Write safety policies, judge content with them on this computer, and prove that "
            "they work. Nothing leaves the machine.",
            wraps=True,
        )
        purpose.setAlignment(centre)
        purpose.setFixedWidth(340)
        column.addWidget(purpose, 0, centre)
        versions = f"Python {platform.python_version()} · Qt {qVersion()} · Apache-2.0"
        column.addWidget(label(versions, "small"), 0, centre)
        column.addSpacing(8)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
