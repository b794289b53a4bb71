"""Comments follow their clause through versions, and say what became of its words."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.bundle.test_commenting import SAID

from clausebench.domain.bundle.commenting import CommentThread, SubjectKind
from clausebench.domain.bundle.placing import Reviewed, Since, placed
from clausebench.domain.identity import carry_identity
from clausebench.domain.reading_policy import parse

OLD = parse("# Spam\n\n- SP1 No pills.\n- SP2 No chains.\n- SP3 No bots.\n")
NEW = carry_identity(OLD, parse("# Spam\n\n- SP3 No bots.\n- SP1 No pills and no powders.\n"))
REVIEWED = {"v1": Reviewed(1, OLD)}


def _on(ref: str, subject: SubjectKind = SubjectKind.CLAUSE, **changes: object) -> CommentThread:
    comment = replace(SAID, subject=subject, ref=ref, name=ref, version_id="v1", id=ref)
    return CommentThread(replace(comment, **changes))  # type: ignore[arg-type]


def test_comments_stand_in_the_order_of_the_newest_text() -> None:
    case = _on("c1", SubjectKind.CASE, name="old name")
    threads = (case, _on("SP2"), _on("SP1"), _on("SP3"), _on("", SubjectKind.POLICY))
    found = placed(threads, NEW, REVIEWED, {"c1": "new name"})
    assert [(each.name, each.since) for each in found] == [
        ("The policy", Since.SAME),
        ("SP3", Since.SAME),
        ("SP1", Since.REWORDED),
        ("SP2", Since.GONE),
        ("new name", Since.SAME),
    ]
    assert [each.sentence for each in found] == [
        "",
        "",
        "Said about version 1; reworded since.",
        "Said about version 1; taken out since.",
        "",
    ]
    reworded = found[2]
    assert (reworded.before, reworded.now) == (
        "- SP1 No pills.",
        "- SP1 No pills and no powders.",
    )


def test_what_cannot_be_compared_is_told_so() -> None:
    unknown = _on("SP1", version_id=None)
    invented = _on("SP9")
    lost = _on("", SubjectKind.CASE, name="pills")
    whole = _on("", SubjectKind.POLICY, version_id=None)
    found = placed((unknown, invented, lost, whole), NEW, REVIEWED, {})
    assert [(each.name, each.since, each.version) for each in found] == [
        ("The policy", Since.UNKNOWN, None),
        ("SP1", Since.UNKNOWN, None),
        ("SP9", Since.GONE, 1),
        ("pills", Since.GONE, 1),
    ]
    assert found[1].sentence == "Said about an unknown version."
    (alone,) = placed((_on("SP3"),), None, REVIEWED, {})
    assert alone.since is Since.GONE


def test_a_clause_that_the_reviewed_text_did_not_have_is_not_compared() -> None:
    (found,) = placed((_on("SP1"),), NEW, {"v1": Reviewed(1, parse("# Spam\n"))}, {})
    assert found.since is Since.UNKNOWN
