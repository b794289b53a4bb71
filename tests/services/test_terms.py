"""A policy keeps what it is released with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.exchange import Exchange, open_test_exchange
from tests.support.releases import POLICIES

from clausebench.domain.bundle.release import Licence
from clausebench.domain.bundle.terms import ReleaseTerms
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.measures.targets import Metric
from clausebench.services.releasing import ReleaseOptions
from clausebench.services.terms import Terms

NAME = "Spam policy"
TARGETS = "[overall]\nrecall = 0.9\n"


@pytest.fixture
def exchange(workspace_path: Path) -> Iterator[Exchange]:
    with open_test_exchange(workspace_path) as exchange:
        exchange.library.import_folder(POLICIES / "spam")
        yield exchange


def test_terms_are_kept_part_by_part(exchange: Exchange) -> None:
    terms = Terms(exchange.workspace)
    assert terms.of(NAME) == ReleaseTerms()
    assert terms.targets_of(NAME) == ()
    terms.keep(NAME, licence="CC-BY-4.0\n", targets=TARGETS)
    assert terms.keep(NAME, attribution="Ana") == ReleaseTerms("CC-BY-4.0", "Ana", TARGETS)
    (target,) = terms.targets_of(NAME)
    assert (target.metric, target.minimum) == (Metric.RECALL, 0.9)
    assert terms.keep(NAME, targets="", licence="") == ReleaseTerms("", "Ana", "")
    assert terms.of(NAME) == ReleaseTerms("", "Ana", "")
    assert terms.targets_of(NAME) == ()


def test_targets_that_cannot_be_read_change_nothing(exchange: Exchange) -> None:
    terms = Terms(exchange.workspace)
    terms.keep(NAME, licence="CC-BY-4.0", targets=TARGETS)
    with pytest.raises(BadInputError, match=r"targets.toml: overall.recall is 90"):
        terms.keep(NAME, licence="MIT", targets="[overall]\nrecall = 90", source="targets.toml")
    assert terms.of(NAME) == ReleaseTerms("CC-BY-4.0", "", TARGETS)
    with pytest.raises(NotFoundError, match="no policy named Ham"):
        terms.of("Ham")


def test_a_release_is_under_the_kept_terms_unless_others_are_given(exchange: Exchange) -> None:
    Terms(exchange.workspace).keep(NAME, licence="CC-BY-4.0", attribution="Ana")
    kept = exchange.releasing.release(NAME).licences[0]
    assert kept == Licence("CC-BY-4.0", "the policy", "Ana")
    given = exchange.releasing.release(NAME, ReleaseOptions(licence="MIT")).licences[0]
    assert given == Licence("MIT", "the policy", "Ana")
