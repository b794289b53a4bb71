"""Names in bundles are harmless on every system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.bundle.names import (
    bundle_name,
    is_slug,
    is_title,
    name_problem,
    plain_title,
    prompt_name,
    slug_of,
)


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


@given(st.text())
def test_a_plain_title_stays_plain(text: str) -> None:
    plain = plain_title(text)
    assert plain_title(plain) == plain
    assert is_title(plain) is bool(plain)


def test_titles_keep_joiners_and_lose_what_steers() -> None:
    assert plain_title(" می\u200cخواهم \n x\u202ey\0 ") == "می\u200cخواهم xy"
    assert not is_title("a\nb")
    assert plain_title("a \u202e b") == "a b"
    assert bundle_name("spam", 3) == "spam-3.policybundle.zip"
