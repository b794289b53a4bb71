"""A bundle comes in as a whole, merged with what is there, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.exchange import Exchange, Verifier, open_test_exchange
from tests.support.releases import POLICIES, starter, with_text

from clausebench.domain.bundle.merging import Take
from clausebench.domain.case import Case
from clausebench.domain.clause import ClauseId, Decision
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.services.receiving import Arrangement, Preview, Receiving

OURS, THEIRS = Arrangement(every=Take.OURS), Arrangement(every=Take.THEIRS)


@pytest.fixture
def exchange(workspace_path: Path) -> Iterator[Exchange]:
    with open_test_exchange(workspace_path) as exchange:
        yield exchange


@pytest.fixture
def verified(tmp_path: Path) -> Verifier:
    return Verifier(tmp_path)


def _receive(exchange: Exchange, preview: Preview) -> str:
    return Receiving(exchange.workspace).receive(preview).policy_id


def test_a_bundle_becomes_a_new_policy_and_goes_out_as_it_came(
    exchange: Exchange, verified: Verifier
) -> None:
    sent = replace(starter("spam"), title="Spam", slug="spam")
    receiving = Receiving(exchange.workspace)
    preview = receiving.preview(verified(sent))
    assert (preview.policy, preview.is_ready, preview.text) == (None, True, sent.text)
    assert len(preview.new_cases) == len(sent.cases)
    assert not exchange.library.policies()
    policy_id = _receive(exchange, preview)
    back = exchange.releasing.release("Spam")
    assert replace(back, created=sent.created, chain_head="") == sent
    reason = exchange.library.versions(policy_id)[0].reason
    assert reason == "Received spam 1, revision 1"


def test_generated_ids_live_on_across_the_exchange(exchange: Exchange, verified: Verifier) -> None:
    plain = starter("spam")
    first, *rest = plain.clauses
    kept = ClauseId("c-kept")
    children = (replace(c, parent=kept) if c.parent == first.id else c for c in rest)
    clauses = (replace(first, id=kept), *children)
    bundle = verified(replace(plain, clauses=clauses))
    _receive(exchange, Receiving(exchange.workspace).preview(bundle))
    assert exchange.releasing.release(plain.title).clauses == clauses


def test_both_sides_work_goes_together(exchange: Exchange, verified: Verifier) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    ours = opened.text.replace("Cold offer", "Cold call")
    exchange.library.save_version(opened.policy.id, ours, "Ours")
    sent = starter("spam")
    theirs = sent.text.replace("Link dump", "Heap of links")
    release = replace(with_text(sent, theirs), lineage=(sent.policy_sha256,), version=2)
    preview = Receiving(exchange.workspace).preview(verified(release), OURS)
    assert preview.policy == opened.policy
    assert preview.base is not None
    assert preview.base.number == 1
    assert [change.name for change in preview.changes] == ["SP2.b"]
    _receive(exchange, preview)
    text = exchange.library.open(opened.policy.id).text
    assert "Cold call" in text
    assert "Heap of links" in text


def test_conflicts_wait_for_a_decision(exchange: Exchange, verified: Verifier) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    exchange.library.save_version(
        opened.policy.id, opened.text.replace("Cold offer", "Ours"), "Ours"
    )
    sent = starter("spam")
    release = replace(
        with_text(sent, sent.text.replace("Cold offer", "Theirs")), lineage=(sent.policy_sha256,)
    )
    receiving, bundle = Receiving(exchange.workspace), verified(release)
    preview = receiving.preview(bundle)
    assert [conflict.clause for conflict in preview.open] == ["SP1.a"]
    with pytest.raises(BadInputError, match="Both sides"):
        receiving.receive(preview)
    chosen = receiving.preview(bundle, Arrangement(choices=(("SP1.a", Take.THEIRS),)))
    assert chosen.is_ready
    receiving.receive(chosen)
    assert "SP1.a Theirs" in exchange.library.open(opened.policy.id).text


def test_cases_that_differ_wait_for_a_decision(exchange: Exchange, verified: Verifier) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    sent = starter("spam")
    changed = replace(
        sent.cases[0], expected=replace(sent.cases[0].expected, decision=Decision.ALLOWED)
    )
    added = replace(sent.cases[1], name="brand-new", content="Never seen before.")
    bundle = verified(replace(sent, cases=(changed, *sent.cases[1:], added)))
    receiving = Receiving(exchange.workspace)
    assert receiving.preview(bundle).open_cases == (changed.name,)
    assert receiving.preview(bundle, OURS).changed_cases == ()
    receipt = receiving.receive(receiving.preview(bundle, THEIRS))
    now = {case.name: case for case in exchange.library.cases(opened.policy.id)}
    assert now[changed.name].expected.decision is Decision.ALLOWED
    assert "brand-new" in now
    assert receipt.before == receipt.after  # the text was the same
    assert "1 new case, 1 changed case." in receiving.undo(receipt)
    back = {case.name: case for case in exchange.library.cases(opened.policy.id)}
    assert back[changed.name].expected.decision is Decision.VIOLATES
    assert "brand-new" not in back
    assert receiving.preview(verified(sent)).does_nothing


def test_taking_in_can_be_undone_and_history_keeps_both(
    exchange: Exchange, verified: Verifier
) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    sent = starter("spam")
    release = replace(with_text(sent, sent.text + "\nMore.\n"), lineage=(sent.policy_sha256,))
    receiving = Receiving(exchange.workspace)
    receipt = receiving.receive(receiving.preview(verified(release)))
    assert exchange.library.open(opened.policy.id).text.endswith("More.\n")
    receiving.undo(receipt)
    versions = exchange.library.versions(opened.policy.id)
    assert [version.number for version in versions] == [3, 2, 1]
    assert versions[0].text == versions[2].text
    with pytest.raises(BadInputError, match="edited after"):
        receiving.undo(receipt)


def test_a_new_policy_that_is_taken_back_is_gone_and_can_come_again(
    exchange: Exchange, verified: Verifier
) -> None:
    receiving = Receiving(exchange.workspace)
    bundle = verified(starter("spam"))
    receipt = receiving.receive(receiving.preview(bundle))
    assert receipt.is_new
    assert exchange.workspace.search.find("unsolicited")
    assert "gone from the list" in receiving.undo(receipt)
    assert exchange.library.policies() == ()
    assert exchange.workspace.policies.all() == ()
    assert exchange.workspace.policies.find(receipt.title) is None
    assert exchange.workspace.policies.find(receipt.policy_id) is None
    assert not exchange.workspace.search.find("unsolicited")
    assert exchange.workspace.policies.versions(receipt.policy_id)  # history keeps it
    assert exchange.workspace.verify_chain() == ()
    assert receiving.receipts.last() is None
    again = receiving.receive(receiving.preview(bundle))
    assert (again.title, again.is_new) == (receipt.title, True)
    assert again.policy_id != receipt.policy_id
    assert exchange.workspace.search.find("unsolicited")
    receiving.undo(again)
    assert exchange.library.policies() == ()


def test_a_policy_with_cases_of_its_own_is_not_taken_out_of_sight(
    exchange: Exchange, verified: Verifier
) -> None:
    receiving = Receiving(exchange.workspace)
    receipt = receiving.receive(receiving.preview(verified(starter("spam"))))
    exchange.workspace.cases.keep(Case("", receipt.policy_id, "mine", "Mine."))
    assert "has 1 cases that came otherwise" in receiving.undo(receipt)
    assert [case.name for case in exchange.library.cases(receipt.policy_id)] == ["mine"]


def test_a_draft_is_not_taken_back(exchange: Exchange, verified: Verifier) -> None:
    receiving = Receiving(exchange.workspace)
    receipt = receiving.receive(receiving.preview(verified(starter("spam"))))
    exchange.library.save_draft(receipt.policy_id, "Words.", 0)
    with pytest.raises(BadInputError, match="edited after"):
        receiving.undo(receipt)


def test_what_was_deleted_for_good_cannot_come_back_by_undoing(
    exchange: Exchange, verified: Verifier
) -> None:
    exchange.library.import_folder(POLICIES / "spam")
    sent = starter("spam")
    changed = replace(sent.cases[0], content="Other words.")
    receiving = Receiving(exchange.workspace)
    bundle = verified(replace(sent, cases=(changed, *sent.cases[1:])))
    receipt = receiving.receive(receiving.preview(bundle, THEIRS))
    assert receiving.receipts.find(receipt.id) == receipt
    exchange.workspace.purge_content(sent.cases[0].content)
    assert receiving.receipts.find(receipt.id) is None
    exchange.workspace.facts.put("received:x", "[]")
    assert receiving.receipts.last() is None


def test_nothing_stays_of_what_fails_in_the_middle(
    exchange: Exchange, verified: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiving = Receiving(exchange.workspace)
    preview = receiving.preview(verified(starter("spam")))

    def fail(*_: object) -> Iterator[None]:
        yield None
        raise RuntimeError("the power went")

    monkeypatch.setattr(exchange.workspace.imports, "keep", fail)
    with pytest.raises(RuntimeError):
        receiving.receive(preview)
    assert not exchange.library.policies()
    assert exchange.workspace.verify_chain() == ()


def test_what_was_edited_meanwhile_is_not_overwritten(
    exchange: Exchange, verified: Verifier
) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    receiving = Receiving(exchange.workspace)
    preview = receiving.preview(verified(starter("spam")), THEIRS)
    exchange.library.save_version(opened.policy.id, opened.text + "More.\n", "More")
    with pytest.raises(BadInputError, match="edited meanwhile"):
        receiving.receive(preview)
    exchange.library.save_draft(opened.policy.id, "Draft", 0)
    with pytest.raises(BadInputError, match="no version yet"):
        receiving.preview(verified(starter("spam")))


def test_an_older_revision_is_warned_of(exchange: Exchange, verified: Verifier) -> None:
    receiving = Receiving(exchange.workspace)
    sent = starter("spam")
    newer = replace(with_text(sent, sent.text + "\nMore.\n"), lineage=(sent.policy_sha256,))
    receiving.receive(receiving.preview(verified(replace(newer, revision=7)), THEIRS))
    preview = receiving.preview(verified(replace(sent, revision=6)), THEIRS)
    assert any("revision 7 was taken in before" in warning for warning in preview.warnings)
    later = receiving.preview(verified(replace(newer, revision=8))).warnings
    assert not [warning for warning in later if "taken in before" in warning]


def test_words_that_are_older_than_ours_change_nothing(
    exchange: Exchange, verified: Verifier
) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    exchange.library.save_version(opened.policy.id, opened.text + "More.\n", "More")
    preview = Receiving(exchange.workspace).preview(verified(starter("spam")))
    assert preview.does_nothing
    assert any("newer words" in warning for warning in preview.warnings)


def test_policies_without_a_common_past_meet_by_name(
    exchange: Exchange, verified: Verifier
) -> None:
    exchange.library.create("Ham", "# Ham\n\n- HA1 no ham\n")
    receiving = Receiving(exchange.workspace)
    preview = receiving.preview(verified(starter("spam")), Arrangement(into="ham"))
    assert any("share no version" in warning for warning in preview.warnings)
    assert preview.base is None
    with pytest.raises(NotFoundError):
        receiving.preview(verified(starter("spam")), Arrangement(into="eggs"))


def test_names_that_are_taken_get_a_number(exchange: Exchange, verified: Verifier) -> None:
    receiving = Receiving(exchange.workspace)
    preview = receiving.preview(verified(starter("spam")))
    exchange.library.create("Spam policy", "# Other\n")
    assert receiving.receive(preview).title == "Spam policy 2"


def test_each_case_that_differs_has_a_choice_of_its_own(
    exchange: Exchange, verified: Verifier
) -> None:
    exchange.library.import_folder(POLICIES / "spam")
    sent = starter("spam")
    first, second = (replace(case, note="Theirs") for case in sent.cases[:2])
    bundle = verified(replace(sent, cases=(first, second, *sent.cases[2:])))
    receiving = Receiving(exchange.workspace)
    assert [was.name for was, _ in receiving.preview(bundle).differing_cases] == [
        first.name,
        second.name,
    ]
    half = receiving.preview(bundle, Arrangement(case_choices=((first.name, Take.THEIRS),)))
    assert half.open_cases == (second.name,)
    choices = ((first.name, Take.THEIRS), (second.name, Take.OURS))
    whole = receiving.preview(bundle, Arrangement(case_choices=choices))
    assert whole.is_ready
    assert [now.name for _, now in whole.changed_cases] == [first.name]


def test_a_related_bundle_can_still_become_a_new_policy(
    exchange: Exchange, verified: Verifier
) -> None:
    exchange.library.import_folder(POLICIES / "spam")
    receiving = Receiving(exchange.workspace)
    preview = receiving.preview(verified(starter("spam")), Arrangement(as_new=True))
    assert (preview.policy, preview.conflicts) == (None, ())
    assert receiving.receive(preview).title == "Spam policy 2"


def test_words_written_after_the_preview_are_not_lost(
    exchange: Exchange, verified: Verifier
) -> None:
    opened = exchange.library.import_folder(POLICIES / "spam")
    sent = starter("spam")
    release = replace(with_text(sent, sent.text + "\nMore.\n"), lineage=(sent.policy_sha256,))
    receiving = Receiving(exchange.workspace)
    preview = receiving.preview(verified(release))
    exchange.library.save_draft(opened.policy.id, "Mine", 0)
    with pytest.raises(BadInputError, match="no version yet"):
        receiving.receive(preview)
    exchange.library.save_draft(opened.policy.id, opened.text, 0)  # says what the version says
    receipt = receiving.receive(preview)
    assert exchange.library.open(opened.policy.id).text.endswith("More.\n")
    exchange.library.save_draft(opened.policy.id, "Mine", 0)
    with pytest.raises(BadInputError, match="edited after"):
        receiving.undo(receipt)
    exchange.library.save_draft(opened.policy.id, release.text, 0)
    receiving.undo(receipt)
    assert exchange.library.open(opened.policy.id).text == opened.text
