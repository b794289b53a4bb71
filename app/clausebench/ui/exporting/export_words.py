"""What leaves, in sentences for whoever lets it."""

from __future__ import annotations

from collections.abc import Sequence

from clausebench.domain.bundle.approval import Stage
from clausebench.domain.bundle.keys import KeyPlace, OwnKey
from clausebench.domain.bundle.measures import EvidenceLevel, MetricsSnapshot
from clausebench.domain.bundle.release import Release
from clausebench.domain.reporting import ReportKind
from clausebench.services.export_preview import Preview
from clausebench.ui.roles import Role
from clausebench.ui.segments import Option
from clausebench.ui.text.clock_words import clock_words
from clausebench.ui.text.showable import one_line

Look = tuple[str, Role, str]
"""Icon, role, sentence."""


REPORT_OPTIONS = (
    Option(ReportKind.RESULTS, "Test results", help="What it says and how it was tested"),
    Option(ReportKind.MEMO, "Change memo", help="What changed, and what that did to verdicts"),
    Option(ReportKind.EVIDENCE, "Full evidence", help="Also every case, with its content"),
)
_NEVER_TESTED = (
    "Never tested: nothing shows how this version fares. Run its test cases first, or export it "
    "without proof."
)


def counted(count: int, what: str) -> str:
    """``1 file``, ``2 files``."""
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def stage_look(preview: Preview) -> Look:
    """What the release flow says of the version."""
    approval = preview.release.approval if preview.release else None
    if preview.stage is Stage.APPROVED and approval is not None:
        by = f"Approved by {one_line(approval.who, 40)}, {clock_words(approval.at)}."
        return "check", Role.VERDICT_ALLOWED, by
    if preview.stage is Stage.REVIEW:
        return "info", Role.FINDING_HINT, "In review: nobody has approved this version yet."
    return (
        "warning",
        Role.FINDING_WARNING,
        "This is a draft: nobody has approved this version. Tell whoever gets it.",
    )


def proof_look(release: Release) -> Look:
    """Whether it was tested."""
    metrics = release.metrics
    if metrics is None:
        return "warning", Role.FINDING_WARNING, _NEVER_TESTED
    left = len(release.cases) - metrics.cases
    engine = one_line(release.settings.name, 40) if release.settings else ""
    out = f" {counted(left, 'test case')} not judged." if left > 0 else ""
    words = (
        f"Tested on {counted(metrics.cases, 'test case')} with {engine}: {_fared(metrics)}.{out}"
    )
    return ("warning", Role.FINDING_WARNING, words) if out else ("info", Role.FINDING_HINT, words)


def _fared(metrics: MetricsSnapshot) -> str:
    said = [f"{metrics.passed:,} as expected"]
    others = ((metrics.failed, "not as expected"), (metrics.wrong_clause, "by the wrong clause"))
    said += [f"{count:,} {words}" for count, words in others if count]
    return ", ".join(said)


def evidence_words(level: EvidenceLevel, count: int) -> str:
    """What a level means for whoever receives it."""
    verdicts = counted(count, "verdict")
    return {
        EvidenceLevel.NONE: "How many test cases passed, and no verdict. Nobody can check it.",
        EvidenceLevel.SUMMARY: f"{verdicts}: decision, clauses and confidence, without a word of "
        "what the model wrote. Enough to test again and compare.",
        EvidenceLevel.FULL: f"{verdicts} with the model's reasoning and answers, which quote the "
        "test cases. For whoever has to understand each decision.",
    }[level]


EVIDENCE_TITLES = {
    EvidenceLevel.NONE: "None",
    EvidenceLevel.SUMMARY: "Summary",
    EvidenceLevel.FULL: "Full",
}


def leak_words(found: int, staying: int) -> str:
    """What was found that tells who somebody is."""
    if not found:
        return (
            "Nothing was found: no e-mail addresses, phone numbers, handles, addresses or "
            "numbers. Names in running text are not found."
        )
    stay = f" {staying:,} in the policy text stay: the model reads them." if staying else ""
    return (
        f"{counted(found, 'thing')} found. What is ticked is replaced everywhere, always by the "
        f"same.{stay} Names in running text are not found."
    )


def approval_words(replaced: int, kept: int, staying: int) -> str:
    """What a person says by ticking it."""
    said = [f"replace {replaced:,}", f"keep {kept:,}"]
    if staying:
        said.append(f"{staying:,} stay in the policy")
    return f"I have looked through the list: {', '.join(said)}"


def key_words(key: OwnKey) -> str:
    """How a key is offered."""
    needs = " · needs its passphrase" if key.place is KeyPlace.FILE else ""
    return f"{one_line(key.name, 40)}{needs}"


def size_words(size: int) -> str:
    """``840 bytes``, ``84 KB``, ``1.2 MB``."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1e3:.0f} KB" if size < 1e6 else f"{size / 1e6:.1f} MB"


def few(names: Sequence[str], most: int = 3) -> str:
    """``a, b, c and 4 more``."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
