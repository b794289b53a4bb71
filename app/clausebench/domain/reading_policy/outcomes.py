"""What the words at the place of a label mean in one policy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from clausebench.domain.clause import Decision
from clausebench.domain.reading_policy.codes import CODE, family_of
from clausebench.domain.reading_policy.keywords import decision_of

_SEVEREST: Final = (Decision.VIOLATES, Decision.ESCALATE, Decision.ALLOWED)
_ASPECT: Final = re.compile(rf"(?:[A-Z]-)?({CODE})")
"""``D-SP2``: the aspect (depiction, request) before a code does not change what it means."""
_CUSTOM: Final = re.compile(r"[^\W\d_a-z][^\Wa-z]*(?:[ -][^\Wa-z]+)*|[01]")
_VALUE: Final = re.compile(
    r"[\s*_`'\"“\[(]*(?P<name>[^\W\d_a-z][^\Wa-z]*(?: [^\W\d_a-z][^\Wa-z]+)+|[\w.-]+)"
)
_ALTERNATIVES: Final = re.compile(
    r"\s*[`\"'”]?\s*(?:,|/|\||\b(?:or|oder|ou|o|lub|або)\b|或|または|أو|یا|या)"
)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Decisions by casefolded label name and by code."""

    by_name: dict[str, Decision]
    by_code: dict[str, Decision]

    def of(self, words: str) -> Decision | None:
        """The severest decision among the labels and codes in ``words``."""
        found = {self._of_code(code) for code in _ASPECT.findall(words)}
        found.add(self.by_name.get(words.strip(" .`*\"'").casefold()) or decision_of(words))
        return next((d for d in _SEVEREST if d in found), None)

    def _of_code(self, code: str) -> Decision | None:
        if code in self.by_code:
            return self.by_code[code]
        # "D-S2" in a policy whose only codes are SP0 to SP4 can only mean SP2.
        number = code[len(family_of(code)) :]
        if len({family_of(known) for known in self.by_code}) != 1 or "." in number:
            return None
        return next((d for known, d in self.by_code.items() if known.endswith(number)), None)


def label_of_value(value: str) -> str | None:
    """The label in ``INVALID + ESCALATE``; None for prose and for a list of choices."""
    match = _VALUE.match(value)
    if match is None or _ALTERNATIVES.match(value, match.end()):
        return None
    name = match["name"].strip(".-")
    is_label = decision_of(name) or _CUSTOM.fullmatch(name) or _ASPECT.fullmatch(name)
    return name if is_label else None
