"""What a bundle says of itself, in words: for the page, and for the report that is copied."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QDateTime, QLocale, Qt

from clausebench.domain.bundle.approval import Approval, Stage
from clausebench.domain.bundle.envelope import Standing, Trust
from clausebench.domain.bundle.measures import (
    EvidenceLevel,
    MetricsSnapshot,
    Rate,
    SettingsFingerprint,
)
from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Split
from clausebench.services.replaying import Likeness, ReplayReport
from clausebench.services.verifying import Verified
from clausebench.ui.roles import Role
from clausebench.ui.text.showable import one_line
from clausebench.ui.verdict_chip import ChipLook, decision_look

_STAGES = {Stage.DRAFT: "Draft", Stage.REVIEW: "In review", Stage.APPROVED: "Approved"}
_LIKENESS = {
    Likeness.IDENTICAL: "identical, word for word",
    Likeness.SAME: "the same decision in other words",
    Likeness.DIFFERENT: "decided differently",
    Likeness.UNPROVEN: "without a verdict to compare with",
}
_LONG = 300

Fact = tuple[str, str]


def counted(count: int, what: str) -> str:
    """``1 clause``, ``1,200 clauses``."""
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def standing_look(standing: Standing) -> ChipLook:
    """Icon, word and colour of who stands behind a bundle."""
    if standing.trust is Trust.KNOWN:
        return ChipLook("signed", f"Signed by {one_line(standing.name)}", Role.OUTCOME_PASSED)
    if standing.trust is Trust.UNKNOWN:
        return ChipLook("signer-unknown", "Signed by somebody you do not know", Role.FLIP)
    return ChipLook("unsigned", "Not signed", Role.FINDING_WARNING)


def standing_words(standing: Standing) -> str:
    """What that means for whoever takes the bundle in."""
    if standing.trust is Trust.KNOWN:
        return "You trust this key. Nothing was changed since it was signed."
    if standing.trust is Trust.UNKNOWN:
        return (
            "Nothing was changed since it was signed, but anybody can make a key and sign with "
            "it. Ask the sender for the fingerprint of their key, by phone or in person."
        )
    return "The bundle is whole, but nobody vouches for where it comes from. Ask the sender."


def bundle_title(release: Release) -> str:
    return f"{one_line(release.title)}, version {release.version}"


def facts(verified: Verified) -> tuple[Fact, ...]:
    """What is inside, as pairs. All of it comes from whoever made the bundle."""
    release = verified.release
    pairs = (
        ("Policy", one_line(release.title)),
        ("Version", f"{release.version}, revision {release.revision}"),
        ("Stage", _stage(release.approval)),
        ("Past obstacles", _line(release.approval.override) if release.approval else ""),
        ("Made", f"{day_words(release.created)}, with {one_line(verified.release.tool, 40)}"),
        ("Clauses", f"{len(release.clauses):,}"),
        ("Test cases", _cases(release)),
        ("People's work", _people(release)),
        ("Proof", _evidence(release)),
        ("Judged with", _engine(release.settings)),
        ("Result", _result(release.metrics)),
        ("Targets", _targets(release.metrics)),
        ("Licence", _licences(release)),
        ("Answers", f"The model answers in the form “{one_line(release.contract, 40)}”."),
        ("Text's fingerprint", release.policy_sha256.removeprefix("sha256:")[:16]),
    )
    return tuple((name, value) for name, value in pairs if value)


def day_words(at: str) -> str:
    """``3 Feb 2026``: bundles are read years later."""
    when = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return QLocale().toString(when.date(), "d MMM yyyy") if when.isValid() else one_line(at, 40)


def _line(text: str) -> str:
    return one_line(text, _LONG)


def _stage(approval: Approval | None) -> str:
    if approval is None:
        return "None: nobody put it in for review."
    said = f"{_STAGES[approval.stage]} by {_line(approval.who)}, {day_words(approval.at)}"
    return f"{said}: “{_line(approval.reason)}”" if approval.reason else said


def _cases(release: Release) -> str:
    locked = sum(case.split is Split.LOCKED for case in release.cases)
    return f"{len(release.cases):,}" + (f", {locked:,} of them locked" if locked else "")


def _people(release: Release) -> str:
    people = len({label.who for label in release.labels})
    labels = f"{counted(len(release.labels), 'label')} of {people} people" if people > 1 else ""
    if people == 1:
        labels = f"{counted(len(release.labels), 'label')} of one person"
    settled = counted(len(release.precedents), "settled case") if release.precedents else ""
    return ", ".join(filter(None, (labels, settled)))


def _evidence(release: Release) -> str:
    if release.evidence is EvidenceLevel.NONE or not release.verdicts:
        return "None: it brings no verdicts."
    cases = len({row.case for row in release.verdicts})
    words = "with" if release.evidence is EvidenceLevel.FULL else "without"
    return f"Verdicts on {counted(cases, 'case')}, {words} the model's reasoning."


def _engine(settings: SettingsFingerprint | None) -> str:
    if settings is None:
        return ""
    parts = (
        one_line(settings.name, 60),
        f"{settings.effort.value} effort",
        counted(settings.repeats, "repeat"),
    )
    return ", ".join(parts)


def _result(metrics: MetricsSnapshot | None) -> str:
    if metrics is None:
        return ""
    labelled = metrics.cases - metrics.unlabelled
    return (
        f"{metrics.passed:,} of {labelled:,} as expected; of what it flags, "
        f"{_share(metrics.precision)} is right; of what it should flag, it finds "
        f"{_share(metrics.recall)}."
    )


def _targets(metrics: MetricsSnapshot | None) -> str:
    if metrics is None or not metrics.targets:
        return ""
    return " ".join(
        f"{'Met' if result.is_met else 'Not met'}: {result.sentence}" for result in metrics.results
    )


def _share(rate: Rate) -> str:
    return rate.share.words if rate.of else "nothing, as there is none,"


def _licences(release: Release) -> str:
    return "; ".join(
        f"{one_line(licence.name, 40)} ({one_line(licence.covers, 60)})"
        + (f", by {one_line(licence.attribution, 80)}" if licence.attribution else "")
        for licence in release.licences
    )


def likeness_words(report: ReplayReport) -> str:
    """``2 identical, word for word · 1 decided differently``."""
    said = (
        f"{report.count(likeness):,} {words}"
        for likeness, words in _LIKENESS.items()
        if report.count(likeness)
    )
    return " · ".join(said)


def report_text(verified: Verified, replayed: ReplayReport | None) -> str:
    """Everything as plain text. Test cases are named; what they say is not in it."""
    return "\n".join(_report(verified, replayed)) + "\n"


def _report(verified: Verified, replayed: ReplayReport | None) -> Iterator[str]:
    standing = verified.standing
    yield bundle_title(verified.release)
    yield standing.sentence
    yield from (f"{name}: {value}" for name, value in facts(verified))
    yield from (f"Note: {_line(note)}" for note in verified.notes)
    if replayed is not None:
        yield f"Run again: {likeness_words(replayed) or 'nothing was judged'}"
        for case in replayed.cases:
            if case.likeness is Likeness.DIFFERENT:
                was, now = (
                    decision_look(decision).word if decision else "No majority"
                    for decision in (case.before, case.now)
                )
                yield f"  {one_line(case.case)}: was {was}, is {now}"
        if replayed.note:
            yield replayed.note
