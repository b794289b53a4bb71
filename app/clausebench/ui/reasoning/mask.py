"""What of a text about a content may be shown now, also while the text is still being written."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.masking import Concealer, Concealment


@dataclass(frozen=True)
class ReasoningMask:
    """Masks keep every code point's place. Labels and clause codes stay readable."""

    concealer: Concealer
    content: str

    @classmethod
    def of(cls, level: Concealment, policy: ParsedPolicy, content: str) -> ReasoningMask:
        readable = frozenset((*policy.codes, *(label.name for label in policy.labels)))
        return cls(Concealer(level, readable=readable), content)

    @property
    def is_clear(self) -> bool:
        """Whether texts are shown as they are."""
        return self.concealer.level is Concealment.PLAIN

    def shown(self, text: str) -> str:
        """A finished text."""
        return self.concealer.derived(text, self.content)

    def grown(self, shown: str, text: str) -> str:
        """A growing text, given what was shown of its beginning.

        Only the last two paragraphs are looked at again: by then the earlier ones have been
        masked together with what followed them.
        """
        if self.is_clear:
            return text
        start = _second_last_paragraph(text, len(shown))
        tail = self.concealer.derived(text[start:], self.content, is_growing=True)
        return shown[:start] + tail


def _second_last_paragraph(text: str, known: int) -> int:
    """Where the paragraph before the one that holds position ``known`` begins."""
    last = text.rfind("\n", 0, known)
    return text.rfind("\n", 0, max(last, 0)) + 1
