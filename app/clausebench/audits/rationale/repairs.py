"""The answer had to be forced or mended before it could be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clausebench.audits.rationale.evidence import Evidence
from clausebench.domain.clause import Finding, Severity
from clausebench.harmony.channels import Flag

FORCED = "rationale.forced-answer"
MENDED = "rationale.mended-answer"

_FORCED = {
    Flag.STOPPED_EARLY: "The reasoning was stopped early because the verdict was sure by then.",
    Flag.REASONING_CUT: "The reasoning used up its budget and was cut off before the answer.",
    Flag.REASONING_LOOP: "The reasoning repeated itself and was cut off before the answer.",
    Flag.FINAL_FORCED: "The model did not begin its answer by itself; the engine began it.",
    Flag.TOOL_CALL: "The model tried to call a tool instead of answering; the answer was forced.",
    Flag.FOREIGN_ROLE: "The model began to write somebody else's turn; the answer was forced.",
}


def audit(evidence: Evidence) -> Iterator[Finding]:
    """A warning for each time the engine stepped in, a hint for what was mended."""
    repairs = evidence.verdict.repairs
    for flag, message in _FORCED.items():
        if flag in repairs:
            hint = "Try more effort or a larger budget, or a shorter policy."
            yield Finding(FORCED, Severity.WARNING, message, hint=hint)
    structure = [repair for repair in repairs if repair in set(Flag) - set(_FORCED)]
    if structure:
        hint = "This points to the weights or their chat format, not to the policy."
        yield _mended("The answer's channels were mended", structure, hint)
    wording = [repair for repair in repairs if repair not in set(Flag)]
    if wording:
        hint = "The policy's output instruction may not say clearly enough how to answer."
        yield _mended("The answer's text was mended", wording, hint)


def _mended(what: str, repairs: Iterable[str], hint: str) -> Finding:
    named = ", ".join(repair.replace("-", " ") for repair in repairs)
    return Finding(MENDED, Severity.HINT, f"{what}: {named}.", hint=hint)
