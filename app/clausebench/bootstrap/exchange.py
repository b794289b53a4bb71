"""The services that let policies out and in; they need a workspace, but no engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from clausebench import __version__, paths
from clausebench.bootstrap.moments import new_id, now_text, utc_now
from clausebench.domain.bundle.release import Release
from clausebench.engines.weights.secret_store import SecretStore
from clausebench.exporting.signing.key_book import KeyBook
from clausebench.services.approving import Approving
from clausebench.services.receiving import Receiving
from clausebench.services.releasing import Releasing
from clausebench.services.signing import Keyring, Signing
from clausebench.services.tracing import Trace, trace
from clausebench.storage.workspace import Workspace

TOOL = f"clausebench {__version__}"
"""What bundles say wrote them."""
_SERVICE = "clausebench signing keys"


@dataclass(frozen=True, slots=True)
class Exchange:
    """Over one open workspace."""

    releasing: Releasing
    approving: Approving
    receiving: Receiving
    trace: Callable[[Release], Trace]
    """Where a bundle's release stands in this workspace's history."""


@contextmanager
def open_exchange(workspace_path: Path) -> Iterator[Exchange]:
    """Closed at the end. Raises ``WorkspaceError``."""
    workspace = Workspace.open(workspace_path, now=utc_now, new_id=new_id, app_version=__version__)
    try:
        releasing = Releasing(workspace, now_text, TOOL)
        yield Exchange(
            releasing,
            Approving(workspace, releasing),
            Receiving(workspace),
            lambda release: trace(release, workspace),
        )
    finally:
        workspace.close()


def make_signing() -> Signing:
    """Keys of the person at this machine."""
    keyring = Keyring(SecretStore(service=_SERVICE, spell=str))
    return Signing(KeyBook(paths.keys_dir(), keyring, now_text))
