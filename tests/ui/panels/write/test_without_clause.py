"""What if this clause were not there?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.fake_desk import CONTENT, HOLD, POLICY, streamed, verdict

from clausebench.domain.clause import Decision
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell

AtRest = Callable[[], None]


def put_cursor(mode: WriteMode, words: str) -> None:
    editor = mode.panels.rule.editor
    cursor = editor.textCursor()
    cursor.setPosition(POLICY.index(words))
    editor.setTextCursor(cursor)


def test_the_sample_is_judged_without_the_clause_and_nothing_else_changes(
    mode: WriteMode, desk: Any, shell: Shell, at_rest: AtRest
) -> None:
    mode.samples.judge()
    at_rest()
    desk.judging.script = streamed(verdict(decision=Decision.ALLOWED, label="allowed"))
    put_cursor(mode, "Cold offer")
    shell.commands.run("sample.judge-without")
    at_rest()
    order = desk.judging.orders[-1]
    assert "Cold offer" not in order.policy_text
    assert "Off-topic" in order.policy_text
    assert (order.content, order.case, order.policy_id) == (CONTENT, None, None)
    assert order.policy_name.endswith("without SP1.a")
    assert mode.panels.rule.editor.source.text == POLICY
    banner = shell.banners.banners[0]
    assert banner.title == "Without SP1.a: allowed."
    assert "With it: violates." in banner.detail


def test_a_clause_that_changes_nothing_is_said_to_carry_nothing(
    mode: WriteMode, shell: Shell, at_rest: AtRest
) -> None:
    mode.samples.judge()
    at_rest()
    put_cursor(mode, "Wanted messages")
    shell.commands.run("sample.judge-without")
    at_rest()
    assert "carries nothing" in shell.banners.banners[0].detail


def test_an_ordinary_judgement_says_nothing_of_it(
    mode: WriteMode, shell: Shell, at_rest: AtRest
) -> None:
    put_cursor(mode, "Cold offer")
    mode.samples.judge()
    at_rest()
    assert shell.banners.banners == ()


@pytest.mark.parametrize("place", ["Decide whether", "Your parcel arrives"])
def test_where_no_clause_can_decide_it_says_so(
    mode: WriteMode, desk: Any, shell: Shell, at_rest: AtRest, place: str
) -> None:
    put_cursor(mode, place)
    shell.commands.run("sample.judge-without")
    at_rest()
    assert desk.judging.orders == []
    assert "Put the cursor" in shell.banners.banners[0].title


def test_another_judgement_takes_its_place(
    mode: WriteMode, desk: Any, shell: Shell, at_rest: AtRest
) -> None:
    desk.judging.script = [HOLD]
    put_cursor(mode, "Cold offer")
    shell.commands.run("sample.judge-without")
    desk.judging.script = streamed(verdict())
    mode.samples.judge()
    at_rest()
    assert shell.banners.banners == ()
