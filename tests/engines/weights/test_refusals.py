"""Each way in which a hub refuses is a sentence that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.weights.conftest import fetch
from tests.support.loopback_hub import LoopbackHub

from clausebench.domain.errors import BadInputError, DownloadError
from clausebench.engines.weights.hub import Hub


@pytest.mark.parametrize(
    ("status", "code", "sentence"),
    [
        (401, "", "no public model"),
        (403, "GatedRepo", "people who asked for it"),
        (403, "", "people who asked for it"),
        (404, "EntryNotFound", "no such file"),
        (404, "RevisionNotFound", "no such version"),
        (404, "", "There is no model"),
        (416, "", "has changed on the hub"),
        (503, "", "is busy"),
        (418, "", "refused the download"),
    ],
)
def test_each_refusal_is_a_sentence_of_its_own(
    hub: LoopbackHub, folder: Path, status: int, code: str, sentence: str
) -> None:
    hub.faults.status, hub.faults.error_code = status, code
    with pytest.raises(DownloadError, match=sentence):
        fetch(hub, folder)


@pytest.mark.parametrize(
    ("status", "code", "sentence"),
    [
        (401, "RepoNotFound", "no public model"),
        (403, "GatedRepo", "people who asked for it"),
        (404, "RepoNotFound", "There is no model"),
        (429, "", "is busy"),
        (500, "", "is busy"),
    ],
)
def test_each_refusal_to_describe_is_a_sentence(
    hub: LoopbackHub, status: int, code: str, sentence: str
) -> None:
    hub.faults.status, hub.faults.status_on, hub.faults.error_code = status, "information", code
    with pytest.raises(DownloadError, match=sentence):
        Hub(hub.url).describe("org/model-GGUF")


@pytest.mark.parametrize(
    ("token", "sentence"), [("", "people who asked"), ("hf_wrong", "people who asked")]
)
def test_gated_weights_say_what_to_do(
    hub: LoopbackHub, folder: Path, token: str, sentence: str
) -> None:
    hub.faults.token, hub.faults.is_gated = "hf_right", True
    with pytest.raises(DownloadError, match=sentence) as caught:
        fetch(hub, folder, token=token)
    assert "token" in caught.value.hint


def test_a_hub_that_is_not_there_is_a_sentence(folder: Path) -> None:
    with pytest.raises(DownloadError, match="cannot be reached"):
        Hub("http://127.0.0.1:9", patience=0.5).describe("org/model-GGUF")


@pytest.mark.parametrize(
    "endpoint",
    [
        *("file:///etc", "ftp://hub", "huggingface.co", "http://hub", "https://", "http://[", ""),
        *("http://localhost.evil.org", "http://127.0.0.1@evil.org", "http://127.0.0.1.evil.org"),
        "https://somebody@huggingface.co",
    ],
)
def test_only_safe_addresses_are_hubs(endpoint: str) -> None:
    with pytest.raises(BadInputError):
        Hub(endpoint)


@pytest.mark.parametrize("repo", ["", "..", "a/b/c", "org/mo del", "../../etc"])
def test_a_name_that_is_none_is_a_sentence(hub: LoopbackHub, repo: str) -> None:
    with pytest.raises((BadInputError, DownloadError)):
        Hub(hub.url).describe(repo)
