"""Opening, drafting and saving policies: the panels on one side, the store lane on the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from clausebench.domain.cancel import CancelToken
from clausebench.domain.policy import Draft, Policy, PolicyVersion
from clausebench.services.library import OpenPolicy, PolicyCard
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.write.policy_header import PolicyState
from clausebench.ui.panels.write.replies import Replies
from clausebench.ui.shell import Shell
from clausebench.ui.text.clock_words import clock_words
from clausebench.ui.text.faithful_text import FaithfulText


@dataclass(eq=False, slots=True)
class OpenDocument:
    """A policy opened in this session, with its text and its undo. ``saved_at`` is UTC."""

    policy: Policy
    head: PolicyVersion | None
    source: FaithfulText
    cursor: int
    saved_at: str

    @property
    def is_changed(self) -> bool:
        """Whether the text is not that of the newest version."""
        return self.head is None or self.source.text != self.head.text

    @property
    def version_number(self) -> int | None:
        """Which version the text is, None while it is only a draft."""
        return None if self.head is None or self.is_changed else self.head.number

    @property
    def state(self) -> PolicyState:
        number = self.head.number if self.head else None
        saved = clock_words(self.saved_at)
        return PolicyState(self.policy.name, number, saved, self.is_changed)


class PolicyFlow(QObject):
    """Keeps the documents of this session; ``current`` is the one on screen."""

    opened = Signal(object)
    """The ``OpenDocument`` to show."""
    state_changed = Signal(object)
    """The ``PolicyState`` of the current document."""
    emptied = Signal()
    """There is no policy any more."""
    citations_changed = Signal(object)
    """Test cases per clause id of the current policy."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._library = shell.desk.library
        self._replies = Replies(shell.lanes, self)
        self._documents: dict[str, OpenDocument] = {}
        self.current: OpenDocument | None = None
        self._opening = JobSlot(shell.lanes, Lane.STORE, self)
        self._opening.succeeded.connect(self._show)
        self._counting = JobSlot(shell.lanes, Lane.STORE, self)
        self._counting.succeeded.connect(self.citations_changed)
        shell.relay.versions_changed.connect(self._on_relay_versions_changed)
        shell.relay.policies_changed.connect(self._on_relay_policies_changed)

    def open(self, policy_id: str) -> None:
        """Show a policy; it is read only if this session has not opened it yet."""
        if policy_id in self._documents:
            self._show_document(self._documents[policy_id])
        else:
            self._opening.start(lambda _cancel: self._library.open(policy_id))

    def open_last(self, preferred: str) -> None:
        """Show the preferred policy, or the one that changed last; nothing if there is none."""

        def work(_cancel: CancelToken) -> OpenPolicy | None:
            ids = [card.policy.id for card in newest_first(self._library.policies())]
            wanted = preferred if preferred in ids else next(iter(ids), None)
            return self._library.open(wanted) if wanted else None

        self._opening.start(work)

    def create(self, name: str, text: str) -> None:
        """Make a policy and show it."""
        self._ask(lambda _cancel: self._library.create(name, text), self._show_new)

    def import_folder(self, path: Path) -> None:
        """Make a policy of a file or folder and show it."""
        self._ask(lambda _cancel: self._library.import_folder(path), self._show_new)

    def keep_draft(self, source: FaithfulText, cursor: int) -> None:
        """Write what is being typed, whichever document that is."""
        document = next((d for d in self._documents.values() if d.source is source), None)
        if document is None:
            return
        policy_id, text, document.cursor = document.policy.id, source.text, cursor
        self._ask(
            lambda _cancel: self._library.save_draft(policy_id, text, cursor),
            lambda draft: self._draft_kept(document, draft),
        )
        self._shell.relay.draft_changed.emit(policy_id, source.shown)

    def save_version(self, reason: str) -> None:
        """Make the text on screen an immutable version."""
        document = self.current
        if document is not None:
            policy_id, text = document.policy.id, document.source.text
            self._ask(
                lambda _cancel: self._library.save_version(policy_id, text, reason),
                lambda version: self._head_moved(document, version),
            )

    def rename(self, name: str) -> None:
        document = self.current
        if document is not None:
            policy_id = document.policy.id
            self._ask(
                lambda _cancel: self._library.rename(policy_id, name),
                lambda policy: self._renamed(document, policy),
            )

    def ask_cards(self, then: Callable[[tuple[PolicyCard, ...]], object]) -> None:
        """The policies, the one that changed last on top."""
        self._ask(lambda _cancel: newest_first(self._library.policies()), then)

    def count_citations(self) -> None:
        """Ask how many test cases cite each clause of the current policy."""
        if self.current is not None:
            policy_id, history = self.current.policy.id, self._shell.desk.history
            self._counting.start(lambda _cancel: history.citations(policy_id))

    def announce_state(self) -> None:
        """The text changed: say whether it is still that of the version."""
        if self.current is not None:
            self.state_changed.emit(self.current.state)

    def _ask(self, work: Callable[[CancelToken], Any], then: Callable[[Any], object]) -> None:
        self._replies.ask(Lane.STORE, work, then)

    def _show(self, opened: OpenPolicy | None) -> None:
        if opened is not None:
            self._show_document(self._document(opened))

    def _show_new(self, opened: OpenPolicy) -> None:
        self._show(opened)
        self._shell.relay.policies_changed.emit()

    def _document(self, opened: OpenPolicy) -> OpenDocument:
        """The session's document of a policy: what it holds is newer than the workspace."""
        known = self._documents.get(opened.policy.id)
        if known is not None:
            return known
        latest = opened.draft or opened.head
        made = OpenDocument(
            opened.policy,
            opened.head,
            FaithfulText(opened.text, self),
            opened.draft.cursor if opened.draft else 0,
            latest.at if latest else "",
        )
        self._documents[opened.policy.id] = made
        return made

    def _show_document(self, document: OpenDocument) -> None:
        self._opening.drop()
        self.current = document
        self._shell.session.policy_id = document.policy.id
        self._shell.relay.document_named.emit(document.policy.name)
        self.opened.emit(document)
        self.announce_state()
        self.count_citations()
        self._shell.relay.policy_opened.emit(document.policy.id)

    def _draft_kept(self, document: OpenDocument, draft: Draft) -> None:
        document.saved_at = draft.at
        self._shell.status.show_saved(f"Saved {clock_words(draft.at)}")
        self.announce_state()

    def _head_moved(self, document: OpenDocument, version: PolicyVersion) -> None:
        document.head, document.saved_at = version, version.at
        self._shell.status.show_saved(f"Version {version.number} saved {clock_words(version.at)}")
        self.announce_state()
        self._shell.relay.versions_changed.emit(document.policy.id)

    def _on_relay_versions_changed(self, policy_id: str) -> None:
        """Something else than this may have made a version: a bundle that came in."""
        document = self._documents.get(policy_id)
        if document is not None:
            self._ask(
                lambda _cancel: self._library.open(policy_id),
                lambda opened: self._catch_up(document, opened),
            )

    def _on_relay_policies_changed(self) -> None:
        """The policy on screen may be gone: taken back with the bundle that brought it."""
        if self.current is not None:
            self.ask_cards(self._leave_what_is_gone)

    def _leave_what_is_gone(self, cards: Sequence[PolicyCard]) -> None:
        left = {card.policy.id for card in cards}
        self._documents = {i: d for i, d in self._documents.items() if i in left}
        if self.current is not None and self.current.policy.id not in left:
            self.current = None
            self.open_last("")
            if not cards:
                self.emptied.emit()

    def _catch_up(self, document: OpenDocument, opened: OpenPolicy) -> None:
        """Show the new head's words, unless there are words that are no version yet."""
        head = opened.head
        if head is None or (document.head is not None and document.head.id == head.id):
            return
        has_draft = document.is_changed
        document.head, document.saved_at = head, head.at
        if not has_draft and document.source.text != head.text:
            document.source.replace(head.text)
        self.announce_state()

    def _renamed(self, document: OpenDocument, policy: Policy) -> None:
        document.policy = policy
        self._shell.relay.document_named.emit(policy.name)
        self.announce_state()
        self._shell.relay.policies_changed.emit()


def newest_first(cards: Sequence[PolicyCard]) -> tuple[PolicyCard, ...]:
    """By when they changed last."""
    return tuple(sorted(cards, key=lambda card: card.changed_at, reverse=True))
