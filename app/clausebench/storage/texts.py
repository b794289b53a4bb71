"""Policy texts and contents, kept once each under the hash of their exact bytes."""

from __future__ import annotations

from clausebench.domain.text import text_hash, without_lone_surrogates
from clausebench.storage.database import Database


def keep_text(db: Database, text: str) -> str:
    """Store the text unless it is there; returns its hash. Brings a purged text back."""
    text = without_lone_surrogates(text)
    key = text_hash(text)
    db.run(
        "INSERT INTO texts (hash, text) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE"
        " SET text = excluded.text, purged_at = NULL WHERE purged_at IS NOT NULL",
        key,
        text,
    )
    return key
