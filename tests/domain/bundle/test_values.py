"""Manifests and their parts are plain values with one spelling."""

from __future__ import annotations

import json

import pytest
from tests.support.releases import full_release, starter

from clausebench.domain.bundle.canonical import canonical_json, canonical_lines
from clausebench.domain.bundle.envelope import Standing, Trust, pae
from clausebench.domain.bundle.manifest import BundleFile, BundleManifest, manifest_of
from clausebench.domain.bundle.measures import MetricsSnapshot, Rate, Target, rates
from clausebench.domain.clause import Decision
from clausebench.domain.plain import from_plain


@pytest.mark.parametrize("release", [starter("spam"), full_release()], ids=["plain", "full"])
def test_a_manifest_survives_json(release: object) -> None:
    manifest = manifest_of(release, (BundleFile("b", "1", 1), BundleFile("a", "2", 2)))  # type: ignore[arg-type]
    assert [file.path for file in manifest.files] == ["a", "b"]
    text = canonical_json(manifest)
    again = from_plain(BundleManifest, json.loads(text))
    assert again == manifest
    assert canonical_json(again) == text


def test_the_parent_is_the_newest_earlier_version() -> None:
    assert manifest_of(full_release(), ()).parent == full_release().lineage[0]
    assert manifest_of(starter("spam"), ()).parent is None


def test_floating_point_numbers_have_no_one_spelling() -> None:
    with pytest.raises(TypeError):
        canonical_json({"a": [1, {"b": 0.5}]})
    assert canonical_lines([{"b": 1, "a": "é"}, []]) == '{"a":"é","b":1}\n[]\n'.encode()


def test_what_is_signed_has_its_lengths_in_front() -> None:
    assert pae(b"{}", "a b") == b"DSSEv1 3 a b 2 {}"
    assert pae(b"") != pae(b" ")


def test_a_standing_is_said_in_a_sentence() -> None:
    assert Standing(Trust.KNOWN, "Ana", "ab12").sentence == "Signed by Ana (ab12)."
    assert "unknown key (ab12)" in Standing(Trust.UNKNOWN, "", "ab12").sentence
    assert "Not signed" in Standing(Trust.UNSIGNED).sentence


def test_rates_count_what_expects_violates_or_allowed() -> None:
    v, a, e = Decision.VIOLATES, Decision.ALLOWED, Decision.ESCALATE
    precision, recall = rates([(v, v), (v, None), (v, e), (a, v), (a, a), (e, v), (None, v)])
    assert (precision, recall) == (Rate(1, 2), Rate(1, 3))
    assert precision.share == 0.5
    assert precision.words == "50.0% (1 of 2)"
    assert (Rate(0, 0).share, Rate(0, 0).words) == (None, "no cases")


def test_a_target_that_nothing_measures_is_missed() -> None:
    def missed(*targets: Target) -> list[str]:
        counts = (4, 3, 1, 0, 0, 0, 0)
        snapshot = MetricsSnapshot("r", "", *counts, Rate(9, 10), Rate(0, 0), targets)
        return [target.measure for target in snapshot.missed()]

    assert missed(Target("precision", 900), Target("passed", 750)) == []
    assert missed(Target("precision", 901), Target("passed", 751)) == ["precision", "passed"]
    assert missed(Target("recall", 0), Target("luck", 0)) == ["recall", "luck"]
