"""Several policies on the same contents."""

from __future__ import annotations

from tests.support.judged_cases import judged

from clausebench.domain.measures import Broken, Share, together
from clausebench.domain.text import text_hash


def test_right_only_where_every_policy_is_right() -> None:
    found = together(
        {
            "spam": [
                judged("a", "v", "v", content="one"),
                judged("b", "a", "v", content="two"),
                judged("c", "a", "a", content="three"),
            ],
            "scams": [
                judged("x", "a", "v", content="two"),
                judged("y", "a", "a", content="one"),
                judged("c", "v", "-", content="three"),
            ],
        }
    )
    assert found.right == Share(1, 3)
    assert found.policies == (("spam", Share(2, 3)), ("scams", Share(1, 3)))
    assert found.broken == (
        Broken(text_hash("two"), ("b", "x"), ("spam", "scams")),
        Broken(text_hash("three"), ("c",), ("scams",)),
    )


def test_contents_that_not_all_judged_are_left_out() -> None:
    found = together(
        {
            "spam": [judged("a", "v", "v", content="one"), judged("b", "v", "v", content="two")],
            "scams": [judged("a", "v", "v", content="one"), judged("b", "-", "v", content="two")],
        }
    )
    assert (found.right, found.left_out) == (Share(1, 1), 1)


def test_a_content_that_is_there_twice_must_be_right_twice() -> None:
    spam = [judged("a", "v", "v", content="one"), judged("again", "v", "a", content="one")]
    found = together({"spam": spam})
    assert found.right == Share(0, 1)
    assert found.broken[0].names == ("a", "again")
