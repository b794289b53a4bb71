"""What every rationale auditor looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from clausebench.domain.clause import Clause, ClauseKind, Decision, Finding, ParsedPolicy
from clausebench.domain.linking import Link, Linker, LinkKind
from clausebench.domain.verdict import Verdict

_DECISIONS = {
    ClauseKind.VIOLATES: Decision.VIOLATES,
    ClauseKind.ALLOWED: Decision.ALLOWED,
    ClauseKind.EXCEPTION: Decision.ALLOWED,
    ClauseKind.ESCALATION: Decision.ESCALATE,
}


@dataclass(frozen=True)
class Evidence:
    """A verdict, the policy and content it is about, and the links of its reasoning."""

    verdict: Verdict
    policy: ParsedPolicy
    content: str

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return Linker.of(self.policy, self.content).link(self.verdict.reasoning)

    def links_of(self, *kinds: LinkKind) -> Iterator[Link]:
        """The links of some kinds, in reading order."""
        return (link for link in self.links if link.kind in kinds)

    def decision_of(self, clause: Clause) -> Decision | None:
        """What content under a clause is: by the clause's label, else by its kind."""
        label = self.policy.label(clause.label) if clause.label else None
        return label.decision if label else _DECISIONS.get(clause.kind)


Auditor = Callable[[Evidence], Iterable[Finding]]
