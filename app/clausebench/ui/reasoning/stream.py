"""The reasoning of one judgement as it arrives: text, masks and links, kept in step."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from clausebench.domain.cancel import CancelToken
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.linking import GrowingLinks, Linker
from clausebench.domain.masking import Concealment
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane, Lanes
from clausebench.ui.reasoning.linked_text import LinkedText
from clausebench.ui.reasoning.mask import ReasoningMask
from clausebench.ui.text.texts import common_start

FLUSH_MS = 33
MASKED_FLUSH_MS = 200
LINK_MS = 300


class ReasoningStream(QObject):
    """Feeds a ``LinkedText``. Links are found on the pool, of the true text, never the masked."""

    def __init__(self, view: LinkedText, lanes: Lanes) -> None:
        super().__init__(view)
        self._view = view
        self._slot = JobSlot(lanes, Lane.POOL, self)
        self._slot.succeeded.connect(self._on_slot_succeeded)
        self._flush = QTimer(self, interval=FLUSH_MS, singleShot=True)
        self._flush.timeout.connect(self._show_more)
        self._relink = QTimer(self, interval=LINK_MS, singleShot=True)
        self._relink.timeout.connect(self._link)
        self.begin(ParsedPolicy("", "", (), ()), "", Concealment.PLAIN)

    @property
    def text(self) -> str:
        """The true text so far."""
        return self._text

    @property
    def mask(self) -> ReasoningMask:
        """For other texts about the same content."""
        return self._mask

    def begin(self, policy: ParsedPolicy, content: str, level: Concealment) -> None:
        """Start over with nothing."""
        self._policy, self._content = policy, content
        self._text, self._is_growing = "", True
        self._growing: GrowingLinks | None = None
        self.conceal(level)
        self._slot.drop()
        self._view.show_links(())
        self._view.set_text("", follows=True)

    def append(self, text: str) -> None:
        """More reasoning; it is shown with the next flush."""
        self._text += text
        if not self._flush.isActive():
            self._flush.start()
        if not self._relink.isActive():
            self._relink.start()

    def finish(self, text: str) -> None:
        """This is the whole reasoning; if none of it came before, it is read from its top."""
        is_at_once = not self._text
        self._text, self._is_growing = text, False
        self._flush.stop()
        self._relink.stop()
        if is_at_once:
            self._view.set_text(self._mask.shown(text))
        else:
            self._show(self._mask.shown(text))
        self._link()

    def conceal(self, level: Concealment) -> None:
        """Show the same text at another level."""
        self._mask = ReasoningMask.of(level, self._policy, self._content)
        self._flush.setInterval(FLUSH_MS if self._mask.is_clear else MASKED_FLUSH_MS)
        mask, text = self._mask, self._text
        self._show(mask.grown("", text) if self._is_growing else mask.shown(text), is_news=False)

    def _show_more(self) -> None:
        self._show(self._mask.grown(self._view.text, self._text))

    def _show(self, shown: str, *, is_news: bool = True) -> None:
        keep = common_start(self._view.text, shown)
        if keep < max(len(self._view.text), len(shown)):
            self._view.set_tail(keep, shown[keep:], is_news=is_news)

    def _link(self) -> None:
        if self._slot.job is not None:
            self._relink.start()
            return
        text, policy, content, growing = self._text, self._policy, self._content, self._growing

        def work(_cancel: CancelToken) -> GrowingLinks:
            links = growing or GrowingLinks(Linker.of(policy, content))
            links.update(text)
            return links

        self._slot.start(work)

    def _on_slot_succeeded(self, growing: GrowingLinks) -> None:
        self._growing = growing
        shown = len(self._view.text)
        self._view.show_links([x for x in growing.links if x.span.end <= shown])
