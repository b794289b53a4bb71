"""Comments are answered by named people with reasons, and can be opened again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.domain.bundle.test_commenting import SAID
from tests.support.exchange import Exchange, open_test_exchange
from tests.support.releases import POLICIES

from clausebench.domain.bundle.commenting import EndKind, Mark
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.services.commenting import Commenting

NAME = "Spam policy"


@pytest.fixture
def exchange(workspace_path: Path) -> Iterator[Exchange]:
    with open_test_exchange(workspace_path) as exchange:
        exchange.library.import_folder(POLICIES / "spam")
        yield exchange


def test_an_answer_needs_a_name_a_reason_and_an_open_comment(exchange: Exchange) -> None:
    commenting = Commenting(exchange.workspace)
    policy = exchange.library.find(NAME)
    said = replace(SAID, policy_id=policy.id)
    (kept, _) = exchange.workspace.comments.add_all(
        [said, replace(said, mark=Mark.AGREE, origin="two")]
    )
    for who, reason in (("", "Why"), ("Bo", " "), ("\u202e", "Why")):
        with pytest.raises(BadInputError, match="a name and a reason"):
            commenting.end(kept.id, EndKind.DONE, who, reason)
    with pytest.raises(BadInputError, match="is open"):
        commenting.end(kept.id, EndKind.REOPENED, "Bo", "Why")
    commenting.end(kept.id, EndKind.DONE, "Bo", "Narrowed")
    with pytest.raises(BadInputError, match="answered already"):
        commenting.end(kept.id, EndKind.ASIDE, "Bo", "Meant so")
    commenting.end(kept.id, EndKind.REOPENED, "Bo", "Not enough")
    with pytest.raises(NotFoundError, match="no comment"):
        commenting.end("nobody", EndKind.DONE, "Bo", "Narrowed")
    with pytest.raises(NotFoundError, match="no policy"):
        commenting.threads("Ham")
    assert [len(thread.ends) for thread in commenting.threads(NAME)] == [2, 0]
