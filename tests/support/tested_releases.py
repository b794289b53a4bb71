"""Releases that were tested, with verdicts that are drawn by a seed; for reports."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.support.releases import CREATED, SETTINGS, of_text, starter

from clausebench.domain.bundle.approval import Approval, Stage
from clausebench.domain.bundle.measures import EvidenceLevel, EvidenceRow, snapshot_of
from clausebench.domain.bundle.release import Licence, PersonLabel, Precedent, Release
from clausebench.domain.case import Case, Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort
from clausebench.domain.measures import Metric, Target
from clausebench.domain.reporting.proof import proof_of
from clausebench.domain.text import text_hash
from clausebench.domain.verdict import VerdictStatus

TARGETS = (
    Target(None, "", Metric.RECALL, 0.9),
    Target(None, "", Metric.PRECISION, 0.75),
)
SECRET = "SECRET CONTENT of a case"
CHANGES = f"""# Changes from version 2 to version 3

## Clauses added

- **SP3.b**
  - is: Bought reach: an offer to sell or trade followers, reviews, votes or comments.

## Clauses reworded

- **SP1.a**
  - was: Cold offer: promotion sent to a person.
  - is: Cold offer: promotion sent to a person who did not ask for it.

## Verdicts

2 broken, 3 fixed (n=24). Fixed and broken could be chance: p = 1.
- cold-course: allowed → violates
  - “{SECRET}”
"""
MANY_SCRIPTS = """# Polityka treści: نص عربي 日本語

## Instruction

Zdecyduj, czy treść łamie zasady. Żółć, gęślą jaźń.

## Violates

- H1 Nękanie: powtarzane ataki na jedną osobę.
- H2 التحرش: هجمات متكررة على شخص واحد (H1 أيضا) 24 مرة.
- H3 嫌がらせ：同じ人への繰り返しの攻撃。😀👩‍👩‍👧

## Allowed

- H7 Krytyka: ostra, ale o sprawie.
- H8 النقد: حول الموضوع.

## Examples

- "أنت غبي" -> violates, H2
- "それは間違いです" -> allowed, H7
"""


def judged_release(
    base: Release,
    *,
    repeats: int = 3,
    targets: tuple[Target, ...] = TARGETS,
    misses: float = 0.15,
    wavers: float = 0.12,
) -> Release:
    """With verdicts on every case, of which a share ``misses`` and a share of repeats wavers."""
    drawn = random.Random(1)
    rows = tuple(row for case in base.cases for row in _rows(case, drawn, repeats, misses, wavers))
    made = replace(
        base,
        settings=replace(SETTINGS, repeats=repeats),
        verdicts=rows,
        evidence=EvidenceLevel.SUMMARY,
    )
    metrics = snapshot_of("RUN", CREATED, proof_of(made).judged, targets)
    return replace(made, metrics=metrics)


def _rows(
    case: Case, drawn: random.Random, repeats: int, misses: float, wavers: float
) -> list[EvidenceRow]:
    wanted = case.expected.decision or Decision.ALLOWED
    others = [decision for decision in Decision if decision is not wanted]
    usual = drawn.choice(others) if drawn.random() < misses else wanted
    rows = []
    for repeat in range(repeats):
        found = drawn.choice(list(Decision)) if drawn.random() < wavers else usual
        is_right = found is wanted
        rows.append(
            EvidenceRow(
                case.name,
                repeat,
                Effort.MEDIUM,
                VerdictStatus.OK,
                found,
                case.expected.label if is_right else None,
                case.expected.clauses if is_right else (),
                drawn.randint(500, 999),
                text_hash("r"),
                text_hash("f"),
            )
        )
    return rows


def judged_spam() -> Release:
    """The spam policy with everything that a report can say: people who differ, an approval in
    spite of obstacles, changes."""
    made = judged_release(starter("spam"))
    names = [case.name for case in made.cases[:6]]
    labels = tuple(
        PersonLabel(
            name,
            f"person-{person + 1}",
            Decision.VIOLATES if (place + person) % 3 else Decision.ALLOWED,
            "SP1",
            (),
            "",
            is_blind=person == 0,
            at=CREATED,
        )
        for place, name in enumerate(names)
        for person in range(2)
    )
    settled = Precedent(names[1], Decision.VIOLATES, "SP1", ("SP1.a",), "Nobody asked.", CREATED)
    return replace(
        made,
        version=3,
        revision=4,
        labels=labels,
        precedents=(settled,),
        changelog=CHANGES,
        lineage=(text_hash("two"), text_hash("one")),
        licences=(Licence("Apache-2.0", "the policy", "The Clausebench authors"),),
        approval=Approval(
            Stage.APPROVED, "Ana Kowalska", "Needed now.", CREATED, "Only 12 cases per language."
        ),
        chain_head="sha256:abcd",
    )


def by_triage() -> Release:
    """Judged once, by what is no language model."""
    made = judged_release(starter("harassment"), repeats=1)
    assert made.settings is not None
    built_in = replace(
        made.settings, engine="triage", name="Built-in triage", is_language_model=False
    )
    return replace(made, settings=built_in)


def many_scripts() -> Release:
    """Contents in many languages, hostile ones too."""
    contents = {
        "obelga": ("Jesteś głupi!!! https://example.com/" + "a" * 300, "pl"),
        "إهانة": ("أنت غبي جدا، لا تعد إلى هنا! hello 123", "ar"),
        "侮辱": ("それは間違っていると思います。😂🔥", "ja"),
        "<b>bold</b>&amp;": ("<script>alert(1)</script> #panic() *x* \u202eevil\u202c \x07", "en"),
        "hindi": ("नमस्ते दुनिया", "hi"),
        "mixed": ("नमस्ते 你好 שלום สวัสดี", ""),
    }
    cases = tuple(
        Case(
            "",
            "",
            name,
            content,
            Expectation(
                Decision.VIOLATES if place % 2 == 0 else Decision.ALLOWED,
                None,
                ("H1",) if place % 2 == 0 else ("H7",),
            ),
            language,
            note="Uwaga: ważne",
        )
        for place, (name, (content, language)) in enumerate(contents.items())
    )
    return judged_release(of_text(MANY_SCRIPTS, slug="poly", cases=cases), repeats=2)


def enlarged(base: Release, count: int) -> Release:
    """With so many cases, under names of their own."""
    cases = tuple(
        replace(base.cases[place % len(base.cases)], name=f"case-{place}") for place in range(count)
    )
    return replace(base, cases=cases)
