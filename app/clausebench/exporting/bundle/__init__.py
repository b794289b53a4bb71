"""One file with a policy and its proof: the same release gives the same bytes everywhere."""

from __future__ import annotations

from clausebench.exporting.bundle.writing import members_of, write_bundle

__all__ = ["members_of", "write_bundle"]
"""Members are what the archive holds; a bundle is the archive."""
