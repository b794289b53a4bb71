"""Every format as it was looked at once, by a person or by the program it is for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.policies import SPAM
from tests.support.releases import SETTINGS, of_text

from clausebench.domain.bundle.release import Precedent, Release
from clausebench.domain.case import Case, CaseSeverity, Expectation
from clausebench.domain.clause import Decision
from clausebench.exporting.formats import ALL

GOLDEN = Path(__file__).parents[1] / "golden" / "exporting"
FORMATS = [name for name in ALL if name not in ("bundle", "vllm", "review")]


def small_release(contract: str = "rationale") -> Release:
    """Two rules, a formula, and a text that looks like a template."""
    cases = (
        Case(
            "",
            "",
            "sale",
            "=SUM(1) Buy my course! {{content}}",
            Expectation(Decision.VIOLATES, None, ("SP1",)),
            "en",
            ("clear",),
            severity=CaseSeverity.HIGH,
        ),
        Case("", "", "receipt", "Your order\nhas shipped.", Expectation(Decision.ALLOWED)),
        Case("", "", "unlabelled", "A content that nobody has judged."),
    )
    precedents = (Precedent("sale", Decision.VIOLATES, "SP1", ("SP1",), "It sells.", ""),)
    made = of_text(SPAM, contract=contract, slug="spam", cases=cases, precedents=precedents)
    return replace(made, settings=SETTINGS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_as_it_was(name: str, request: pytest.FixtureRequest) -> None:
    files = ALL[name].write(small_release())
    folder = GOLDEN / name
    if request.config.getoption("--update-golden"):
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    known = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    assert set(known) == set(files)
    for path, data in files.items():
        assert known[path].read_bytes() == data, path
