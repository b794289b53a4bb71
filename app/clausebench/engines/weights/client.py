"""huggingface-hub's HTTP client, made with the person's proxy and certificates."""

from __future__ import annotations

import ssl
import threading
from functools import partial
from typing import Any

from clausebench.domain.errors import BadInputError
from clausebench.domain.network import Network
from clausebench.engines.weights.switches import switch_off

_installing = threading.Lock()
_installed: list[Network] = []


def use_network(network: Network) -> None:
    """The library has one client for the whole process; it is made anew when this changes.

    Raises ``BadInputError`` when the certificates cannot be read.
    """
    switch_off()
    from huggingface_hub import set_client_factory

    with _installing:
        if _installed == [network]:
            return
        trust = _trust(network.ca_file)
        set_client_factory(partial(_make_client, network.proxy, trust))
        _installed[:] = [network]


def is_offline() -> bool:
    """Whether the library was told to stay offline before it was imported."""
    switch_off()
    from huggingface_hub import constants

    return bool(constants.HF_HUB_OFFLINE)


def _make_client(proxy: str, trust: ssl.SSLContext | None) -> Any:
    """As the library's own, without its marks on requests, and with what the settings add."""
    from huggingface_hub.utils import httpx

    return httpx.Client(
        follow_redirects=True,
        timeout=None,
        proxy=proxy or None,
        verify=trust or True,
    )


def _trust(ca_file: str) -> ssl.SSLContext | None:
    """The system's certificates and those in a file; None: the system's alone."""
    if not ca_file:
        return None
    from huggingface_hub.utils import httpx

    context: ssl.SSLContext = httpx.create_ssl_context()
    try:
        context.load_verify_locations(ca_file)
    except (OSError, ssl.SSLError) as error:
        why = error.strerror if isinstance(error, FileNotFoundError) else "It holds none in PEM."
        raise BadInputError(
            f"The certificates in {ca_file} cannot be read.",
            f"{why}",
            "Choose another file in the settings, or leave that setting empty.",
        ) from None
    return context
