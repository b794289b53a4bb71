"""Names in bundles are harmless on every system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.bundle.names import is_slug, name_problem, prompt_name, slug_of


@given(st.text())
def test_any_title_gives_a_slug_that_is_a_harmless_path(title: str) -> None:
    slug = slug_of(title)
    assert is_slug(slug)
    assert name_problem(prompt_name(slug)) is None


def test_titles_without_latin_letters_have_their_own_slugs() -> None:
    assert slug_of("спам").startswith("policy-")
    assert slug_of("спам") != slug_of("垃圾")
    assert slug_of("Spam & Scams, 2nd édition") == "spam-scams-2nd-edition"
    assert slug_of("CON") == "policy-con"


@pytest.mark.parametrize(
    "name",
    [
        "bundle.json",
        "README.md",
        "LICENSE",
        "CHECKSUMS.sha256",
        "integrations/ollama/Modelfile",
        "integrations/opa/.manifest",
        "integrations/osprey/policy_verdict_udf.py",
    ],
)
def test_names_that_bundles_use_are_fine(name: str) -> None:
    assert name_problem(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/passwd",
        "../x",
        "a/../b",
        "a//b",
        "a/",
        "a/./b",
        "c:/w.txt",
        "..\\w.txt",
        "Bundle.json",
        "a/README.MD",
        "x.",
        "y ",
        "a/-rf",
        "a/.hidden",
        "con.txt",
        "a/aux/b",
        "lpt1",
        "café",
        "cafe\u0301",
        "a\u202etxt.exe",
        "a\0b",
        "a\nb",
        "a" * 182,
        "README.md/x",
    ],
)
def test_other_names_are_refused(name: str) -> None:
    assert name_problem(name) is not None
