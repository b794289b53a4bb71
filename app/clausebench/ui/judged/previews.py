"""One line of a content, for lists: masked like the content itself."""

from __future__ import annotations

from clausebench.domain.masking import Concealment, mask_content, mask_derived
from clausebench.ui.concealment import ConcealmentController
from clausebench.ui.text.showable import one_line

_LENGTH = 160
_MOST = 4_096


class Previews:
    """A reveal belongs to one case: only the row ``at`` follows it, the others never do."""

    def __init__(self, concealment: ConcealmentController) -> None:
        self._concealment = concealment
        self._known: dict[tuple[str, Concealment, str], str] = {}
        self.at = ""

    def content(self, row_id: str, text: str) -> str:
        """The beginning of a content."""
        return mask_content(one_line(text, _LENGTH), self._level(row_id))

    def derived(self, row_id: str, text: str, content: str) -> str:
        """A name, a snippet or the like that may repeat a content."""
        key = (row_id, self._level(row_id), text)
        if key not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = one_line(mask_derived(text, content, key[1]), _LENGTH)
        return self._known[key]

    def excerpt(self, row_id: str, text: str, content: str) -> str:
        """A piece cut from a content, or from a text about it; its ends may be cut words."""
        if " ".join(text.strip("…").split()) in " ".join(content.split()):
            return self.content(row_id, text)
        return self.derived(row_id, text, content)

    def _level(self, row_id: str) -> Concealment:
        return self._concealment.level if row_id == self.at else self._concealment.base
