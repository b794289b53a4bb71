"""What these numbers do not say. Specific to the release, and blunt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from clausebench.domain.bundle.measures import MetricsSnapshot, SettingsFingerprint
from clausebench.domain.case import Split
from clausebench.domain.clause import Decision
from clausebench.domain.measures import FEW, Share
from clausebench.domain.reporting.model import Items, Section
from clausebench.domain.reporting.proof import Proof
from clausebench.domain.reporting.results import untested
from clausebench.domain.reporting.wording import isolated, language, listed, many, per_cent, verb


def limits_section(proof: Proof) -> Section:
    """One sentence or two for each limit that holds for this release."""
    told = [sentence for rule in _RULES for sentence in rule(proof)]
    return Section("limits", "Limits", (Items(tuple(told)),))


def _tested(proof: Proof) -> tuple[MetricsSnapshot, SettingsFingerprint] | None:
    release = proof.release
    if release.metrics is None or release.settings is None:
        return None
    return release.metrics, release.settings


def _untested_version(proof: Proof) -> Iterator[str]:
    if proof.release.metrics is None:
        yield "This version was not tested. How well it works is not known."


def _engine(proof: Proof) -> Iterator[str]:
    settings = proof.release.settings
    if settings is not None and not settings.is_language_model:
        yield (
            f"{isolated(settings.name)} is not a language model. How a language model applies "
            "this policy was not measured."
        )


def _few_cases(proof: Proof) -> Iterator[str]:
    wanted = Counter(case.wanted for case in proof.judged)
    for decision in (Decision.VIOLATES, Decision.ALLOWED):
        if proof.judged and wanted[decision] < FEW:
            yield (
                f"Only {many(wanted[decision], 'judged case')} "
                f"{verb(wanted[decision], 'expects', 'expect')} {decision}. That is too "
                "few for any share of them to mean much."
            )


def _expected(proof: Proof) -> Counter[Decision | None]:
    return Counter(case.expected.decision for case in proof.release.cases)


def _not_judged(proof: Proof) -> Iterator[str]:
    found = _tested(proof)
    left = len(proof.release.cases) - found[0].cases if found else 0
    if left > 0:
        yield (
            f"No verdict on {left:,} of {many(len(proof.release.cases), 'case')}: added, changed "
            "or left out since the run."
        )


def _unlabelled(proof: Proof) -> Iterator[str]:
    found = _tested(proof)
    if found and found[0].unlabelled:
        yield (
            f"{many(found[0].unlabelled, 'judged case')} without an expectation: counted nowhere."
        )


def _locked(proof: Proof) -> Iterator[str]:
    if _tested(proof) is None:
        return
    locked = sum(case.split is Split.LOCKED for case in proof.release.cases)
    if not locked:
        yield (
            "No case is locked. The wording may have been tuned on the very cases that it is "
            "measured with, which makes results look better than they are."
        )
    elif locked < FEW:
        yield (
            f"Only {many(locked, 'case')} {verb(locked, 'is', 'are')} locked. The others may have "
            "been used while the wording was tuned, which makes results look better than they are."
        )


def _languages(proof: Proof) -> Iterator[str]:
    counts = Counter(case.language for case in proof.release.cases)
    named = {code: count for code, count in counts.items() if code}
    if not named:
        if proof.release.cases:
            yield "The language of the cases was not recorded."
        return
    told = ", ".join(language(code) for code in sorted(named))
    yield f"The cases are in {told}. About other languages nothing is known."
    thin = [language(code) for code, count in sorted(named.items()) if count < FEW]
    if thin and len(named) > 1:
        yield f"Fewer than {FEW} cases each are in {', '.join(thin)}."


def _clauses(proof: Proof) -> Iterator[str]:
    if proof.measures is None:
        return
    scores = proof.measures.clauses.classes
    silent = untested(proof, scores)
    if silent:
        yield f"No judged case expects {listed(silent)}."
    thin = [score.name for score in scores if 0 < score.expected < FEW]
    if thin:
        yield f"Fewer than {FEW} judged cases each expect {listed(thin)}."


def _steadiness(proof: Proof) -> Iterator[str]:
    found = _tested(proof)
    if found is None:
        return
    if found[1].repeats == 1 and found[1].is_language_model:
        yield (
            "Each case was asked once. A language model may decide otherwise when it is asked "
            "again; how often was not measured."
        )
    asked = [case for case in proof.judged if case.repeats > 1]
    if proof.unsteady:
        share = Share(len(proof.unsteady), len(asked))
        told = f", {per_cent(share.hits / share.total)}" if not share.is_few else ""
        yield (
            f"The repeats disagree in {share.hits:,} of {many(share.total, 'case')}{told}. "
            "Verdicts on such cases depend on chance."
        )


def _no_majority(proof: Proof) -> Iterator[str]:
    if proof.undecided:
        yield (
            f"No majority, or no readable answer, in {many(len(proof.undecided), 'case')}. "
            "Each counts as a miss."
        )


def _people(proof: Proof) -> Iterator[str]:
    contested = proof.contested()
    open_ones = set(contested) - {p.case for p in proof.release.precedents}
    if open_ones:
        yield (
            f"People disagree about {many(len(open_ones), 'case')}, and nobody has settled it. "
            "What is expected of them is one opinion among others."
        )
    if proof.release.cases and not proof.release.labels:
        yield (
            "What is expected of the cases rests on whoever wrote them; no independent labels "
            "came along."
        )


def _base_rate(proof: Proof) -> Iterator[str]:
    if _tested(proof) is None:
        return
    wanted = _expected(proof)
    both = wanted[Decision.VIOLATES] + wanted[Decision.ALLOWED]
    if both:
        yield (
            f"{per_cent(wanted[Decision.VIOLATES] / both)} of these cases violate the policy. On "
            "a platform where violations are rarer, precision will be lower than it is here."
        )


def _always(_: Proof) -> Iterator[str]:
    yield (
        "The numbers are about these cases. They were chosen to test the policy and are no "
        "sample of a platform's traffic, which may be harder or easier."
    )
    yield "Another engine, seed or machine may decide otherwise."


_RULES: tuple[Callable[[Proof], Iterator[str]], ...] = (
    _untested_version,
    _engine,
    _not_judged,
    _few_cases,
    _unlabelled,
    _locked,
    _clauses,
    _languages,
    _steadiness,
    _no_majority,
    _people,
    _base_rate,
    _always,
)
