"""A content with what is expected of it, kept as a test case or not."""

from __future__ import annotations

from dataclasses import dataclass, field

from clausebench.domain.case import Case, Expectation


@dataclass(frozen=True, slots=True)
class Sample:
    """``case`` is the test case that it was opened from; the content may differ from its."""

    content: str = ""
    expected: Expectation = field(default_factory=Expectation)
    note: str = ""
    case: Case | None = None
    name: str = "New sample"

    @classmethod
    def of(cls, case: Case) -> Sample:
        return cls(case.content, case.expected, case.note, case, case.name)

    @property
    def is_edited(self) -> bool:
        """Whether the content is no longer that of its test case."""
        return self.case is not None and self.content != self.case.content

    @property
    def is_unkept(self) -> bool:
        """Whether there is a content that no test case holds."""
        return bool(self.content.strip()) and (self.case is None or self.is_edited)
