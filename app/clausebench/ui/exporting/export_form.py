"""Everything that can be decided about an export, on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from clausebench.services.export_preview import Preview
from clausebench.services.releasing import ReleaseOptions
from clausebench.ui.exporting.evidence_section import EvidenceSection
from clausebench.ui.exporting.export_choices import ExportChoices
from clausebench.ui.exporting.export_words import REPORT_OPTIONS
from clausebench.ui.exporting.format_list import FormatList
from clausebench.ui.exporting.personal_section import PersonalSection
from clausebench.ui.exporting.place_row import PlaceRow
from clausebench.ui.exporting.signature_section import SignatureSection
from clausebench.ui.exporting.standing_section import StandingSection
from clausebench.ui.exporting.terms_section import TermsSection
from clausebench.ui.parts import hairline, label
from clausebench.ui.segments import Segments
from clausebench.ui.shell import Shell

_SAVE_OR_LAST = "Save a version, or export the last one."
_LIST_WIDTH = 280


class ExportForm(QWidget):
    """What for on the left; what goes along on the right; where to below."""

    changed = Signal()
    """Whether it may leave is to be found out again."""
    look_wanted = Signal()
    """What would leave is another now."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.preview: Preview | None = None
        self.despite_draft = False
        """Whether what is in no version yet is to be left out."""
        self.formats = FormatList(shell.appearance)
        self.formats.setProperty("kind", "")
        self.title = label("", "strong", wraps=True)
        self.purpose = label("", "muted", wraps=True)
        self.report = Segments("Sort of report", REPORT_OPTIONS, shell.appearance.icons)
        self.standing = StandingSection(shell.appearance)
        self.evidence = EvidenceSection()
        self.personal = PersonalSection(shell)
        self.terms = TermsSection()
        self.signature = SignatureSection(shell.commands)
        self.place = PlaceRow()
        self._titles: dict[QWidget, QLabel] = {
            self.evidence: label("Evidence", "section"),
            self.personal: label("What tells who somebody is", "section"),
            self.signature: label("Signature", "section"),
            self.terms: label("Terms and changes", "section"),
        }
        self._lay_out()
        self.formats.chosen.connect(self._on_format_chosen)
        self.formats.entered.connect(self._on_formats_entered)
        self.standing.without_wanted.connect(self._on_without_wanted)
        self.evidence.changed.connect(self.look_wanted)
        self.terms.since_changed.connect(self.look_wanted)
        for part in (self.personal, self.signature, self.place):
            part.changed.connect(self.changed)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(label("What for", "section"))
        left.addWidget(self.formats, 1)
        sections = QWidget()
        column = QVBoxLayout(sections)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(6)
        column.addWidget(label("What leaves", "section"))
        column.addWidget(self.title)
        column.addWidget(self.purpose)
        column.addWidget(self.report)
        column.addSpacing(4)
        column.addWidget(self.standing)
        for part, title in self._titles.items():
            column.addSpacing(10)
            column.addWidget(title)
            column.addWidget(part)
        column.addStretch(1)
        self.scrolled = QScrollArea()
        self.scrolled.setWidget(sections)
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self.scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.formats.setMinimumWidth(_LIST_WIDTH)
        halves = QHBoxLayout()
        halves.setSpacing(20)
        halves.addLayout(left, 5)
        halves.addWidget(self.scrolled, 9)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(halves, 1)
        whole.addWidget(hairline())
        whole.addWidget(self.place)

    @property
    def options(self) -> ReleaseOptions:
        """What would leave depends on these. Terms are put in at the end."""
        return ReleaseOptions(
            evidence=self.evidence.level,
            since=self.terms.since_version,
            despite_draft=self.despite_draft,
        )

    @property
    def choices(self) -> ExportChoices:
        key = self.signature.chosen
        return ExportChoices(
            to=self.formats.offer.name,
            evidence=self.evidence.level,
            key=key.fingerprint if key else "",
            report=self.report.value,
        )

    @property
    def key_name(self) -> str:
        """Of the key that signs; empty: none does."""
        key = self.signature.chosen
        return key.name if key is not None and self.formats.offer.is_signable else ""

    @property
    def obstacle(self) -> str:
        """Why it cannot leave yet; empty if it can."""
        if self.preview is None or self.preview.release is None:
            has_any = self.preview is not None and bool(self.preview.versions)
            return _SAVE_OR_LAST if has_any else "Save a version first."
        if not self.personal.is_settled:
            return "Look through what tells who somebody is, and tick that you have."
        if self.key_name and not self.signature.is_ready:
            return "Type the passphrase of the key."
        return "" if self.place.path is not None else "Choose a folder."

    def restore(self, choices: ExportChoices, folder: str) -> None:
        """As it was last time."""
        self.formats.choose(choices.to)
        self.evidence.choose(choices.evidence)
        self.signature.prefer(choices.key)
        self.report.choose(choices.report)
        self.place.folder.setText(folder)

    def show_preview(self, preview: Preview) -> None:
        self.preview = preview
        can_leave = preview.release is not None
        self.standing.show_preview(preview)
        if can_leave:
            for section in (self.evidence, self.personal, self.terms):
                section.show_preview(preview)
        self.place.show_usual(self.formats.offer, preview.release)
        for part, title in self._titles.items():
            is_shown = can_leave and (part is not self.signature or self._is_signable)
            part.setVisible(is_shown)
            title.setVisible(is_shown)
        self.changed.emit()

    @property
    def _is_signable(self) -> bool:
        return self.formats.offer.is_signable

    @Slot()
    def _on_without_wanted(self) -> None:
        self.despite_draft = True
        self.look_wanted.emit()

    @Slot()
    def _on_formats_entered(self) -> None:
        self.window().focusNextChild()

    @Slot()
    def _on_format_chosen(self) -> None:
        offer = self.formats.offer
        self.title.setText(offer.title)
        self.purpose.setText(offer.purpose)
        self.purpose.setVisible(bool(offer.purpose))
        self.report.setVisible(offer.is_report)
        if self.preview is not None:
            self.show_preview(self.preview)
