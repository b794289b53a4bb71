"""What is written is what is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.measures.slices import By
from clausebench.domain.measures.target_file import read_targets
from clausebench.domain.measures.target_writing import targets_text
from clausebench.domain.measures.targets import Metric, Target

_minimums = st.integers(0, 1_000_000).map(lambda millionths: millionths / 1_000_000)
_names = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def tables(draw: st.DrawFn) -> list[Target]:
    """Targets of one group of cases share what a table says once."""
    found: list[Target] = []
    groups = draw(
        st.lists(st.tuples(st.sampled_from([None, *By]), _names), min_size=1, unique=True)
    )
    for by, name in {(by, name if by else "") for by, name in groups}:
        metrics = draw(st.lists(st.sampled_from(Metric), min_size=1, unique=True))
        confident = draw(st.booleans()) and Metric.F1 not in metrics
        few = draw(st.integers(1, 10**6))
        found += [Target(by, name, m, draw(_minimums), confident, few) for m in metrics]
    return found


@given(tables())
def test_targets_come_back_as_they_were_written(targets: list[Target]) -> None:
    assert set(read_targets(targets_text(targets), "test")) == set(targets)


def test_nothing_is_an_empty_text_and_the_last_minimum_holds() -> None:
    assert targets_text([]) == ""
    found = targets_text([Target(None, "", Metric.RECALL, m) for m in (0.5, 0.75)])
    assert found == "[overall]\nrecall = 0.75\nmin_cases = 10\n"
