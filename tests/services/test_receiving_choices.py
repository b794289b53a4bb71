"""Each case is decided by itself, a bundle can become a new policy, and no words are lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.exchange import Exchange, Verifier, open_test_exchange
from tests.support.releases import POLICIES, starter, with_text

from clausebench.domain.bundle.merging import Take
from clausebench.domain.errors import BadInputError
from clausebench.services.receiving import Arrangement, Receiving


@pytest.fixture
def exchange(workspace_path: Path) -> Iterator[Exchange]:
    with open_test_exchange(workspace_path) as exchange:
        yield exchange


@pytest.fixture
def verified(tmp_path: Path) -> Verifier:
    return Verifier(tmp_path)


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
