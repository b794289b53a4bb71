from __future__ import annotations

from tests.support.written_policies import (
    BOLD_HEADINGS,
    EMOJI_HEADINGS,
    GUIDE,
    INCLUDES,
    LETTER_CODES,
    MARKDOWN,
    NUMBERED,
    PROSE,
    RULERS,
    TABLE,
)

from clausebench.domain.clause import Clause, ClauseKind, ParsedPolicy
from clausebench.domain.reading_policy import parse


def _named(parsed: ParsedPolicy, title: str) -> Clause:
    found = [c for c in parsed.clauses if c.title == title]
    assert len(found) == 1, [c.title for c in parsed.clauses]
    return found[0]


def _parent_title(parsed: ParsedPolicy, clause: Clause) -> str:
    parent = parsed.clause(clause.parent or "")
    assert parent is not None
    return parent.title


def test_the_guides_own_shape_is_read_whole() -> None:
    parsed = parse(GUIDE)
    assert parsed.title == "Ticket resale"
    assert _named(parsed, "VIOLATES (1)").label == "1"
    assert _named(parsed, "SAFE (0)").kind is ClauseKind.ALLOWED
    assert [c.term for c in parsed.terms] == ["Face value", "Bot"]
    assert _named(parsed, "Sells access to a bot").kind is ClauseKind.VIOLATES
    assert _named(parsed, "INSTRUCTIONS").kind is ClauseKind.INSTRUCTION
    examples = [e for c in parsed.clauses for e in c.examples]
    assert [(e.text[:9], e.label) for e in examples] == [("Two seats", "1"), ("Anyone ha", "0")]


def test_emoji_headings_hold_their_coded_lines() -> None:
    parsed = parse(EMOJI_HEADINGS)
    assert parsed.codes == (
        "RF", "RF0", "RF0.a", "RF0.b", "RF2", "RF2.a", "RF2.b", "RF4", "RF4.a",
    )  # fmt: skip
    assert _named(parsed, "Likely Raffle").code == "RF2"
    assert _parent_title(parsed, _named(parsed, "Cold ticket sale")) == "Likely Raffle"
    assert _parent_title(parsed, _named(parsed, "Allowed Content")) == "Raffle Policy"
    assert _named(parsed, "GOAL").kind is ClauseKind.INSTRUCTION
    assert _named(parsed, "LABEL FORMAT").kind is ClauseKind.OUTPUT


def test_an_output_line_after_coded_lines_belongs_to_their_section() -> None:
    parsed = parse(EMOJI_HEADINGS)
    line = EMOJI_HEADINGS.index("Output: INVALID + ESCALATE")
    owner = parsed.clause_at(line)
    assert owner is not None
    assert owner.code == "RF4"
    assert not owner.own.contains(line)


def test_plain_rules_for_conflicts_are_clauses() -> None:
    parsed = parse(EMOJI_HEADINGS)
    section = _named(parsed, "AMBIGUITY & ESCALATION")
    assert [c.kind for c in parsed.children(section.id)] == [ClauseKind.ESCALATION] * 2


def test_headings_between_rulers_hold_sections() -> None:
    parsed = parse(RULERS)
    levels = _named(parsed, "CLASSIFICATION LEVELS")
    assert [c.code for c in parsed.children(levels.id)] == ["DR0", "DR2"]
    assert _named(parsed, "Spying").label == "INVALID"
    assert _named(parsed, "KEY DISTINCTIONS").kind is ClauseKind.PRECEDENCE
    assert _named(parsed, "OUTPUT FORMAT").kind is ClauseKind.OUTPUT


def test_ticks_and_crosses_decide_their_lines() -> None:
    parsed = parse(RULERS)
    assert _named(parsed, "VALID: Streets and squares").kind is ClauseKind.ALLOWED
    assert _named(parsed, "INVALID: Gardens and windows").kind is ClauseKind.VIOLATES
    assert _named(parsed, "VALID vs INVALID").kind is ClauseKind.PRECEDENCE


