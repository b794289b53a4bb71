"""Everything that lets policies out of a workspace and in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.bundle.release import Release
from clausebench.services.approving import Approving
from clausebench.services.commenting import Commenting
from clausebench.services.receiving import Receiving
from clausebench.services.releasing import Releasing
from clausebench.services.signing import Signing
from clausebench.services.terms import Terms
from clausebench.services.tracing import Trace
from clausebench.services.verifying import Verified, verify


@dataclass(frozen=True, slots=True)
class Exchange:
    """Over one open workspace; needs no engine. ``tool`` is what bundles say wrote them."""

    releasing: Releasing
    approving: Approving
    receiving: Receiving
    terms: Terms
    commenting: Commenting
    trace: Callable[[Release], Trace]
    """Where a bundle's release stands in this workspace's history."""
    signing: Callable[[], Signing]
    """The keys of the person at this machine, read when they are first asked for."""
    tool: str

    def verify(self, path: Path) -> Verified:
        """Raises ``BundleError`` for a bundle that is not in order, ``NotFoundError``."""
        return verify(path, self.signing(), self.tool)
