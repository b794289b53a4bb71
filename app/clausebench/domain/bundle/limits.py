"""How large a bundle may be. The reader refuses what is larger; the writer never makes it."""

from __future__ import annotations

from typing import Final

SCHEMA_VERSION: Final = 2
"""Of the manifest. A bundle of another one is refused with a sentence. Format 1 was never
released, and said of a target only that it was asked for, not out of how much it was reached."""

MAX_FILE: Final = 64 << 20
"""Bytes of the bundle file."""
MAX_MEMBERS: Final = 2_000
MAX_MEMBER: Final = 16 << 20
"""Bytes of one member, unpacked."""
MAX_TOTAL: Final = 128 << 20
"""Bytes of all members together, unpacked."""
MAX_RATIO: Final = 200
"""Unpacked to packed, for members that are larger than ``RATIO_FREE`` unpacked."""
RATIO_FREE: Final = 1 << 20

MAX_LINE: Final = 2 << 20
"""Bytes of one line of a JSONL member."""
MAX_ROWS: Final = 20_000
"""Lines of one JSONL member."""
MAX_MARKS: Final = 200_000
"""Brackets and commas in one JSON text: what bounds the memory that its values take."""
MAX_MARKS_OF_LINES: Final = 1_000_000
"""The same for all lines of a JSONL member together."""
MAX_TEXT: Final = 400_000
"""Characters of a policy or a content."""
MAX_PROMPT: Final = MAX_TEXT + 20_000
"""Characters of what the model reads: the policy with its output contract."""
MAX_SIGNATURES: Final = 8
MAX_LINEAGE: Final = 100
"""Earlier versions that a manifest names."""
