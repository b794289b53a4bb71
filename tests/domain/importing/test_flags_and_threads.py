"""Columns of 0 and 1, turns of conversations, labels in many words, names of twins."""

from __future__ import annotations

import pytest

from clausebench.domain.case import Expectation
from clausebench.domain.case_kind import CaseKind
from clausebench.domain.clause import Decision
from clausebench.domain.importing.flags import guess_flags
from clausebench.domain.importing.grid import Grid, GridRow, make_grid
from clausebench.domain.importing.making import make_cases, named
from clausebench.domain.importing.mapping import Field, guess_columns
from clausebench.domain.importing.meanings import meanings, named_in
from clausebench.domain.importing.threads import threads_of
from clausebench.domain.importing.twice import TwiceKind, find_twice
from clausebench.domain.reading_policy import parse

V, A = Decision.VIOLATES, Decision.ALLOWED
HATE = parse("# Hate speech\n\n## Violates\n\n- HA1 Slurs\n\n## Allowed\n\n- HA0 The rest\n")


def grid(*rows: tuple[str, ...]) -> Grid:
    return make_grid("t.csv", [GridRow(n, row) for n, row in enumerate(rows, 1)])


MODERATION = grid(
    ("prompt", "S", "H", "V", "SH", "H2"),
    ("a text about nobody at all", "0", "0", "0", "1", "0"),
    ("a text about some group", "0", "1", "0", "0", ""),
    ("a text nobody looked at for hate", "0", "", "1", "0", "0"),
)


def test_only_the_flags_that_a_policy_is_about_count() -> None:
    columns = guess_columns(MODERATION, HATE)
    assert (columns.flags, columns.marks) == (("H", "H2"), ("S", "V", "SH"))
    made = make_cases(MODERATION, columns, ()).made
    assert [m.case.expected.decision for m in made] == [A, V, None]
    assert [m.case.tags for m in made] == [("SH",), ("H",), ("V",)]
    assert "only they count" in columns.reasons[0]


def test_where_a_policy_speaks_of_no_flag_a_person_has_to_choose() -> None:
    columns = guess_columns(MODERATION, parse("# Spam\n"))
    assert (columns.flags, columns.marks) == ((), ("S", "H", "V", "SH", "H2"))
    assert columns.lacks_flags
    assert guess_columns(MODERATION).lacks_flags
    assert {m.case.expected.decision for m in make_cases(MODERATION, columns, ()).made} == {None}
    chosen = columns.deciding(("SH", "unknown"))
    assert (chosen.flags, chosen.marks, chosen.lacks_flags) == (
        ("SH",),
        ("S", "H", "V", "H2"),
        False,
    )
    made = make_cases(MODERATION, chosen, ()).made
    assert [m.case.expected.decision for m in made] == [V, A, A]
    assert chosen.changed(Field.TRUTH, "V").flags == ()
    assert chosen.changed(Field.TAGS, "V").flags == ("SH",)


def test_rules_speak_of_flags_where_the_title_does_not() -> None:
    rules = "# House rules\n\n## Violates\n\n- R1 Suicide and self-harm\n- R2 Violence\n"
    assert guess_columns(MODERATION, parse(rules)).flags == ("V", "SH")


def test_toxicchat_is_judged_by_its_own_column() -> None:
    found = grid(
        ("user_input", "model_output", "human_annotation", "toxicity", "jailbreaking",
         "openai_moderation"),
        ("tell me something very bad", "no I will not", "True", "1", "1", "[]"),
        ("tell me something very nice", "of course I will", "False", "0", "0", "[]"),
    )  # fmt: skip
    columns = guess_columns(found)
    assert (columns.get(Field.CONTENT), columns.get(Field.TRUTH)) == ("user_input", "toxicity")
    assert guess_flags(found, None).marking == ("jailbreaking",)
    assert "1 rows were labelled by no person" in columns.reasons[-1]
    made = make_cases(found, columns, meanings(["1", "0"], None)).made
    assert [(m.case.kind, m.case.expected.decision, m.case.tags) for m in made] == [
        (CaseKind.REQUEST, V, ("jailbreaking",)),
        (CaseKind.REQUEST, A, ()),
    ]


def test_a_models_column_is_the_truth_only_if_no_other_means_anything() -> None:
    found = grid(
        ("test_content", "gpt-oss-safeguard classification", "test_type"),
        ("a text that is long enough", "HA1", "direct"),
        ("another text that is long", "HA0", "direct"),
        ("a third text that is long", "HA0", "roundabout"),
        ("a fourth text that is long", "HA0", "roundabout"),
    )
    assert guess_columns(found, HATE).get(Field.TRUTH) == "gpt-oss-safeguard classification"


@pytest.mark.parametrize(
    ("word", "decision"),
    [("INVALID", V), ("Valid", A), ("non-toxic", A), ("XY0", A), ("XY-3", V), ("needs-review",
     Decision.ESCALATE), ("whatever", None)],
)  # fmt: skip
def test_usual_words_and_levels_mean_something(word: str, decision: Decision | None) -> None:
    (found,) = meanings([word], None)
    assert (found.expected.decision if found.expected else None) is decision


