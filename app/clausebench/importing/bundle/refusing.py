"""How a bundle is refused."""

from __future__ import annotations

from clausebench.domain.errors import BundleError


def refused(what: str, hint: str = "Ask whoever sent it for a new copy.") -> BundleError:
    """``what`` is a whole sentence."""
    return BundleError(what, "The bundle is refused, and nothing of it was used.", hint)
