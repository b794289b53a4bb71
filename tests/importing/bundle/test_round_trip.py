"""Export, import, export: not a byte differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.releases import STARTERS, full_release, of_text, starter

from clausebench.domain.bundle.names import plain_title
from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case
from clausebench.exporting.bundle import members_of, write_bundle
from clausebench.importing.bundle import read_bundle, read_members

SOURCES: dict[str, Callable[[], Release]] = {
    **{name: (lambda name=name: starter(name)) for name in STARTERS},  # type: ignore[misc]
    "everything": full_release,
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_a_bundle_read_and_written_again_is_the_same(
    source: Callable[[], Release], tmp_path: Path
) -> None:
    first = write_bundle(source())
    path = tmp_path / "a.policybundle.zip"
    path.write_bytes(first)
    bundle = read_bundle(path)
    assert bundle.release == source()
    assert write_bundle(bundle.release) == first
    assert read_members(path) == members_of(source())


_TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=80)


@settings(max_examples=60, deadline=None)
@given(policy=_TEXT, contents=st.lists(_TEXT, max_size=4), title=_TEXT)
def test_any_policy_and_any_content_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, policy: str, contents: list[str], title: str
) -> None:
    cases = tuple(Case("", "", f"case {n}", text) for n, text in enumerate(contents))
    release = replace(of_text(policy), cases=cases, title=plain_title(title) or "Policy")
    path = tmp_path_factory.mktemp("bundle") / "any.zip"
    path.write_bytes(write_bundle(release))
    assert read_bundle(path).release == release