def test_the_line_where_the_model_answers_is_no_clause() -> None:
    for text in (GUIDE, RULERS):
        assert not any(c.title.startswith("Answer") for c in parse(text).clauses)


def test_explained_labels_are_no_clauses() -> None:
    parsed = parse(RULERS)
    assert not any(c.title.startswith(("VALID =", "INVALID =")) for c in parsed.clauses)


def test_bold_headings_with_codes_are_sections_and_a_range_is_not_a_code() -> None:
    parsed = parse(BOLD_HEADINGS)
    assert parsed.codes == ("PT4", "PT2", "PT0")
    assert _named(parsed, "Protected animals").kind is ClauseKind.VIOLATES
    assert _parent_title(parsed, _named(parsed, "Protected animals")).startswith("INVALID =")
    assert _named(parsed, "Shelters that ask a fee").kind is ClauseKind.ALLOWED


def test_written_out_examples_keep_the_label_of_their_heading() -> None:
    parsed = parse(BOLD_HEADINGS)
    first = _named(parsed, "Example 1: INVALID (PT4)")
    assert first.kind is ClauseKind.EXAMPLE
    assert first.code is None
    assert [(e.text, e.label) for e in first.examples] == [("Two owls for sale", "INVALID")]


def test_a_markdown_policy_keeps_codes_apart_from_talk_about_codes() -> None:
    parsed = parse(MARKDOWN)
    assert parsed.codes == ("HW", "HW0", "HW0.a", "HW0.b", "HW2", "HW2.a", "HW2.b")
    assert _named(parsed, "Ghostwriting").code == "HW2"
    assert _named(parsed, "Label Format").kind is ClauseKind.OUTPUT
    assert [c.term for c in parsed.terms] == ["Exam", "Ghostwriting"]


def test_letters_alone_are_codes_when_several_headings_use_them() -> None:
    parsed = parse(LETTER_CODES)
    assert parsed.codes == ("F", "F", "W")
    assert [c.id for c in parsed.clauses if c.code] == ["F", "F~2", "W"]
    assert [c.kind for c in parsed.clauses if c.code == "F"] == [
        ClauseKind.VIOLATES,
        ClauseKind.ALLOWED,
    ]
    assert _named(parsed, "Weapons").label == "VIOLATES"


def test_includes_and_excludes_are_two_sides() -> None:
    parsed = parse(INCLUDES)
    assert parsed.codes == ("PET",)
    assert _named(parsed, "Puppy mills").kind is ClauseKind.VIOLATES
    assert _named(parsed, "Adoption").kind is ClauseKind.ALLOWED
    assert [c.term for c in parsed.terms] == ["Breeder", "Rescue", "Local groups"]
    assert _parent_title(parsed, _named(parsed, "Local groups")) == "Rescue"


def test_rows_with_codes_are_clauses_with_the_decision_of_their_cell() -> None:
    parsed = parse(TABLE)
    talk, ads = (_named(parsed, title) for title in ("Talk", "Ads"))
    assert (talk.code, talk.kind, talk.label) == ("G0", ClauseKind.ALLOWED, "ALLOWED")
    assert (ads.code, ads.kind, ads.label) == ("G1", ClauseKind.VIOLATES, "VIOLATES")


def test_numbers_with_a_dot_are_codes_and_quantities_are_not() -> None:
    parsed = parse(NUMBERED)
    assert parsed.codes == ("2.1", "2.2", "3.1")
    assert _parent_title(parsed, _named(parsed, "Threats")) == "Not allowed"
    assert _named(parsed, "Criticism of ideas").kind is ClauseKind.ALLOWED


def test_prose_is_cut_into_paragraphs() -> None:
    parsed = parse(PROSE)
    assert [c.kind for c in parsed.clauses] == [
        ClauseKind.INSTRUCTION,
        ClauseKind.VIOLATES,
        ClauseKind.ALLOWED,
        ClauseKind.EXAMPLE,
    ]
    assert parsed.title == ""
