"""The services that let policies out and in; they need a workspace, but no engine."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clausebench import __version__, paths
from clausebench.bootstrap.moments import new_id, now_text, utc_now
from clausebench.engines.weights.secret_store import SecretStore
from clausebench.exporting.signing.key_book import KeyBook
from clausebench.services.approving import Approving
from clausebench.services.commenting import Commenting
from clausebench.services.exchange import Exchange
from clausebench.services.receiving import Receiving
from clausebench.services.releasing import Releasing
from clausebench.services.signing import Keyring, Signing
from clausebench.services.terms import Terms
from clausebench.services.tracing import trace
from clausebench.storage.workspace import Workspace

TOOL = f"clausebench {__version__}"
"""What bundles say wrote them."""
_SERVICE = "clausebench signing keys"


@contextmanager
def open_exchange(workspace_path: Path) -> Iterator[Exchange]:
    """Closed at the end. Raises ``WorkspaceError``."""
    workspace = Workspace.open(workspace_path, now=utc_now, new_id=new_id, app_version=__version__)
    try:
        yield make_exchange(workspace)
    finally:
        workspace.close()


def make_exchange(workspace: Workspace) -> Exchange:
    """Over a workspace that somebody else closes."""
    releasing = Releasing(workspace, now_text, TOOL)
    return Exchange(
        releasing=releasing,
        approving=Approving(workspace, releasing),
        receiving=Receiving(workspace),
        terms=Terms(workspace),
        commenting=Commenting(workspace),
        trace=lambda release: trace(release, workspace),
        signing=functools.cache(make_signing),
        tool=TOOL,
    )


def make_signing() -> Signing:
    """Keys of the person at this machine."""
    keyring = Keyring(SecretStore(service=_SERVICE, spell=str))
    return Signing(KeyBook(paths.keys_dir(), keyring, now_text))
