"""Proxy, certificates and staying offline, through the real huggingface-hub code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from tests.engines.weights.conftest import NAME
from tests.support.fronts import proxy, tls_front
from tests.support.loopback_hub import REPO, LoopbackHub

from clausebench.domain.errors import BadInputError, DownloadError
from clausebench.domain.network import (
    Network,
    is_proxy,
    is_safe_endpoint,
    normal_endpoint,
)
from clausebench.domain.weights import RemoteFile
from clausebench.engines.weights.client import use_network
from clausebench.engines.weights.hub import Hub


@pytest.fixture(autouse=True)
def _plain_again() -> Iterator[None]:
    yield
    use_network(Network())


def read(client: Hub, hub: LoopbackHub) -> bytes:
    """The file's bytes, all of them."""
    repo = client.describe(REPO)
    file = RemoteFile(NAME, len(hub.files[NAME]), hub.sha256(NAME))
    with client.read(repo, file, 0) as stream:
        return b"".join(stream.chunks())


def test_offline_nobody_is_asked(hub: LoopbackHub) -> None:
    client = Hub(hub.url, network=Network(is_offline=True))
    for ask in (lambda: client.describe(REPO), lambda: client.search("model")):
        with pytest.raises(DownloadError, match="stay offline"):
            ask()
    assert hub.asked == []


def test_a_proxy_is_used_for_everything(hub: LoopbackHub, data: bytes) -> None:
    with proxy() as between:
        client = Hub(hub.url, network=Network(proxy=between.url))
        assert read(client, hub) == data
    assert [path.startswith(hub.url) for path in between.asked] == [True, True]
    assert len(hub.asked) == 2


def test_a_proxy_that_is_not_there_is_named_as_the_cause(hub: LoopbackHub) -> None:
    with proxy() as gone:
        address = gone.url
    with pytest.raises(DownloadError) as caught:
        Hub(hub.url, network=Network(proxy=address)).describe(REPO)
    assert "cannot be reached" in str(caught.value) or "proxy" in str(caught.value).lower()
    assert hub.asked == []


def test_a_certificate_of_ones_own_is_trusted_only_when_it_is_chosen(
    hub: LoopbackHub, data: bytes, tmp_path: Path
) -> None:
    authority = trustme.CA()
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    with tls_front(hub.url, authority) as address:
        with pytest.raises(DownloadError, match="not trusted"):
            Hub(address).describe(REPO)
        assert hub.asked == []
        assert read(Hub(address, network=Network(ca_file=str(ca_file))), hub) == data


@pytest.mark.parametrize("content", [b"no certificate", b"", None])
def test_a_file_without_certificates_is_a_sentence(
    hub: LoopbackHub, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInputError, match="cannot be read"):
        Hub(hub.url, network=Network(ca_file=str(path))).describe(REPO)


def test_a_password_of_a_proxy_and_a_token_are_in_no_representation(hub: LoopbackHub) -> None:
    network = Network(proxy="http://me:secret@proxy:3128")
    client = Hub(hub.url, "hf_secret", network)
    assert "secret" not in f"{network!r} {client!r}"


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("http://proxy:3128", True),
        ("https://me:pw@proxy", True),
        ("proxy:3128", False),
        ("socks5://proxy", False),
        ("http://[broken", False),
    ],
)
def test_addresses_of_proxies(address: str, is_one: bool) -> None:
    assert is_proxy(address) is is_one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://HuggingFace.co", "https://huggingface.co/"),
        ("http://[::1]:80", "http://[::1]:80/"),
        ("https://mirror.org/hf/", "https://mirror.org/hf"),
    ],
)
def test_one_hub_has_one_spelling(one: str, other: str) -> None:
    assert normal_endpoint(one) == normal_endpoint(other)
    assert is_safe_endpoint(normal_endpoint(one))
