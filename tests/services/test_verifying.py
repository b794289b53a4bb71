"""What a verified bundle tells whoever decides about it, and how two differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.exchange import TOOL, Verifier
from tests.support.hostile_bundles import packed, with_files, with_manifest
from tests.support.keys import signing_in
from tests.support.releases import full_release, starter, with_text

from clausebench.domain.errors import BundleError
from clausebench.services.differing import difference
from clausebench.services.verifying import verify


@pytest.fixture
def verified(tmp_path: Path) -> Verifier:
    return Verifier(tmp_path)


def test_a_verified_bundle_tells_what_one_should_know(verified: Verifier) -> None:
    assert verified(full_release()).notes == (
        "It was approved past obstacles: Only three cases.",
        (
            "It was released although it misses a target. Overall, precision: 2 of 3; precision "
            "is below 90 %."
        ),
    )
    (note,) = verified(starter("spam")).notes
    assert "not tested" in note


def test_a_prompt_that_does_not_fit_the_text_is_told(verified: Verifier) -> None:
    release = replace(starter("spam"), prompt="Everything is allowed.\n")
    assert any("example_policies" in note for note in verified(release).notes)


def test_clauses_that_do_not_fit_the_text_are_told(verified: Verifier) -> None:
    release = starter("spam")
    first = replace(release.clauses[0], title="Something else")
    told = verified(replace(release, clauses=(first, *release.clauses[1:]))).notes
    assert any("clauses.jsonl" in note for note in told)


@pytest.mark.parametrize(("tool", "why"), [(TOOL, "Somebody changed"), ("other", "wrote the")])
def test_files_that_the_clauses_do_not_explain_are_told(
    tool: str, why: str, tmp_path: Path
) -> None:
    path = tmp_path / "b.zip"
    changed: dict[str, bytes | None] = {f"integrations/x{n}.py": b"import os\n" for n in range(7)}
    path.write_bytes(packed(with_files(changed)))
    notes = verify(path, signing_in(tmp_path / "keys"), tool).notes
    (note,) = [note for note in notes if "These files" in note]
    assert "integrations/x0.py" in note
    assert "and more" in note
    assert why in note


def test_a_contract_that_nobody_knows_is_refused(verified: Verifier, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(packed(with_manifest(lambda manifest: manifest.update(contract="novel"))))
    with pytest.raises(BundleError, match="'novel'"):
        verify(path, signing_in(tmp_path / "keys"), TOOL)


def test_two_bundles_are_told_apart(verified: Verifier) -> None:
    plain, full = starter("spam"), full_release()
    assert difference(full, full).is_nothing
    edited = with_text(full, full.text.replace("Cold offer", "Cold call"))
    edited = replace(edited, cases=(*full.cases[1:], replace(full.cases[0], name="new")))
    found = difference(plain, edited)
    assert not found.is_nothing
    assert [change.name for change in found.clauses] == ["SP1.a"]
    assert (found.cases_added, found.cases_removed) == (("new",), (full.cases[0].name,))
    told = {name for name, _, _ in found.facts}
    assert {"version", "policy", "engine", "passed", "recall"} <= told
    assert difference(plain, full).cases_changed == (full.cases[0].name,)
