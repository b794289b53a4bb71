"""Reading policy bundles as if each came from an enemy.

Nothing is ever unpacked to a disk. Names, counts and sizes are checked before anything is read,
every hash before anything is parsed, and everything is parsed before anything is used.
"""

from __future__ import annotations

from clausebench.importing.bundle.reading import Bundle, read_bundle, read_members

__all__ = ["Bundle", "read_bundle", "read_members"]
"""``read_members`` gives the bytes of a checked bundle, to sign it as it is."""
