"""How the network is asked for weights."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from clausebench.domain.weights import DEFAULT_ENDPOINT

_HERE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Network:
    """``proxy`` is an address; empty: as the system says. Certificates in ``ca_file`` are trusted
    beside those of the system. Offline, nothing is asked of anybody.

    A proxy's address may hold a password: it is not in the representation.
    """

    proxy: str = field(default="", repr=False)
    ca_file: str = ""
    is_offline: bool = False


@dataclass(frozen=True, slots=True)
class Connection:
    """``endpoint`` is the hub that is asked where no other is named; ``rate`` limits bytes per
    second, 0: no limit."""

    endpoint: str = DEFAULT_ENDPOINT
    network: Network = Network()
    rate: int = 0


def is_safe_endpoint(address: str) -> bool:
    """Without encryption only this machine itself: a token must not be read on the way."""
    try:
        found = urlsplit(address)
    except ValueError:
        return False
    if not found.hostname or found.username or found.query or found.fragment:
        return False
    return found.scheme == "https" or (found.scheme == "http" and found.hostname in _HERE)


def is_proxy(address: str) -> bool:
    """Whether an address can name a proxy."""
    try:
        found = urlsplit(address)
    except ValueError:
        return False
    return found.scheme in ("http", "https") and bool(found.hostname)


def normal_endpoint(address: str) -> str:
    """One spelling for each hub: scheme, host, port if there is one, path if there is one."""
    found = urlsplit(address.strip())
    host = (found.hostname or "").lower()
    if ":" in host:
        host = f"[{host}]"
    port = f":{found.port}" if found.port else ""
    return f"{found.scheme.lower()}://{host}{port}{found.path.rstrip('/')}"
