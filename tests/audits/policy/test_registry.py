from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support.written_policies import EVERY_STYLE

from clausebench.audits import POLICY_AUDITORS, Auditor, audit_policy
from clausebench.domain.clause import Severity
from clausebench.domain.judging import TokenCount
from clausebench.domain.reading_policy import parse

_FOLDER = Path(__file__).parent
_STARTERS = sorted((_FOLDER.parents[2] / "policies").glob("*/policy.md"))
_TIDY = """# Cycling forum

## Instruction
Judge posts in a forum about bicycles. Answer VALID or INVALID.

## Definitions
- Theft: taking a bicycle that belongs to someone else.

## Violates (CY1)
- CY1.a Trade in theft: offers a bicycle and says that it is stolen.
- CY1.b Lock picking: explains how to open a lock for theft.

## Allowed (CY0)
- CY0.a Warning: tells others about a theft.

## Precedence and escalation
- CY0.a wins over CY1.b. Send threats to a person.

## Output
Answer VALID or INVALID.

## Examples
- "Hot bike, no questions" -> CY1.a
- "This pick opens any lock" -> CY1.b
- "My bike was taken last night" -> CY0.a
- "Which lock is hardest to pick?" -> CY0.a
"""


def test_ids_are_unique_and_said_in_one_form() -> None:
    ids = [auditor.id for auditor in POLICY_AUDITORS]
    assert len(set(ids)) == len(ids) >= 25
    assert all(re.fullmatch(r"policy\.[a-z]+(-[a-z]+)*", rule) for rule in ids)
    assert all(auditor.purpose for auditor in POLICY_AUDITORS)


@pytest.mark.parametrize("auditor", POLICY_AUDITORS, ids=lambda a: a.id)
def test_every_rule_has_a_text_that_triggers_it(auditor: Auditor) -> None:
    tests = "".join(p.read_text("utf-8") for p in _FOLDER.glob("test_*_rules.py"))
    assert f'"{auditor.id}"' in tests


def test_a_tidy_policy_has_nothing_to_remark_on() -> None:
    assert audit_policy(parse(_TIDY), TokenCount(450, exact=True)) == ()


@pytest.mark.parametrize("path", _STARTERS, ids=lambda p: p.parent.name)
def test_starter_policies_have_no_warnings(path: Path) -> None:
    found = audit_policy(parse(path.read_text("utf-8")), TokenCount(500, exact=True))
    assert [f for f in found if f.severity is not Severity.HINT] == []


@pytest.mark.parametrize("text", EVERY_STYLE.values(), ids=EVERY_STYLE.keys())
def test_findings_come_in_order_with_places_and_cures(text: str) -> None:
    parsed = parse(text)
    found = audit_policy(parsed, TokenCount(100, exact=False))
    starts = [f.span.start for f in found if f.span]
    assert starts == sorted(starts)
    for finding in found:
        assert finding.message.endswith(".")
        assert finding.hint
        assert finding.span is not None
        assert finding.span.end <= len(text)
        assert finding.clause is None or parsed.clause(finding.clause) is not None


def test_the_parsers_remarks_are_included() -> None:
    found = audit_policy(parse("# P\n\n```\n## Allowed\n- tea\n"))
    assert "policy.unclosed-fence" in {f.rule for f in found}


def test_a_blank_policy_has_nothing_to_remark_on() -> None:
    assert audit_policy(parse("\n \n"), TokenCount(0, exact=True)) == ()


def test_a_policy_of_decoration_is_audited_without_a_clause() -> None:
    found = audit_policy(parse("=====\n"))
    assert {f.rule for f in found} == {"policy.missing-section", "policy.no-escalation"}
