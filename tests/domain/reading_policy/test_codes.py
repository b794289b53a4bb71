from __future__ import annotations

import pytest

from clausebench.domain.reading_policy import code_family, code_references, parse


def _codes(text: str) -> list[str]:
    return list(parse(text).codes)


@pytest.mark.parametrize(
    "line",
    [
        "## SP2 – Likely spam",
        "## SP2: Likely spam",
        "## SP2 (INVALID) - Likely spam",
        "## [SP2] Likely spam",
        "## `SP2` Likely spam",
        "## Likely spam (SP2)",
        "## Likely spam (SP2 – medium confidence)",
        "## Likely spam [SP2]",
        "## Category SP2: Likely spam",
        "## Violation: SP2 — Likely spam",
        "### 2. Likely spam (SP2)",
        "🚫 SP2 (INVALID) - Likely spam",
        "🚫 Likely spam (SP2 – medium)",
        "Likely spam (SP2 – medium)",
        "SP2 – Likely spam",
        "SP2: Likely spam",
        "**SP2 (HIGH) - Likely spam**",
        "**SP2: Likely spam** — sells without being asked",
        "- SP2: sells without being asked",
        "- **SP2** – sells without being asked",
        "- `SP2` sells without being asked",
        "1. SP2: sells without being asked",
        "=== SP2: LIKELY SPAM ===",
    ],
)
def test_a_code_is_found_wherever_writers_put_it(line: str) -> None:
    assert "SP2" in _codes(f"# Spam\n\n{line}\n\n## SP0: Fine\nAll else.\n")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("SP2.a Cold promotion – “Buy!”", "SP2.a"),
        ("- HATE-01: slurs", "HATE-01"),
        ("- ABUSE_2: threats", "ABUSE_2"),
        ("- H2.f: slurs", "H2.f"),
        ("- S3.1.2: slurs", "S3.1.2"),
        ("- T1b: slurs", "T1b"),
        ("Rule 3: No slurs", "Rule 3"),
        ("- Category B: slurs", "Category B"),
        ("## 3.2 Slurs", "3.2"),
        ("- СП2: образи", "СП2"),
    ],
)
def test_codes_come_in_many_shapes(line: str, code: str) -> None:
    siblings = "- SP2.b: x\n- HATE-02: x\n- ABUSE_3: x\n- H2.g: x\n- S3.1.3: x\n- T2b: x\n- СП3: х"
    more = "Rule 4: No noise\n- Category C: x\n## 3.3 Noise"
    assert code in _codes(f"# Rules\n\n## Forbidden\n{line}\n{siblings}\n{more}\n")


@pytest.mark.parametrize(
    "line",
    [
        "COVID-19 claims are judged like others.",
        "- AK-47 parts",
        "- COVID-19: claims about cures",
        "## COVID-19: claims about cures",
        "- 2.5 grams or more",
        "- UTF-8 tricks",
        "SP2 takes precedence over SP3.",
        "- Turn 1: the user asks",
        "- Level 4: the worst",
        "See SP2.a for more.",
        "INVALID = Spam (SP2-SP4)",
        "Depiction (D-SP#): spam in the content",
        "## Everything forbidden (SP2–SP4)",
        "## Overlaps (see SP2)",
    ],
)
def test_what_only_looks_like_a_code_is_none(line: str) -> None:
    codes = _codes(
        f"# Spam\n\n## SP3 – Bulk\nMany messages.\n\n## SP4 – Fraud\n\nText.\n\n{line}\n"
    )
    assert codes == ["SP3", "SP4"]


def test_a_title_may_carry_the_family_with_a_hash() -> None:
    parsed = parse("Spam Policy (#SP)\n\nSP0: Fine\nSP1: Spam\n")
    assert parsed.codes == ("SP", "SP0", "SP1")
    assert parsed.title == "Spam Policy"


def test_a_label_in_capitals_is_not_a_code() -> None:
    assert _codes("# A\n\n## SAFE (Fine content)\n- tea\n\n## OK (Also fine)\n- milk\n") == []


def test_a_code_in_a_list_of_labels_belongs_to_its_section() -> None:
    text = "# A\n\n## Labels\n- `X0`: fine\n- `X1`: bad\n\n## Fine (X0)\ntea\n\n## Bad (X1)\nbeer\n"
    parsed = parse(text)
    assert parsed.codes == ("X0", "X1")
    assert [parsed.clause(c).title for c in ("X0", "X1")] == ["Fine", "Bad"]  # type: ignore[union-attr]


def test_a_list_of_labels_owns_its_codes_when_nothing_else_does() -> None:
    assert _codes("# A\n\n## Labels\n- X0: fine\n- X1: bad\n") == ["X0", "X1"]


def test_codes_in_a_row_own_the_row() -> None:
    text = "# A\n\n| Code | Rule |\n|--|--|\n| **X0** | fine |\n| X1 | bad |\n"
    assert _codes(text) == ["X0", "X1"]


def test_bold_letters_alone_own_their_rows_when_there_are_several() -> None:
    rows = "| Code | Name |\n|--|--|\n| **S** | Sale |\n| **HR** | Harm |\n"
    assert _codes(f"# A\n\n## Definitions\n\n{rows}") == ["S", "HR"]
    assert _codes(f"# A\n\n{rows.replace('| **HR** | Harm |', '')}") == []


def test_a_code_used_twice_stays_a_clause_twice() -> None:
    parsed = parse("# A\n\n## Forbidden\n- X1: one\n- X1: two\n- X2: three\n")
    assert parsed.codes == ("X1", "X1", "X2")
    assert parsed.clauses[-2].id == "X1~2"


def test_coded_items_nest_by_their_codes_without_indentation() -> None:
    parsed = parse("# A\n\n## Forbidden\n- X1: one\n- X1.a: more\n- X1.b: more\n- X2: two\n")
    assert [(c.code, c.parent) for c in parsed.clauses if c.code] == [
        ("X1", parsed.clauses[1].id),
        ("X1.a", "X1"),
        ("X1.b", "X1"),
        ("X2", parsed.clauses[1].id),
    ]


def test_an_examples_section_shows_codes_but_does_not_own_them() -> None:
    rules = "# A\n\n## X1: Beer\nWords.\n\n## X2: Wine\n\n"
    text = f"{rules}## Examples\n- X1: a pint\n- X9: a mug\n- X9.a Cider: pips\n"
    assert _codes(text) == ["X1", "X2", "X9.a"]


def test_references_are_read_without_their_aspect() -> None:
    found = [code for code, _span in code_references("D-SP2, R-SP0; SP2+ or #SP4, UA2-UA4")]
    assert found == ["SP2", "SP0", "SP2", "UA2", "UA4"]


@pytest.mark.parametrize(
    ("code", "family"), [("SP2.a", "SP"), ("HATE-01", "HATE-"), ("4.1", ""), ("Rule 3", "Rule ")]
)
def test_siblings_share_a_family(code: str, family: str) -> None:
    assert code_family(code) == family
