"""Whatever stands in a table, proposing it raises nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from clausebench.domain.importing.grid import GridRow, make_grid
from clausebench.domain.importing.making import make_cases, named
from clausebench.domain.importing.mapping import disagreements, guess_columns, truth_candidates
from clausebench.domain.importing.meanings import meanings
from clausebench.domain.importing.twice import find_twice
from clausebench.domain.reading_policy import parse

POLICY = parse(
    "# Hate\n\n## Violates\n\n- H1 Slurs: “a bad word or two”\n\n## Allowed\n\n- H0 Rest\n"
)
NAMES = st.sampled_from(
    ["content", "label", "response", "response label", "S", "H", "V", "id", "twin", "turn",
     "conversation_id", "role", "clauses", "tags", "kind", "severity", "human_annotation", ""]
)  # fmt: skip
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["1", "0", "true", "H1", "H0", "\ud800", "<|end|>", "a bad word or two", "high"]
    ),
)


@settings(deadline=None)
@given(data=st.data(), header=st.lists(NAMES, min_size=1, max_size=8))
def test_any_table_is_proposed(data: st.DataObject, header: list[str]) -> None:
    rows = data.draw(
        st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=8)
    )
    lines = [GridRow(n, tuple(row)) for n, row in enumerate([header, *rows], 1)]
    grid = make_grid("any.csv", lines)
    columns = guess_columns(grid, POLICY)
    values = [cell for row in grid.rows for cell in row.cells]
    making = make_cases(grid, columns, meanings(values, POLICY))
    made = named(making.made, lambda text: text[:5] or "case", ["case"])
    assert len({one.case.name for one in made}) == len(made)
    assert all(one.case.content.encode() for one in made)
    candidates = truth_candidates(grid, "content")
    assert all(0 < d.rows <= d.total for d in disagreements(grid, candidates))
    found = list(
        find_twice(made, {"present": ("x", made[0].case.expected)} if made else {}, POLICY)
    )
    assert len([t for t in found if t]) <= len(made)
