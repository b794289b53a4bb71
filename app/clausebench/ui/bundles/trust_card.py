"""Who stands behind a bundle, and what gives pause about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from clausebench.domain.bundle.envelope import Trust
from clausebench.services.verifying import Verified
from clausebench.ui.appearance import Appearance, FontUse
from clausebench.ui.bundles.receive_words import standing_look, standing_words
from clausebench.ui.parts import IconLabel, button, label
from clausebench.ui.roles import Role
from clausebench.ui.text.showable import one_line

_LONG = 400


class TrustCard(QFrame):
    """An icon and words, never a colour alone; the fingerprint can be selected and read out."""

    trust_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.setProperty("surface", "card")
        self.icon = IconLabel(appearance, "unsigned", Role.TEXT_MUTED, 28)
        self.title = label("", "strong", wraps=True)
        self.words = label("", "muted", wraps=True)
        self.fingerprint = label("", "body", wraps=True)
        self.fingerprint.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.trust = button("Trust this key…")
        self.trust.clicked.connect(self.trust_pressed)
        self._warning = IconLabel(appearance, "warning", Role.FINDING_WARNING, 16)
        self.notes = label("", "body", wraps=True)
        appearance.theme_changed.connect(self._dress)
        self._lay_out()
        self._dress()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(3)
        for part in (self.title, self.words, self.fingerprint):
            words.addWidget(part)
        notes = QHBoxLayout()
        notes.setSpacing(8)
        notes.addWidget(self._warning, 0, Qt.AlignmentFlag.AlignTop)
        notes.addWidget(self.notes, 1)
        words.addLayout(notes)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.trust, 0, Qt.AlignmentFlag.AlignTop)

    def show_bundle(self, verified: Verified, warnings: tuple[str, ...]) -> None:
        """``warnings`` are whole sentences about taking it in, after the bundle's own notes."""
        standing = verified.standing
        look = standing_look(standing)
        self.icon.show_icon(look.icon, look.role)
        self.title.setText(look.word)
        self.words.setText(standing_words(standing))
        self.setAccessibleName(f"{look.word}. {standing_words(standing)}")
        self.fingerprint.setText(f"Fingerprint  {standing.fingerprint}")
        self.fingerprint.setAccessibleName(f"Fingerprint: {standing.fingerprint}")
        self.fingerprint.setVisible(bool(standing.fingerprint))
        self.trust.setVisible(standing.trust is Trust.UNKNOWN)
        notes = dict.fromkeys((*verified.notes, *warnings))
        self.notes.setText("\n".join(one_line(note, _LONG) for note in notes))
        self.notes.setVisible(bool(notes))
        self._warning.setVisible(bool(notes))

    def _dress(self) -> None:
        self.fingerprint.setFont(self._appearance.font(FontUse.CODE, "small"))
