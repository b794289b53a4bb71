"""Manifests and their parts are plain values with one spelling."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.support.judged_cases import judged
from tests.support.releases import full_release, starter

from clausebench.domain.bundle.canonical import canonical_json, canonical_lines
from clausebench.domain.bundle.envelope import Standing, Trust, pae
from clausebench.domain.bundle.manifest import BundleFile, BundleManifest, manifest_of
from clausebench.domain.bundle.measures import KeptTarget, Rate, snapshot_of
from clausebench.domain.measures import (
    By,
    Counted,
    Metric,
    Share,
    Target,
    TargetState,
    check,
)
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


def test_a_rate_is_written_with_its_interval_in_whole_numbers() -> None:
    written = Rate.written(Share(9, 10))
    assert written == Rate(9, 10, 595850, 982124)
    assert written.share == Share(9, 10)
    assert written.is_possible
    for wrong in (Rate(9, 10, 700000, 982124), Rate(11, 10, 0, 0), Rate(1, 2**31, 0, 0)):
        assert not wrong.is_possible


def test_a_kept_target_is_worked_out_again_from_its_counts() -> None:
    target = Target(By.CLAUSE, "SP2.a", Metric.RECALL, 0.8, confident=True, min_cases=3)
    written = KeptTarget.written(check(target, Counted(9, 10, 10)))
    assert written.minimum == 800_000
    assert written.state is TargetState.MISSED  # the lower end is below
    assert written.result.target == target
    assert written.result.sentence == check(target, Counted(9, 10, 10)).sentence
    assert written.is_possible
    lies = (
        {"state": TargetState.MET},
        {"hits": 11},
        {"n": 11},
        {"low": None},
        {"low": 900_000},
        {"minimum": 1_000_001},
        {"min_cases": 0},
        {"name": "x" * 501},
    )
    for lie in lies:
        assert not replace(written, **lie).is_possible, lie


def test_a_harmonic_mean_has_no_interval_and_its_own_count() -> None:
    target = Target(None, "", Metric.F1, 0.5, min_cases=2)
    written = KeptTarget.written(check(target, Counted(4, 6, 3)))
    assert (written.low, written.high, written.state) == (None, None, TargetState.MET)
    assert written.is_possible
    assert not replace(written, low=1).is_possible


def test_a_snapshot_counts_cases_and_their_targets() -> None:
    cases = [
        judged("one", "v", "vv"),
        judged("two", "v", "aa"),
        judged("three", "a", "a"),
        judged("four", "-", "aa"),
    ]
    targets = (
        Target(None, "", Metric.ACCURACY, 0.5, min_cases=3),
        Target(None, "", Metric.RECALL, 0.9, min_cases=2),
        Target(By.TAG, "none", Metric.PASSED, 0.5),
    )
    found = snapshot_of("r", "now", cases, targets)
    assert (found.cases, found.passed, found.failed, found.unlabelled) == (4, 2, 1, 1)
    assert (found.asked_once, found.stability.share) == (1, Share(2, 2))
    assert (found.accuracy.share, found.recall.share) == (Share(2, 3), Share(1, 2))
    assert [result.state for result in found.results] == [
        TargetState.MET,
        TargetState.MISSED,
        TargetState.FEW,
    ]
    assert [result.target.metric for result in found.missed()] == [Metric.RECALL, Metric.PASSED]
    assert found.is_possible
    assert not replace(found, passed=3).is_possible
    assert not replace(found, asked_once=5).is_possible
    assert not replace(found, recall=Rate(1, 2, 0, 0)).is_possible
    assert snapshot_of("r", "now", [], ()).is_possible