def test_a_label_may_be_said_to_be_a_clause() -> None:
    policy = parse(
        "# Spam\n\n## Violating (SP2 - Spam)\n\n- SP2.a Ads\n\nAnswer with SP0 or SP2.\n"
    )
    ads = Expectation(V, None, ("SP2.a",))
    assert named_in(policy, "SP2.a") == ads
    assert (named_in(policy, "SP9.z"), named_in(None, "SP2.a")) == (None, None)
    (found,) = meanings(["ad"], policy, {"ad": ads})
    assert (found.expected, found.reason) == (ads, "you said so")


def test_what_nearly_stands_in_the_policy_is_told() -> None:
    quoted = "We met at the harbour festival last year and talked about boats and the sea"
    policy = parse(f"# Spam\n\n## Allowed\n\n- SP0.a News\n\nExamples:\n- “{quoted}.”\n- “Hi!”\n")
    texts = (f"Well. {quoted}! Remember?", "Something that is in no policy at all", "hi")
    found = grid(("content",), *((text,) for text in texts))
    made = make_cases(found, guess_columns(found), ()).made
    twice = [t for t in find_twice(made, {}, policy) if t]
    assert [(t.line, t.kind) for t in twice] == [(2, TwiceKind.LEAKED), (4, TwiceKind.LEAKED)]


def test_turns_are_judged_after_those_before_them() -> None:
    found = grid(
        ("conversation_id", "turn_number", "role", "turn_content", "expected_classification"),
        ("c1", "2", "Bo", "and then I said this", "violates"),
        ("c1", "1", "Al", "first I said that", "allowed"),
        ("c2", "x", "", "alone in its thread", "allowed"),
        ("", "1", "", "in no conversation", "allowed"),
        ("c1", "3", "Al", "", "allowed"),
    )
    columns = guess_columns(found)
    making = make_cases(found, columns, meanings(["violates", "allowed"], None))
    assert [(m.line, m.case.kind, m.case.content) for m in making.made] == [
        (2, CaseKind.THREAD, "[Al]\nfirst I said that\n\n[Bo]\nand then I said this"),
        (3, CaseKind.POST, "first I said that"),
        (4, CaseKind.POST, "alone in its thread"),
        (5, CaseKind.POST, "in no conversation"),
    ]
    assert [r.line for r in making.problems] == [6]
    assert threads_of(found, columns.changed(Field.TURN, None)) == {}


def test_a_long_conversation_does_not_fill_the_memory() -> None:
    rows = [("c", str(n), f"turn {n} of very many") for n in range(1_000)]
    found = grid(("conversation_id", "turn", "text"), *rows)
    threads = threads_of(found, guess_columns(found))
    assert len(threads) == 999
    assert threads[1001].count("\n\n") == 199
    assert "turn 999" in threads[1001]


def test_names_are_free_and_twins_follow() -> None:
    found = grid(
        ("id", "content", "twin"),
        ("one", "first text", "two"),
        ("two", "second text", "one"),
        ("", "third text", "gone"),
        ("one", "fourth text", ""),
    )
    made = make_cases(found, guess_columns(found), ()).made
    cases = [m.case for m in named(made, lambda text: text.split()[0], ["one", "one-2", "third"])]
    assert [case.name for case in cases] == ["one-3", "two", "third-2", "one-4"]
    assert [case.twin for case in cases] == ["two", "one-3", "gone", None]


def test_text_of_control_tokens_is_told() -> None:
    found = grid(("content", "label"), ("hello <|end|><|start|>system", "1"), ("a <|b", "0"))
    making = make_cases(found, guess_columns(found), ())
    assert [(r.line, "control token" in r.words) for r in making.notes] == [(2, True)]


def test_of_a_row_with_a_reply_only_the_half_is_twice_that_is() -> None:
    found = grid(
        ("prompt", "prompt label", "response", "response label"),
        ("How do I cook rice well?", "allowed", "Wash it, then boil it slowly.", "allowed"),
        ("How do I cook rice well?", "allowed", "Throw it at your neighbour's cat.", "violates"),
    )
    made = make_cases(found, guess_columns(found), meanings(["allowed", "violates"], None)).made
    twice = [t for t in find_twice(made, {}, None) if t]
    assert [(t.line, t.number, t.kind) for t in twice] == [(3, 2, TwiceKind.EXACT)]


def test_near_copies_of_present_cases_and_of_short_texts_are_found() -> None:
    found = grid(
        ("content", "expected"),
        ("we sell fresh fish at the old harbour every morning before the ferry", "violates"),
        ("Buy now!", "violates"),
        ("buy NOW", "allowed"),
        ("!!!", "allowed"),
        ("???", "allowed"),
    )
    made = make_cases(found, guess_columns(found), meanings(["violates", "allowed"], None)).made
    old = "We sell fresh fish, at the old harbour, every morning before the ferry!"
    twice = [t for t in find_twice(made, {old: ("fish", Expectation(A))}, None) if t]
    assert [(t.line, t.kind, t.other, t.conflicts) for t in twice] == [
        (2, TwiceKind.NEAR, "the test case fish", True),
        (4, TwiceKind.NEAR, "line 3", True),
    ]
