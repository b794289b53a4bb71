"""What a release's verdicts come to: worked out once, for all sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausebench.domain.bundle.measures import EvidenceRow, SettingsFingerprint
from clausebench.domain.bundle.release import PersonLabel, Release
from clausebench.domain.case import Case, Outcome
from clausebench.domain.gist import Gist
from clausebench.domain.measures import Facets, JudgedCase, Measures, measure
from clausebench.domain.text import text_hash


@dataclass(frozen=True, slots=True)
class Proof:
    """``judged`` are the cases that the release has verdicts on, in the order of its cases;
    ``rows`` those verdicts by case. ``measures`` is None where it has none."""

    release: Release
    judged: tuple[JudgedCase, ...]
    rows: Mapping[str, tuple[EvidenceRow, ...]]
    measures: Measures | None

    @property
    def cases(self) -> Mapping[str, Case]:
        return {case.name: case for case in self.release.cases}

    @property
    def unsteady(self) -> tuple[JudgedCase, ...]:
        """Cases whose repeats do not all decide the same, least agreed first."""
        found = (case for case in self.judged if case.is_stable is False)
        return tuple(sorted(found, key=lambda case: case.agreement))

    @property
    def undecided(self) -> tuple[JudgedCase, ...]:
        """Judged, and yet without a majority or a readable answer."""
        return tuple(case for case in self.judged if case.decision is None)

    @property
    def agrees(self) -> bool:
        """Whether the verdicts that came along give the numbers that the release states."""
        metrics = self.release.metrics
        if metrics is None or self.measures is None:
            return True
        counts = Counter(case.outcome for case in self.judged)
        mine = (counts[Outcome.PASSED], counts[Outcome.FAILED], counts[Outcome.WRONG_CLAUSE])
        return len(self.judged) == metrics.cases and mine == (
            metrics.passed,
            metrics.failed,
            metrics.wrong_clause,
        )

    def counts(self, name: str) -> Counter[str]:
        """How often the repeats of a case gave each decision."""
        return Counter(str(row.decision or "no decision") for row in self.rows.get(name, ()))

    def contested(self) -> dict[str, tuple[PersonLabel, ...]]:
        """By case, what people said of it, where they do not all say the same."""
        return {
            name: said
            for name, said in self.labels().items()
            if len({(x.decision, (x.label or "").casefold()) for x in said}) > 1
        }

    def labels(self) -> dict[str, tuple[PersonLabel, ...]]:
        """By case, in the order of the cases, what people said of it."""
        found: dict[str, list[PersonLabel]] = {}
        for label in self.release.labels:
            found.setdefault(label.case, []).append(label)
        return {name: tuple(found[name]) for name in self.cases if name in found}


def proof_of(release: Release) -> Proof:
    """Of verdicts on cases that the release does not have, nothing is counted."""
    rows: dict[str, list[EvidenceRow]] = {}
    for row in release.verdicts:
        rows.setdefault(row.case, []).append(row)
    found = [(case, rows[case.name]) for case in release.cases if case.name in rows]
    judged = tuple(_judged(case, own) for case, own in found)
    return Proof(
        release,
        judged,
        {case.name: tuple(sorted(own, key=lambda row: row.repeat)) for case, own in found},
        measure(judged) if judged else None,
    )


def engine_words(settings: SettingsFingerprint) -> str:
    """What judged, in a few words."""
    kind = "a language model" if settings.is_language_model else "not a language model"
    return f"{settings.name} ({kind})"


def _judged(case: Case, rows: Sequence[EvidenceRow]) -> JudgedCase:
    answers = [_gist(case, row) for row in rows]
    return JudgedCase.of(case.name, case.expected, case.content, answers, Facets.of(case))


def _gist(case: Case, row: EvidenceRow) -> Gist:
    return Gist(
        run_id="",
        case_id=None,
        case_name=case.name,
        repeat=row.repeat,
        content_hash=text_hash(case.content),
        expected=case.expected,
        status=row.status,
        decision=row.decision,
        label=row.label,
        clauses=row.clauses,
        effort=row.effort,
        at="",
        reused=False,
    )
