"""Two sides changed one policy: clause by clause, nothing is lost and nothing is mixed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.releases import POLICIES, STARTERS

from clausebench.domain.bundle.changes import ClauseChangeKind, clause_changes
from clausebench.domain.bundle.merging import Merged, Take, merge
from clausebench.domain.bundle.pieces import pieces
from clausebench.domain.reading_policy import parse

SPAM = (POLICIES / "spam" / "policy.md").read_text()
A = "  - SP1.a Cold offer: promotion sent to a person who did not ask for it.\n"
B = "  - SP1.b Off-topic advertisement: promotion posted where another subject is discussed.\n"
BAIT = "  - SP3.b Bought reach: an offer to sell or trade followers, reviews, votes or comments.\n"
NEW = "  - SP3.c Chain letters: a request to pass the message on.\n"


def _merge(ours: str, theirs: str, base: str = SPAM, **options: object) -> Merged:
    return merge(parse(base), parse(ours), parse(theirs), **options)  # type: ignore[arg-type]


@given(st.text(max_size=300))
def test_the_pieces_of_any_text_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(parse(text))) == text


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_falls_into_its_clauses(name: str) -> None:
    policy = parse(Path(POLICIES / name / "policy.md").read_text())
    assert [p.id for p in pieces(policy)] == [c.id for c in policy.clauses]


def test_without_changes_nothing_changes() -> None:
    assert _merge(SPAM, SPAM) == Merged(SPAM, (), ())


def test_changes_of_one_side_are_taken_from_it() -> None:
    edited = SPAM.replace("did not ask for it", "did not ask").replace(BAIT, BAIT + NEW)
    assert _merge(SPAM, edited).text == edited
    assert _merge(edited, SPAM).text == edited


def test_changes_of_both_sides_come_together() -> None:
    ours = SPAM.replace(A, A.replace("Cold offer", "Cold call")).replace(BAIT, "")
    theirs = SPAM.replace(B, B.replace("discussed", "talked about")).replace(BAIT, BAIT + NEW)
    merged = _merge(ours, theirs)
    assert not merged.conflicts
    assert "Cold call" in merged.text
    assert "talked about" in merged.text
    assert BAIT not in merged.text
    assert NEW in merged.text
    assert merged.text.index("SP3.c") > merged.text.index("SP3.a")


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    edited = SPAM.replace("Cold offer", "Cold call")
    assert _merge(edited, edited.replace("Cold call:", "Cold  call:")) == Merged(edited, (), ())


def test_a_clause_that_both_reworded_waits_for_a_choice() -> None:
    ours, theirs = SPAM.replace("Cold offer", "Ours"), SPAM.replace("Cold offer", "Theirs")
    merged = _merge(ours, theirs)
    (conflict,) = merged.conflicts
    assert merged.open == merged.conflicts
    assert (conflict.clause, conflict.name) == ("SP1.a", "SP1.a")
    assert "Cold offer" in conflict.base
    assert merged.text == ours
    chosen = _merge(ours, theirs, choices={"SP1.a": Take.THEIRS})
    assert (chosen.text, chosen.open) == (theirs, ())
    assert len(chosen.conflicts) == 1
    assert _merge(ours, theirs, every=Take.OURS).text == ours


def test_removing_what_the_other_side_reworded_is_a_conflict() -> None:
    removed, reworded = SPAM.replace(A, ""), SPAM.replace("Cold offer", "Cold call")
    (conflict,) = _merge(removed, reworded).open
    assert conflict.ours == ""
    assert _merge(removed, reworded, every=Take.THEIRS).text == reworded
    assert _merge(reworded, removed, every=Take.THEIRS).text == removed


def test_moving_and_rewording_go_together() -> None:
    moved = SPAM.replace(A + B, B + A)
    reworded = SPAM.replace("Cold offer", "Cold call")
    wanted = moved.replace("Cold offer", "Cold call")
    assert _merge(moved, reworded).text == wanted
    assert _merge(reworded, moved).text == wanted


def test_a_last_clause_does_not_run_into_a_new_one() -> None:
    base = "# P\n\n- A1 one\n- A2 two"
    merged = _merge(base, f"{base}\n- A3 three", base=base)
    assert merged.text == "# P\n\n- A1 one\n- A2 two\n- A3 three"
    assert _merge("", "", base="").text == ""


@given(st.data())
def test_every_clause_of_a_merge_comes_from_one_of_the_sides(data: st.DataObject) -> None:
    lines = [f"- A{n} words of clause number {n}\n" for n in range(1, 6)]
    base = "# P\n\n" + "".join(lines)

    def side() -> str:
        kept = [line for line in data.draw(st.permutations(lines)) if data.draw(st.booleans())]
        mark = data.draw(st.sampled_from(["", " now", " then"]))
        return "# P\n\n" + "".join(line.replace("words", f"words{mark}") for line in kept)

    ours, theirs = side(), side()
    for every in Take:
        text = _merge(ours, theirs, base=base, every=every).text
        possible = {line.strip() for side in (base, ours, theirs) for line in side.splitlines()}
        found = [line for line in text.splitlines() if line.strip()]
        assert {line.strip() for line in found} <= possible
        assert len(found) == len(set(found))


def _changes(before: str, after: str) -> list[tuple[str, str]]:
    return [(c.name, c.kind.value) for c in clause_changes(parse(before), parse(after))]


def test_changes_are_told_clause_by_clause() -> None:
    after = SPAM.replace("Cold offer", "Cold call").replace(BAIT, NEW)
    assert _changes(SPAM, after) == [
        ("SP1.a", "reworded"),
        ("SP3.c", "added"),
        ("SP3.b", "removed"),
    ]
    assert _changes(SPAM, SPAM) == []


def test_only_what_was_moved_counts_as_moved() -> None:
    assert _changes(SPAM, SPAM.replace(A + B, B + A)) in (
        [("SP1.b", "moved")],
        [("SP1.a", "moved")],
    )
    (change,) = clause_changes(parse(SPAM), parse(SPAM.replace(A + B, B + A)))
    assert change.kind is ClauseChangeKind.MOVED
    assert change.sentence.endswith("moved")


def test_words_before_the_first_clause_have_a_name() -> None:
    before, after = parse("\n\n# P\n\n- A1 one\n"), parse("# P\n\n- A1 one\n")
    assert clause_changes(before, after) == ()
    assert clause_changes(after, before) == ()
