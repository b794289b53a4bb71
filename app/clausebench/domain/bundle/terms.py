"""What a policy is released with, kept so that nobody has to say it at every release."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.measures.target_file import read_targets
from clausebench.domain.measures.targets import Target

_SOURCE = "the policy's kept targets"


@dataclass(frozen=True, slots=True)
class ReleaseTerms:
    """``targets`` is the text of a targets file (``measures.target_file``). Empty: nothing said."""

    licence: str = ""
    attribution: str = ""
    targets: str = ""

    def read_targets(self) -> tuple[Target, ...]:
        """None without a file. Raises ``BadInputError`` for one that cannot be read."""
        return read_targets(self.targets, _SOURCE) if self.targets.strip() else ()
