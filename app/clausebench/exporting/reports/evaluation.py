"""How a release was tested and how it fared, with n beside every number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from clausebench.domain.bundle.release import Release
from clausebench.domain.bundle.stages import decisions
from clausebench.domain.case import Case
from clausebench.domain.clause import Decision
from clausebench.domain.measures import Share


def evaluation(release: Release) -> str:
    """Markdown."""
    lines = [f"# {release.title}, version {release.version}: evaluation", ""]
    lines += [
        *_terms(release),
        *_approval(release),
        *_cases(release),
        *_numbers(release),
        *_missed(release),
        *_settings(release),
    ]
    lines += [
        "",
        "## Limits",
        "",
        "- These numbers are about these cases. A platform's own traffic may be harder or easier.",
        "- One verdict is a sample; another seed, engine or machine may decide otherwise.",
    ]
    return "\n".join(lines)


def _terms(release: Release) -> Iterator[str]:
    for licence in release.licences:
        named = f" ({licence.attribution})" if licence.attribution else ""
        yield f"Terms of {licence.covers}: {licence.name or 'none named'}{named}."
        yield ""


def _approval(release: Release) -> Iterator[str]:
    step = release.approval
    if step is None:
        return
    yield f"Stage: {step.stage}, by {step.who}, {step.at}. Reason: {step.reason}"
    if step.override:
        yield ""
        yield f"Something stood in the way. It was overridden: {step.override}"
    yield ""


def _cases(release: Release) -> Iterator[str]:
    sides = Counter(str(case.expected.decision or "nothing") for case in release.cases)
    splits = Counter(case.split.value for case in release.cases)
    languages = Counter(case.language or "not said" for case in release.cases)
    yield f"## Cases (n={len(release.cases)})"
    yield ""
    for what, counts in (("Expected", sides), ("Split", splits), ("Language", languages)):
        told = ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"
        yield f"- {what}: {told}"


def _numbers(release: Release) -> Iterator[str]:
    metrics = release.metrics
    yield ""
    yield "## Result"
    yield ""
    if metrics is None:
        yield "This version was not tested before it was released."
        return
    yield f"- Decided as expected: {metrics.accuracy.share.words}"
    yield f"- Passed: {Share(metrics.passed, metrics.cases - metrics.unlabelled).words}"
    yield f"- Failed: {metrics.failed}"
    yield f"- Right for the wrong clause: {metrics.wrong_clause}"
    yield f"- Unsteady: {metrics.unsteady}, unreadable: {metrics.unreadable}"
    yield f"- Without expectation: {metrics.unlabelled}"
    yield f"- Precision: {metrics.precision.share.words}"
    yield f"- Recall: {metrics.recall.share.words}"
    yield f"- Decided the same each time: {metrics.stability.share.words}"
    if metrics.asked_once:
        yield f"- Asked only once: {metrics.asked_once} of {metrics.cases}"
    for result in metrics.results:
        state = result.state.value.replace("-", " ")
        yield f"- Target {state}: {result.sentence}"


def _missed(release: Release) -> Iterable[str]:
    """Cases whose majority decides otherwise than expected; names only, contents stay away."""
    decided = decisions(release.verdicts)
    wrong = [
        case
        for case in release.cases
        if case.name in decided
        and case.expected.decision is not None
        and decided[case.name] is not case.expected.decision
    ]
    if not wrong:
        return []
    rows = [_row(case, decided[case.name]) for case in wrong]
    return ["", "## Decided otherwise", "", "| case | expected | decided |", "|---|---|---|", *rows]


def _row(case: Case, decided: Decision | None) -> str:
    name = case.name.replace("|", "\\|")
    return f"| {name} | {case.expected.decision} | {decided or 'no majority'} |"


def _settings(release: Release) -> Iterator[str]:
    settings = release.settings
    if settings is None:
        return
    yield ""
    yield "## Settings"
    yield ""
    what = "" if settings.is_language_model else ", which is no language model"
    yield f"- Engine: {settings.name}{what}"
    yield f"- Effort: {settings.effort}, sampler: {settings.sampler}, seed: {settings.seed}"
    yield f"- Repeats: {settings.repeats}, placement of the policy: {settings.placement}"
    for name, value in settings.details:
        yield f"- {name}: {value}"
