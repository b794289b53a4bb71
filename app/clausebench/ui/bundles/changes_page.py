"""Where a bundle would go and what it would change there, with the choices that are open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.bundle.merging import Take
from clausebench.domain.errors import AppError
from clausebench.domain.policy import Policy
from clausebench.services.receiving import Arrangement, Preview
from clausebench.ui.bundles.change_detail import ChangeDetail
from clausebench.ui.bundles.receive_rows import ChangeRow, Chosen, change_columns, change_rows
from clausebench.ui.bundles.receive_words import counted
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.judged.previews import Previews
from clausebench.ui.parts import label, quiet_button
from clausebench.ui.shell import Shell
from clausebench.ui.tables.rows_model import RowsModel
from clausebench.ui.tables.rows_view import RowsView
from clausebench.ui.text.showable import one_line

_NEW = "A new policy"


class ChangesPage(QWidget):
    """``arranged`` comes with every choice; ``show_preview`` answers it."""

    arranged = Signal(object)
    """An ``Arrangement``: what it would come to is to be found out."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._clauses: dict[str, Take] = {}
        self._cases: dict[str, Take] = {}
        self.target = QComboBox()
        self.target.setAccessibleName("Take it into")
        self.target.setMinimumContentsLength(24)
        self.target.setPlaceholderText("Choose a policy")
        self.target.activated.connect(self._on_target_activated)
        self.origin = label("", "small", wraps=True)
        self.left = label("", "strong")
        self.all_ours = quiet_button("Keep all of ours")
        self.all_theirs = quiet_button("Take all of theirs")
        self.all_ours.clicked.connect(partial(self._decide_all, Take.OURS))
        self.all_theirs.clicked.connect(partial(self._decide_all, Take.THEIRS))
        self.previews = Previews(shell.concealment)
        self.model: RowsModel[ChangeRow] = RowsModel(change_columns(self.previews))
        self.table = RowsView(shell.appearance, self.model, "What changes")
        self.table.on_key("1", partial(self._decide_current, Take.OURS))
        self.table.on_key("2", partial(self._decide_current, Take.THEIRS))
        self.table.setToolTip("1 keeps ours, 2 takes theirs")
        self.detail = ChangeDetail(shell)
        self.table.current_changed.connect(self._on_table_current_changed)
        self.detail.chosen.connect(self._decide)
        shell.concealment.level_changed.connect(self.model.refresh)
        self.trouble = EmptyState(shell.appearance, "warning", "It does not go there.", "")
        self.nothing = EmptyState(
            shell.appearance,
            "check",
            "Nothing would change.",
            "All that is in the bundle is here already. You can still take it in as a new policy.",
        )
        self.body, self.choices = QStackedWidget(), QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(10)
        title = label("Take it into", "strong")
        title.setBuddy(self.target)
        place.addWidget(title)
        place.addWidget(self.target)
        place.addWidget(self.origin, 1)
        bar = QHBoxLayout(self.choices)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.left, 1)
        bar.addWidget(self.all_ours)
        bar.addWidget(self.all_theirs)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.table)
        halves.addWidget(self.detail)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        halves.setSizes([460, 560])
        for page in (halves, self.trouble, self.nothing):
            self.body.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(place)
        column.addWidget(self.choices)
        column.addWidget(self.body, 1)

    @property
    def arrangement(self) -> Arrangement:
        """What the person has chosen so far."""
        place = self.target.currentData()
        return Arrangement(
            into=place or "",
            choices=tuple(self._clauses.items()),
            as_new=self.target.currentIndex() == 0,
            case_choices=tuple(self._cases.items()),
        )

    def show_policies(self, policies: Sequence[Policy]) -> None:
        """Where it could go; what was chosen stays chosen."""
        chosen = self.target.currentData() if self.target.count() else None
        with QSignalBlocker(self.target):
            self.target.clear()
            self.target.addItem(_NEW, "")
            for policy in policies:
                self.target.addItem(one_line(policy.name, 60), policy.id)
            self.target.setCurrentIndex(-1 if chosen is None else self.target.findData(chosen))

    def show_preview(self, preview: Preview) -> None:
        """What it would come to."""
        place = preview.policy.id if preview.policy else ""
        self.target.setCurrentIndex(self.target.findData(place))
        self.origin.setText(_origin(preview))
        rows = change_rows(preview, Chosen(self._clauses, self._cases))
        self.model.show_rows(rows)
        self.table.fit_columns()
        asking = [row for row in rows if row.asks]
        left = sum(row.is_open for row in asking)
        self.choices.setVisible(bool(asking))
        decided = f"All {len(asking)} decided" if len(asking) > 1 else "Decided"
        self.left.setText(f"{left} of {len(asking)} undecided" if left else decided)
        self.body.setCurrentIndex(0 if rows else 2)
        current = self.table.current_row
        if rows and current is None:
            self.table.go_to(rows[0].id)
        else:
            self.detail.show_row(current if rows else None)

    def show_trouble(self, error: Exception) -> None:
        """It does not go there as things are; another place may do."""
        self.choices.hide()
        self.origin.setText("")
        title, words = "It does not go there.", "The message in the window says more."
        if isinstance(error, AppError):
            title, words = error.title, "\n".join(filter(None, (error.detail, error.hint)))
        self.trouble.say(title, words)
        self.body.setCurrentWidget(self.trouble)

    def _decide(self, row: ChangeRow, side: Take) -> None:
        (self._clauses if row.case is None else self._cases)[row.key] = side
        self.model.put([row.choosing(side)])
        self.arranged.emit(self.arrangement)

    def _decide_current(self, side: Take) -> None:
        row = self.table.current_row
        if row is not None and row.asks:
            self._decide(row, side)

    def _decide_all(self, side: Take) -> None:
        for row in self.model.rows:
            if row.asks:
                (self._clauses if row.case is None else self._cases)[row.key] = side
        self.arranged.emit(self.arrangement)

    @Slot()
    def _on_target_activated(self) -> None:
        """What was decided was decided about another policy."""
        self._clauses.clear()
        self._cases.clear()
        self.arranged.emit(self.arrangement)

    @Slot(object)
    def _on_table_current_changed(self, row: ChangeRow | None) -> None:
        self.previews.at = row.id if row else ""
        self.detail.show_row(row)


def _origin(preview: Preview) -> str:
    if preview.policy is None:
        return "It gets a policy of its own; what is here stays as it is."
    if preview.base is not None:
        return f"Both come from version {preview.base.number} of this policy."
    return "They have no version in common."


def taking_words(preview: Preview) -> str:
    """What taking it in comes to, in one line; or what is still to be done."""
    left = len(preview.open) + len(preview.open_cases)
    if left:
        return f"{counted(left, 'choice')} still to make: ours or theirs."
    if preview.does_nothing:
        return "Nothing would change."
    parts = (
        (len(preview.changes), "changed clause" if preview.policy else "clause"),
        (len(preview.new_cases), "new test case"),
        (len(preview.changed_cases), "changed test case"),
    )
    return " · ".join(counted(count, what) for count, what in parts if count)
