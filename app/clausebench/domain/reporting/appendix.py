"""Everything to the letter: contents, expectations, verdicts. Only where somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from clausebench.domain.bundle.measures import EvidenceRow
from clausebench.domain.case import Case
from clausebench.domain.reporting.model import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Notice,
    Passage,
    Section,
    Table,
    Tone,
)
from clausebench.domain.reporting.proof import Proof
from clausebench.domain.reporting.wording import decided, in_line, isolated, language, shown


def appendix_sections(proof: Proof) -> tuple[Section, ...]:
    """The policy as the model reads it, and every case with its contents and its verdicts."""
    release = proof.release
    prompt = Section(
        "prompt",
        "Appendix A: the policy as the model reads it",
        (Passage(shown(release.prompt)),),
    )
    if not release.cases:
        return (prompt,)
    warning = Notice(
        Tone.CAUTION,
        "Contents follow",
        "What follows quotes every test case to the letter. Such contents can be distressing, "
        "may be about people, and must not be passed on further than needed.",
    )
    cases = tuple(
        _case_section(proof, case, number) for number, case in enumerate(release.cases, start=1)
    )
    return (prompt, Section("cases", "Appendix B: every case", (warning,), cases))


def _case_section(proof: Proof, case: Case, number: int) -> Section:
    return Section(
        f"case-{number}", in_line(case.name) or f"Case {number}", tuple(_case(proof, case))
    )


def _case(proof: Proof, case: Case) -> Iterator[Block]:
    yield Passage(shown(case.content))
    yield Facts(tuple(_facts(case)))
    rows = proof.rows.get(case.name, ())
    if rows:
        yield Table(
            "Verdicts",
            (
                Column("Repeat"),
                Column("Decision"),
                Column("Label"),
                Column("Clauses"),
                Column("Confidence", is_number=True),
                Column("Answer"),
            ),
            tuple(_row(row) for row in rows),
        )
    for row in rows:
        if row.reasoning:
            yield Passage(shown(row.reasoning), f"Reasoning, repeat {row.repeat + 1}")
        if row.final:
            yield Passage(shown(row.final), f"Answer, repeat {row.repeat + 1}")


def _facts(case: Case) -> Iterator[Fact]:
    expected = case.expected
    words = (str(expected.decision or "nothing"), isolated(expected.label or ""))
    clauses = ", ".join(isolated(code) for code in expected.clauses)
    told = " ".join(filter(None, words)) + (f" ({clauses})" if clauses else "")
    yield Fact("Expected", told)
    kind = case.kind.value.replace("-", " ")
    yield Fact("Sorted as", f"{kind}, {language(case.language)}, {case.split}")
    named = {
        "Steadiness": str(expected.tolerance or "").replace("-", " "),
        "Severity": str(case.severity or ""),
        "Tags": ", ".join(case.tags),
        "Note": case.note,
        "Source": case.source,
    }
    for name, value in named.items():
        if value:
            yield Fact(name, isolated(value))


def _row(row: EvidenceRow) -> tuple[Cell, ...]:
    return (
        Cell(str(row.repeat + 1)),
        Cell(decided(row.decision) if row.decision else "none"),
        Cell(isolated(row.label or "none")),
        Cell(", ".join(isolated(code) for code in row.clauses) or "none"),
        Cell("unknown" if row.confidence is None else f"{row.confidence / 10:g} %"),
        Cell(row.status.value),
    )
