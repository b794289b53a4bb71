"""A test case as one text, so that two of them can be laid side by side and compared."""

from __future__ import annotations

from clausebench.domain.case import Case
from clausebench.domain.masking import Concealment, mask_content, mask_derived
from clausebench.ui.judged.cells import expected_words


def case_words(case: Case, level: Concealment) -> str:
    """What is expected, then the content. However much is concealed, it has as many characters:
    places in the plain text hold in the concealed one."""
    parts = (
        ("Expected", ", ".join(expected_words(case.expected).split("\n"))),
        ("Tolerance", case.expected.tolerance.value if case.expected.tolerance else ""),
        ("Kind", case.kind.value.replace("-", " ")),
        ("Severity", case.severity.value if case.severity else ""),
        ("Set", case.split.value),
        ("Tags", ", ".join(case.tags)),
        ("Language", case.language),
        ("Twin", case.twin or ""),
        ("What the twin changes", case.twin_change),
        ("Note", case.note),
        ("Source", case.source),
        ("Licence", case.licence),
    )
    facts = "\n".join(f"{name}: {value}" for name, value in parts if value)
    shown = mask_derived(facts, case.content, level)
    return f"{shown}\n\n{mask_content(case.content, level)}"
