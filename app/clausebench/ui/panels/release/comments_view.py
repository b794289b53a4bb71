"""What reviewers said, what was done about it, and answering."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from clausebench.domain.bundle.commenting import CommentThread, EndKind, Mark, SubjectKind
from clausebench.domain.bundle.placing import PlacedComment, Since
from clausebench.domain.case import Case
from clausebench.domain.masking import Concealment
from clausebench.ui.appearance import Appearance
from clausebench.ui.judged.previews import Previews
from clausebench.ui.panels.release.page import Page
from clausebench.ui.parts import button, label, quiet_button
from clausebench.ui.roles import Role
from clausebench.ui.shell import Shell
from clausebench.ui.text.clock_words import clock_words
from clausebench.ui.text.reworded_text import RewordedText
from clausebench.ui.verdict_chip import ChipLook, VerdictChip

_MARKS = {
    Mark.QUESTION: ChipLook("help", "Question", Role.LINK),
    Mark.PROBLEM: ChipLook("warning", "Problem", Role.FINDING_WARNING),
    Mark.AGREE: ChipLook("check", "Agrees", Role.OUTCOME_PASSED),
}
_ENDS = {EndKind.DONE: "Done", EndKind.ASIDE: "Set aside", EndKind.REOPENED: "Opened again"}
_NONE = (
    "No comments yet. Export a review package: it opens in any browser, and what reviewers write "
    "there comes back as a file."
)


class CommentsView(Page):
    """Plain methods in, signals out."""

    answered = Signal(object, object)
    """A ``CommentThread`` and the ``EndKind`` that somebody wants to say of it."""
    clause_wanted = Signal(str)
    case_wanted = Signal(object)
    """A ``Case`` to show in Write."""
    command_wanted = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__("Comments of reviewers")
        self._appearance: Appearance = shell.appearance
        self._previews = Previews(shell.concealment)
        self._comments: tuple[PlacedComment, ...] = ()
        self._cases: Mapping[str, Case] = {}
        shell.concealment.level_changed.connect(self._on_concealment_level_changed)

    def show_comments(self, comments: Sequence[PlacedComment], cases: Mapping[str, Case]) -> None:
        """Those that wait for an answer come first. Cases by name."""
        self._comments, self._cases = tuple(comments), cases
        self.show_parts(self._parts())

    def _parts(self) -> Iterator[QWidget | QLayout | int]:
        if not self._comments:
            yield label(_NONE, "muted", wraps=True)
        yield self._buttons()
        waiting = [said for said in self._comments if said.thread.is_open]
        others = [said for said in self._comments if not said.thread.is_open]
        for title, comments in (("Waiting for an answer", waiting), ("Answered", others)):
            if comments:
                yield 6
                yield label(title, "section")
            for said in comments:
                yield self._comment(said)

    def _buttons(self) -> QLayout:
        row = QHBoxLayout()
        read = button("Read comments from a file…")
        read.clicked.connect(lambda: self.command_wanted.emit("release.read-comments"))
        export = quiet_button("Export a review package…")
        export.clicked.connect(lambda: self.command_wanted.emit("release.export-review"))
        row.addWidget(read)
        row.addWidget(export)
        row.addStretch(1)
        return row

    def _comment(self, placed: PlacedComment) -> QWidget:
        thread = placed.thread
        said = thread.comment
        card = QFrame()
        card.setProperty("surface", "card")
        words = self._words(said.text, said.name)
        card.setAccessibleName(f"{_MARKS[said.mark].word} by {said.who}, {placed.name}: {words}")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 6, 8, 8)
        column.setSpacing(4)
        column.addLayout(self._head(placed))
        column.addWidget(label(words or "Taken away with the content.", "body", wraps=True))
        if placed.sentence:
            column.addWidget(label(placed.sentence, "small", wraps=True))
        if placed.since is Since.REWORDED:
            diff = RewordedText(self._appearance)
            diff.show_words(placed.before, placed.now)
            column.addWidget(diff)
        for end in thread.ends:
            told = f"{_ENDS[end.kind]} by {end.who}: {end.reason}"
            column.addWidget(label(told, "small", wraps=True))
        if thread.is_replaced:
            column.addWidget(label("Said again in other words.", "small"))
        return card

    def _head(self, placed: PlacedComment) -> QLayout:
        thread = placed.thread
        head = QHBoxLayout()
        head.setSpacing(8)
        chip = VerdictChip(self._appearance)
        chip.show_look(_MARKS[thread.comment.mark])
        head.addWidget(chip)
        head.addWidget(label(placed.name, "strong"))
        head.addWidget(label(f"{thread.comment.who}, {clock_words(thread.comment.at)}", "small"), 1)
        go = self._go(placed)
        if go is not None:
            head.addWidget(go)
        for kind, title in _choices(thread):
            made = quiet_button(title)
            made.setAccessibleName(f"{title} {placed.name}")
            made.clicked.connect(lambda _on, kind=kind: self.answered.emit(thread, kind))
            head.addWidget(made)
        return head

    def _go(self, placed: PlacedComment) -> QWidget | None:
        said = placed.thread.comment
        case = self._cases.get(placed.name)
        if said.subject is SubjectKind.CLAUSE and placed.since is not Since.GONE:
            made = quiet_button("Open clause")
            made.clicked.connect(lambda: self.clause_wanted.emit(said.ref))
        elif said.subject is SubjectKind.CASE and case is not None:
            made = quiet_button("Open case")
            made.clicked.connect(lambda: self.case_wanted.emit(case))
        else:
            return None
        made.setAccessibleName(f"{made.text()} {placed.name}")
        return made

    def _words(self, text: str, name: str) -> str:
        """What is said of a case may quote it, and is masked with it."""
        case = self._cases.get(name)
        return text if case is None else self._previews.derived(case.id, text, case.content)

    def _on_concealment_level_changed(self, _level: Concealment) -> None:
        self.show_comments(self._comments, self._cases)


def _choices(thread: CommentThread) -> tuple[tuple[EndKind, str], ...]:
    if thread.is_open:
        return (EndKind.DONE, "Done…"), (EndKind.ASIDE, "Set aside…")
    return ((EndKind.REOPENED, "Open again…"),) if thread.end is not None else ()
