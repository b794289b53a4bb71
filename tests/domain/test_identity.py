from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from clausebench.domain.clause import Clause, Finding, ParsedPolicy, Severity
from clausebench.domain.identity import carry_identity
from clausebench.domain.reading_policy import parse, render

_OLD = """# Drinks

## Forbidden
- Selling beer to children
- Giving wine away at school

## Allowed
- Tea at any time of the day
- X1.a: Milk, cold
"""


def _id(parsed: ParsedPolicy, words: str) -> str:
    return next(c.id for c in parsed.clauses if words in c.own.of(parsed.text))


def _carried(old: str, new: str) -> tuple[ParsedPolicy, ParsedPolicy]:
    before = parse(old)
    return before, carry_identity(before, parse(new))


def test_an_unchanged_policy_stays_the_same_value() -> None:
    new = parse(_OLD)
    assert carry_identity(parse(_OLD), new) is new


def test_a_reworded_clause_keeps_its_name() -> None:
    before, after = _carried(_OLD, _OLD.replace("Selling beer to", "Selling beer or gin to"))
    assert _id(after, "beer or gin") == _id(before, "Selling beer")
    assert render(after) == after.text


def test_a_moved_clause_keeps_its_name() -> None:
    line = "- Selling beer to children\n"
    before, after = _carried(_OLD, _OLD.replace(line, "") + line)
    assert _id(after, "Selling beer") == _id(before, "Selling beer")


def test_a_moved_and_reworded_clause_keeps_its_name() -> None:
    line = "- Selling beer to children\n"
    moved = _OLD.replace(line, "") + "- Selling beer to small children\n"
    before, after = _carried(_OLD, moved)
    assert _id(after, "small children") == _id(before, "Selling beer")


def test_a_clause_that_says_something_else_gets_a_new_name() -> None:
    before, after = _carried(_OLD, _OLD.replace("Selling beer to children", "Loud music"))
    assert _id(after, "Loud music") not in {c.id for c in before.clauses}


def test_a_code_is_the_name_whatever_the_words() -> None:
    before, after = _carried(_OLD, _OLD.replace("Milk, cold", "Quite another thing"))
    assert _id(after, "another thing") == _id(before, "Milk") == "X1.a"


def test_a_heading_that_is_reworded_stays_the_parent_of_its_clauses() -> None:
    before, after = _carried(_OLD, _OLD.replace("## Forbidden", "## Forbidden drinks"))
    beer = next(c for c in after.clauses if "beer" in c.title)
    assert beer.parent == _id(before, "## Forbidden")


def test_a_new_clause_does_not_take_the_words_name_of_a_reworded_one() -> None:
    reworded = _OLD.replace("Tea at any time of the day", "Tea at any hour of the day")
    before, once = _carried(_OLD, reworded)
    added = reworded + "- Tea at any time of the day\n"
    twice = carry_identity(once, parse(added))
    assert _id(twice, "any hour") == _id(before, "any time")
    assert _id(twice, "any time") != _id(twice, "any hour")
    assert len({c.id for c in twice.clauses}) == len(twice.clauses)


def test_equal_clauses_keep_their_order() -> None:
    text = "## Allowed\n- same words here\n- same words here\n- other words there\n"
    before, after = _carried(text, text.replace("other words there", "other words, there"))
    assert [c.id for c in after.clauses] == [c.id for c in before.clauses]


def test_what_the_parser_remarked_follows_the_new_name() -> None:
    before = parse("## Allowed\n- tea with some milk\n")
    new = parse("## Allowed\n- tea with warm milk\n")
    remark = Finding("policy.x", Severity.HINT, "Words.", clause=new.clauses[1].id)
    whole = Finding("policy.y", Severity.HINT, "Words.")
    told = ParsedPolicy(new.text, new.title, new.clauses, new.labels, (remark, whole))
    carried = carry_identity(before, told)
    assert [f.clause for f in carried.problems] == [before.clauses[1].id, None]


def test_scripts_without_spaces_are_compared_as_well() -> None:
    before, after = _carried(
        "## 違反\n- 定価の二倍以上で売る投稿\n", "## 違反\n- 定価の三倍以上で売る投稿\n"
    )
    assert _id(after, "三倍") == _id(before, "二倍")


def test_many_reworded_clauses_are_told_apart() -> None:
    old = "\n".join(f"- clause {n} about selling thing {n}" for n in range(300))
    before, after = _carried(old, old.replace("selling", "trading"))
    assert [c.id for c in after.clauses] == [c.id for c in before.clauses]


def test_nothing_is_carried_from_or_to_nothing() -> None:
    empty, full = parse(""), parse(_OLD)
    assert carry_identity(empty, full) is full
    assert carry_identity(full, empty) is empty


_LINES = st.lists(
    st.sampled_from(
        ["- tea", "- milk and tea", "- milk or tea", "## Allowed", "X1.a: a", "", "words"]
    )
)


@given(_LINES, _LINES)
@settings(max_examples=100)
def test_names_stay_unique_and_parents_exist(old: list[str], new: list[str]) -> None:
    carried = carry_identity(parse("\n".join(old)), parse("\n".join(new)))
    ids = [c.id for c in carried.clauses]
    assert len(set(ids)) == len(ids)
    assert all(c.parent is None or c.parent in ids for c in carried.clauses)
    assert _without_names(carried) == _without_names(parse("\n".join(new)))


def _without_names(parsed: ParsedPolicy) -> list[tuple[object, ...]]:
    def plain(clause: Clause) -> tuple[object, ...]:
        return (clause.kind, clause.title, clause.span, clause.own, clause.code, clause.examples)

    return [plain(c) for c in parsed.clauses]
