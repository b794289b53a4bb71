"""From the weighing to what every engine answers: decision, label, clauses, rationale."""

from __future__ import annotations

import json
from collections.abc import Iterator

from clausebench.domain.clause import Clause, Decision, ParsedPolicy
from clausebench.domain.verdict import Reading, VerdictStatus
from clausebench.engines.triage.statements import Statement, outwards
from clausebench.engines.triage.weighing import Ground, Likeness, Weighing
from clausebench.engines.triage.wording import conclude

_MOST_CITED = 3
_WORTH_CITING = 0.6
"""Of the closest clause's closeness; what is further off is no reason for the decision."""
_CITING = {
    Ground.VIOLATING_SIDE: frozenset({Decision.VIOLATES}),
    Ground.ESCALATING_EXAMPLE: frozenset({Decision.ESCALATE}),
    Ground.UNDECIDED: frozenset({Decision.VIOLATES, Decision.ESCALATE}),
    Ground.ALLOWED_SIDE: frozenset({Decision.ALLOWED}),
}
"""Whose clauses a decision on this ground cites; on the other grounds there is none to cite."""


def read(policy: ParsedPolicy, weighing: Weighing) -> Reading:
    """The reading of a weighing; severity and confidence are not for word matching to say."""
    cited = list(_cited(weighing))
    winner = cited[0].statement if cited else None
    accused = winner.clause if winner and weighing.decision is not Decision.ALLOWED else None
    citations = [x.statement.citation for x in cited]
    return Reading(
        status=VerdictStatus.OK,
        decision=weighing.decision,
        label=_label(policy, weighing.decision, winner),
        clauses=tuple(c for c in citations if c),
        category=_category(policy, accused) if accused else None,
        rationale=conclude(weighing),
    )


def as_final(reading: Reading) -> str:
    """The reading as the compact JSON that stands in the final channel."""
    plain = {
        "decision": reading.decision,
        "label": reading.label,
        "clauses": list(reading.clauses),
        "category": reading.category,
        "rationale": reading.rationale,
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _cited(weighing: Weighing) -> Iterator[Likeness]:
    """The closest likeness of each clause on the deciding side, the closest clause first."""
    sides = _CITING.get(weighing.ground, frozenset())
    found = [x for x in weighing.likenesses if x.statement.decision in sides]
    seen: set[str] = set()
    for likeness in found:
        citation = likeness.statement.citation
        is_close = likeness.closeness >= _WORTH_CITING * found[0].closeness
        if citation and citation not in seen and is_close and len(seen) < _MOST_CITED:
            seen.add(citation)
            yield likeness


def _label(policy: ParsedPolicy, decision: Decision, winner: Statement | None) -> str | None:
    """The label nearest to the winning statement that means the decision.

    Without one, the first general label that does: a code says which clause it was, and must
    not be given when none was found.
    """
    codes = (c.code for c in outwards(policy, winner.clause)) if winner else ()
    near = [*winner.labels, *codes] if winner else []
    general = [x.name for x in policy.labels if x.name not in policy.codes]
    labels = (policy.label(name) for name in (*near, *general) if name)
    return next((x.name for x in labels if x and x.decision is decision), None)


def _category(policy: ParsedPolicy, clause: Clause) -> str:
    """The title of the outermost clause with a code that does the same as the winning one."""
    around = policy.clause(clause.parent) if clause.parent else None
    if around and around.code and around.kind is clause.kind:
        return _category(policy, around)
    return clause.title
