"""Sections say how it was tested, what came out case by case, and what that does not say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.releases import full_release, of_text, starter
from tests.support.tested_releases import SECRET, by_triage, enlarged, judged_release, judged_spam

from clausebench.domain.bundle.measures import EvidenceLevel
from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Expectation, Split, Tolerance
from clausebench.domain.clause import Decision
from clausebench.domain.plain import to_plain
from clausebench.domain.reporting import Bars, Items, ReportKind, Section, Table, report_of
from clausebench.domain.verdict import VerdictStatus


def section(release: Release, name: str, kind: ReportKind = ReportKind.RESULTS) -> Section:
    return next(s for s in report_of(release, kind).sections if s.id == name)


def words(part: object) -> str:
    return str(to_plain(part))


def table(release: Release, name: str, caption: str) -> list[tuple[str, ...]]:
    blocks = section(release, name).blocks
    found = next(b for b in blocks if isinstance(b, Table) and caption in b.caption)
    return [tuple(cell.text for cell in row) for row in found.rows]


def limits(release: Release) -> str:
    (block,) = section(release, "limits").blocks
    assert isinstance(block, Items)
    return "\n".join(block.items)


@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize("release", [of_text(""), starter("spam"), judged_spam(), full_release()])
def test_a_report_is_made_of_any_release_and_always_the_same(
    release: Release, kind: ReportKind
) -> None:
    made = report_of(release, kind)
    assert made == report_of(release, kind)
    assert made.kind == kind.words
    assert list(made.blocks())
    assert not any(s.is_empty for s in made.sections)


def test_contents_stay_away_unless_they_are_asked_for() -> None:
    made = judged_spam()
    content = made.cases[0].content
    assert content in words(report_of(made, ReportKind.EVIDENCE))
    assert SECRET in words(report_of(made, ReportKind.EVIDENCE))
    for kind in (ReportKind.MEMO, ReportKind.RESULTS):
        told = words(report_of(made, kind))
        assert SECRET not in told
        assert not [case.name for case in made.cases if repr(case.content)[1:-1] in told]


def test_everything_about_a_case_is_in_the_evidence() -> None:
    full = full_release()
    case = replace(
        full.cases[0],
        expected=Expectation(Decision.VIOLATES, "SP1", ("SP1.a",), Tolerance.STABLE),
        note="A note.",
    )
    silent = replace(full.verdicts[0], decision=None, label=None, clauses=(), confidence=None)
    rows = (replace(silent, reasoning="", final=""), *full.verdicts[1:])
    made = replace(full, cases=(case, *full.cases[1:]), verdicts=rows)
    told = words(section(made, "cases", ReportKind.EVIDENCE))
    for expected in ("It sells.", "must be stable", "A note.", "high", "violates SP1 (SP1.a)"):
        assert expected in told


def test_clauses_tell_their_kind_once_and_their_examples() -> None:
    told = words(section(judged_spam(), "policy"))
    assert "Cold offer: promotion sent to a person who did not ask for it." in told
    assert told.count("'kind': 'Violates'") == 1
    assert "Tag three friends" in told
    assert "-> violates" not in told
    assert "No clause was found in it." in words(
        section(replace(of_text("Be nice."), clauses=()), "policy")
    )
    assert "The policy is empty." in words(section(of_text(""), "policy"))


def test_cases_are_counted_in_every_way() -> None:
    told = dict(table(judged_spam(), "testing", "sorted"))
    assert told["Expected"] == "violates 15, allowed 12, escalate 2"
    assert told["Language"].startswith("English (en) 25")
    base = starter("spam")
    sources = tuple(replace(c, source=f"source {n}") for n, c in enumerate(base.cases))
    many = enlarged(replace(base, cases=sources), 29)
    assert "source 28 1" in dict(table(many, "testing", "sorted"))["Source"]
    more = tuple(replace(c, source=f"s{n}") for n, c in enumerate(enlarged(base, 40).cases))
    assert "10 others 10" in dict(table(replace(base, cases=more), "testing", "sorted"))["Source"]
    escalated = replace(base.cases[0], expected=Expectation(tolerance=Tolerance.ESCALATE))
    only = replace(base, cases=(escalated, replace(base.cases[1], expected=Expectation())))
    assert dict(table(only, "testing", "sorted"))["Expected"] == "escalate 1, nothing 1"
    assert "There are no test cases." in words(section(of_text(""), "testing"))
    assert "once, with effort medium" in words(section(by_triage(), "testing"))


def test_results_have_bars_with_targets_and_a_matrix() -> None:
    found = section(judged_spam(), "results")
    bars = next(b for b in found.blocks if isinstance(b, Bars)).bars
    assert [bar.name for bar in bars] == [
        "Passed",
        "Recall",
        "Precision",
        "Wrongly removed",
        "Let through",
        "Steady",
    ]
    recall = bars[1]
    assert recall.value == pytest.approx(10 / 15)
    assert recall.low < 10 / 15 < recall.high
    assert recall.target == 0.9
    told = words(found.sections)
    assert "10 ✓" in told
    assert "4 of 6: not enough cases for a percentage" in told
    assert "Precision: never cited" in told


def test_clauses_that_no_case_expects_are_named() -> None:
    made = judged_spam()
    kept = tuple(c for c in made.cases if "SP9" not in c.expected.clauses)
    told = words(section(judged_release(replace(made, cases=kept)), "results"))
    assert "1 clause without a case" in told
    odd = replace(made.cases[0], expected=Expectation(Decision.VIOLATES, None, ("XX1",)))
    told = words(section(judged_release(replace(made, cases=(odd, *made.cases[1:]))), "results"))
    assert "no such clause" in told
    free = tuple(replace(c, expected=Expectation(c.expected.decision)) for c in made.cases)
    told = words(section(judged_release(replace(made, cases=free)), "results"))
    assert "No case with a verdict expects a clause." in told


def test_labels_have_a_matrix_of_their_own() -> None:
    base = starter("spam")
    labelled = tuple(
        replace(c, expected=replace(c.expected, label=("SP1", "SP2")[n % 2]))
        for n, c in enumerate(base.cases)
    )
    told = words(section(judged_release(replace(base, cases=labelled)), "results"))
    assert "Labels: expected (rows)" in told
    silent = tuple(replace(c, expected=Expectation()) for c in base.cases)
    told = words(section(judged_release(replace(base, cases=silent), targets=()), "results"))
    assert "No case with a verdict expects a decision." in told


def test_many_tags_are_cut_with_a_word() -> None:
    base = starter("spam")
    tagged = tuple(replace(c, tags=(f"tag-{n}",)) for n, c in enumerate(base.cases))
    told = words(section(judged_release(replace(base, cases=tagged)), "results"))
    assert "By tag (the 20 largest of 29)" in told


def test_without_verdicts_nothing_is_said_about_single_cases() -> None:
    bare = replace(judged_spam(), verdicts=(), evidence=EvidenceLevel.NONE)
    assert "nothing is said here about clauses" in words(section(bare, "results"))
    for name in ("otherwise", "unsteady"):
        assert "No verdicts came along" in words(section(bare, name))
    assert "cannot be worked out again" in words(section(bare, "testing"))


def test_counts_that_do_not_agree_are_told() -> None:
    made = judged_spam()
    assert "do not give the same counts" not in words(section(made, "results"))
    assert made.metrics is not None
    other = replace(made, metrics=replace(made.metrics, passed=1))
    assert "do not give the same counts" in words(section(other, "results"))


def test_cases_that_went_otherwise_are_named_gravest_first() -> None:
    rows = table(judged_spam(), "otherwise", "decided otherwise")
    assert len(rows) == 8
    full = full_release()
    wrong = tuple(replace(row, decision=Decision.ALLOWED) for row in full.verdicts)
    found = table(replace(full, verdicts=wrong), "otherwise", "decided otherwise")
    assert found[0][3] == "high"
    unread = tuple(
        replace(r, decision=None, status=VerdictStatus.UNREADABLE) for r in full.verdicts
    )
    found = table(replace(full, verdicts=unread), "otherwise", "decided otherwise")
    assert found[0][2] == "no readable answer"
    moved = tuple(replace(row, clauses=("SP3",)) for row in full.verdicts)
    found = table(replace(full, verdicts=moved), "otherwise", "for another clause")
    assert found[0][-1] == "SP3"
    fine = judged_release(starter("spam"), misses=0, wavers=0)
    assert "was decided as expected" in words(section(fine, "otherwise"))


def test_long_tables_are_cut_with_a_word() -> None:
    many = judged_release(enlarged(starter("spam"), 900), misses=1)
    assert "more, which the bundle names." in words(section(many, "otherwise"))


def test_unsteady_cases_tell_how_they_split() -> None:
    rows = table(judged_spam(), "unsteady", "repeats that disagree")
    assert ("off-topic-rings", "violates", "escalate 2, allowed 1", "escalate", "67 %") in rows
    assert "asked once" in words(section(by_triage(), "unsteady"))
    steady = judged_release(starter("spam"), wavers=0)
    assert "All repeats agree in each of the 29 cases" in words(section(steady, "unsteady"))


def test_contested_cases_tell_who_says_what_and_what_was_settled() -> None:
    made = judged_spam()
    told = words(section(made, "contested"))
    assert "People differ about 4 of the 6 cases that more than one person labelled." in told
    assert "person-1: allowed SP1 (blind); person-2: violates SP1" in told
    assert "not settled" in told
    assert "violates SP1 (SP1.a). Nobody asked." in told
    alone = replace(made, labels=made.labels[:1], precedents=())
    assert "each by one person" in words(section(alone, "contested"))
    settled = replace(made, labels=())
    assert "Other settled cases" in words(section(settled, "contested"))
    assert "No labels of people" in words(section(starter("spam"), "contested"))


def test_changes_tell_clauses_and_flips() -> None:
    told = words(section(judged_spam(), "changes", ReportKind.MEMO))
    assert "was: Cold offer: promotion sent to a person." in told
    assert "cold-course: allowed → violates" in told
    assert "first release" in words(section(starter("spam"), "changes"))
    odd = replace(starter("spam"), changelog="words\n- one\nmore\n\n# Other\n\nthe end")
    told = words(section(odd, "changes"))
    for expected in ("words", "one", "more", "Other", "the end"):
        assert expected in told


def test_limits_are_those_of_this_release() -> None:
    told = limits(judged_spam())
    assert "No case is locked." in told
    assert "Fewer than 10 judged cases each expect SP1.a" in told
    assert "The cases are in German (de), English (en), Spanish (es)." in told
    assert "The repeats disagree in 8 of 29 cases, 28 %." in told
    assert "nobody has settled it" in told
    assert "56 % of these cases violate the policy." in told
    assert "not a language model" in limits(by_triage())
    assert "no independent labels" in limits(by_triage())
    assert "was not tested" in limits(starter("spam"))


def test_limits_of_thin_evidence_are_told() -> None:
    full = full_release()
    told = limits(full)
    assert "Only 1 case is locked" in told
    assert "No verdict on 26 of 29 cases" in told
    assert "Only 3 judged cases expect violates" in told
    assert full.settings is not None
    once = replace(full, settings=replace(full.settings, repeats=1), verdicts=full.verdicts[::2])
    assert "Each case was asked once." in limits(once)
    assert full.metrics is not None
    some = replace(full, metrics=replace(full.metrics, unlabelled=1))
    assert "without an expectation" in limits(some)
    wavering = (replace(full.verdicts[0], decision=Decision.ALLOWED), *full.verdicts[1:])
    told = limits(replace(full, verdicts=wavering))
    assert "The repeats disagree in 1 of 3 cases." in told
    assert "No majority" in told
    quiet = replace(full, cases=tuple(replace(c, language="") for c in full.cases))
    assert "language of the cases was not recorded" in limits(quiet)
    locked = tuple(replace(c, split=Split.LOCKED) for c in full.cases)
    assert "locked" not in limits(replace(full, cases=locked))
    free = replace(full, cases=tuple(replace(c, expected=Expectation()) for c in full.cases))
    assert "of these cases violate" not in limits(free)


def test_settings_are_told_whole() -> None:
    told = words(section(full_release(), "settings"))
    for expected in ("sha256:00ff", "b7000", "repeatable", "harmony", "RUN", "never"):
        assert expected in told
    full = full_release()
    assert full.settings is not None
    sure = replace(full.settings, stop_when_sure=990, is_language_model=False)
    told = words(section(replace(full, settings=sure, metrics=None), "settings"))
    assert "from a chance of 0.99 on" in told
    assert "No run, so no settings." in words(section(starter("spam"), "settings"))


def test_terms_and_checks_are_told() -> None:
    full = full_release()
    assert "Apache-2.0 (The Clausebench authors)" in words(section(full, "terms"))
    assert "No licence was named." in words(section(starter("spam"), "terms"))
    told = words(section(full, "verify"))
    assert "clausebench verify spam-3.policybundle.zip" in told
    assert "sha256:abcd" in told
