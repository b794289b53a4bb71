"""The first page: which release this is, who stands by it, and what came out."""

from __future__ import annotations

from collections.abc import Iterator

from clausebench.domain.bundle.approval import Stage
from clausebench.domain.bundle.measures import MetricsSnapshot
from clausebench.domain.bundle.release import Release
from clausebench.domain.measures import TargetState
from clausebench.domain.measures.shares import FEW, Share, percent
from clausebench.domain.reporting.model import Block, Fact, Facts, Notice, Paragraph, Tone
from clausebench.domain.reporting.proof import Proof
from clausebench.domain.reporting.wording import isolated, many

_STAGES = {
    Stage.DRAFT: "Draft: nobody vouches for it yet",
    Stage.REVIEW: "In review",
    Stage.APPROVED: "Approved",
}


_STATES = {
    TargetState.MET: "Reached",
    TargetState.MISSED: "Missed",
    TargetState.FEW: "Not known",
}


def opening(proof: Proof) -> tuple[Block, ...]:
    """What came out and what must not be overlooked, then the facts."""
    return (*_result(proof), *_engine(proof), *_override(proof), *identity(proof.release))


def identity(release: Release) -> Iterator[Block]:
    """Which release this is."""
    step = release.approval
    facts = [
        Fact("Version", f"{release.version}, revision {release.revision}"),
        Fact("Date", day(release.created)),
        Fact("Stage", _STAGES[step.stage] if step else "No stage recorded"),
    ]
    if step:
        facts.append(Fact("By", f"{isolated(step.who)}, {day(step.at)}" if step.at else step.who))
        facts.append(Fact("Reason", isolated(step.reason) or "none given"))
    facts += [
        Fact("Contents", _size(release)),
        Fact("Policy hash", release.policy_sha256, is_code=True),
        Fact("Written by", release.tool),
    ]
    yield Facts(tuple(facts))


def day(moment: str) -> str:
    """``2026-02-03T04:05:06+00:00`` as ``2026-02-03 04:05 UTC``; anything else as it is."""
    date, _, time = moment.partition("T")
    if len(date) != 10 or not time.endswith(("+00:00", "Z")):
        return isolated(moment)
    return f"{date} {time[:5]} UTC"


def _size(release: Release) -> str:
    return f"{many(len(release.clauses), 'clause')}, {many(len(release.cases), 'test case')}"


def _result(proof: Proof) -> Iterator[Block]:
    metrics = proof.release.metrics
    if metrics is None:
        yield Notice(
            Tone.BAD,
            "Not tested",
            "This version of the policy was not tested before it was released. Nothing in this "
            "report says how well it works.",
        )
        return
    yield _verdict(metrics)
    yield Paragraph(" ".join(_sentences(proof, metrics)))


def _verdict(metrics: MetricsSnapshot) -> Notice:
    """Whether it reached what it was to reach."""
    if not metrics.targets:
        return Notice(
            Tone.PLAIN,
            "Tested; no targets were set",
            "Nobody said beforehand what had to be reached, so this report cannot say whether "
            "the results are good enough.",
        )
    results = metrics.results
    missed = metrics.missed()
    told = "\n".join(f"{_STATES[result.state]}: {result.sentence}" for result in results)
    if missed:
        verb = "not reached" if any(r.state is TargetState.FEW for r in missed) else "missed"
        return Notice(Tone.BAD, f"{len(missed)} of {many(len(results), 'target')} {verb}", told)
    is_thin = any(result.n < FEW for result in results)
    if is_thin:
        title = "Targets reached, on too few cases to rely on"
        return Notice(Tone.CAUTION, title, told)
    return Notice(Tone.GOOD, "All targets reached", told)


def _sentences(proof: Proof, metrics: MetricsSnapshot) -> Iterator[str]:
    """What came out, for readers who do not count for a living."""
    settings = proof.release.settings
    by = f" by {isolated(settings.name)}" if settings else ""
    yield f"The policy was tested on {many(metrics.cases, 'case')}{by}."
    labelled = metrics.cases - metrics.unlabelled
    if not labelled:
        yield "No case says what is to be expected, so nothing could be compared."
        return
    yield (
        f"{metrics.passed:,} of the {many(labelled, 'case')} with an expectation came out as "
        "expected in every respect: the decision, the label, and the clause it rests on."
    )
    if metrics.recall.of:
        yield _found(metrics.recall.share)
    if metrics.precision.of:
        yield _rightly(metrics.precision.share)


def _found(share: Share) -> str:
    told = f"Of {many(share.total, 'case')} that violate the policy, {share.hits:,} were found"
    if share.is_few:
        return f"{told}; that is too few cases for a percentage."
    return (
        f"{told}, which is {percent(share.hits / share.total)}. Judging by so many cases, the "
        f"share among all cases like these lies between {percent(share.low)} and "
        f"{percent(share.high)}, with 95 % confidence."
    )


def _rightly(share: Share) -> str:
    told = f"Of {many(share.total, 'case')} judged as violating, {share.hits:,} do violate it"
    if share.is_few:
        return f"{told}; that is too few cases for a percentage."
    return (
        f"{told}: {percent(share.hits / share.total)}, with an interval from "
        f"{percent(share.low)} to {percent(share.high)}."
    )


def _engine(proof: Proof) -> Iterator[Block]:
    settings = proof.release.settings
    if settings is not None and not settings.is_language_model:
        yield Notice(
            Tone.CAUTION,
            "No language model was used",
            f"The verdicts come from {isolated(settings.name)}, which compares words and "
            "patterns and does not understand text. These results say nothing about how a "
            "language model would apply this policy.",
        )


def _override(proof: Proof) -> Iterator[Block]:
    step = proof.release.approval
    if step is not None and step.override:
        yield Notice(
            Tone.CAUTION,
            "Approved in spite of obstacles" if step.stage is Stage.APPROVED else "Overridden",
            f"Something stood in the way of this step. {isolated(step.who)} overrode it with "
            f"this reason: {isolated(step.override)}",
        )
