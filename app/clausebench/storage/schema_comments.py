"""The tables of format 4: what reviewers said, and what a policy is released with."""

from __future__ import annotations

FOURTH = (
    # What a policy is released with, unless somebody says otherwise: a setting, not history.
    """CREATE TABLE release_terms (
        policy_id TEXT PRIMARY KEY REFERENCES policies (id),
        licence TEXT NOT NULL,
        attribution TEXT NOT NULL,
        targets TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # What reviewers said, on their own machines and by their own clocks. ref is a clause's id or
    # a case's; text_hash outlives a purge of the text. A comment that came again changed is
    # another row with the same package and origin.
    """CREATE TABLE comments (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        policy_id TEXT NOT NULL REFERENCES policies (id),
        version_id TEXT REFERENCES policy_versions (id),
        policy_hash TEXT NOT NULL,
        package TEXT NOT NULL,
        origin TEXT NOT NULL,
        subject TEXT NOT NULL,
        ref TEXT NOT NULL,
        name TEXT NOT NULL,
        content_hash TEXT,
        mark TEXT NOT NULL,
        who TEXT NOT NULL,
        text TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        at TEXT NOT NULL,
        received_at TEXT NOT NULL,
        UNIQUE (policy_id, package, origin, who, mark, text_hash)
    ) STRICT""",
    "CREATE INDEX comments_by_content ON comments (content_hash) WHERE content_hash IS NOT NULL",
    """CREATE TABLE comment_ends (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        comment_id TEXT NOT NULL REFERENCES comments (id),
        kind TEXT NOT NULL,
        who TEXT NOT NULL,
        reason TEXT NOT NULL,
        reason_hash TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX comment_ends_by_comment ON comment_ends (comment_id, seq)",
    """CREATE TRIGGER comments_stay BEFORE DELETE ON comments
        BEGIN SELECT RAISE (ABORT, 'comments: history is append-only'); END""",
    """CREATE TRIGGER comment_ends_stay BEFORE DELETE ON comment_ends
        BEGIN SELECT RAISE (ABORT, 'comment_ends: history is append-only'); END""",
    # A purge may blank words, which can quote the content.
    """CREATE TRIGGER comments_stand BEFORE UPDATE ON comments
        WHEN NEW.text <> '' OR (OLD.seq, OLD.id, OLD.policy_id, OLD.version_id, OLD.policy_hash,
        OLD.package, OLD.origin, OLD.subject, OLD.ref, OLD.name, OLD.content_hash, OLD.mark,
        OLD.who, OLD.text_hash, OLD.at, OLD.received_at) IS NOT
        (NEW.seq, NEW.id, NEW.policy_id, NEW.version_id, NEW.policy_hash,
        NEW.package, NEW.origin, NEW.subject, NEW.ref, NEW.name, NEW.content_hash, NEW.mark,
        NEW.who, NEW.text_hash, NEW.at, NEW.received_at)
        BEGIN SELECT RAISE (ABORT, 'comments: history is append-only'); END""",
    """CREATE TRIGGER comment_ends_stand BEFORE UPDATE ON comment_ends
        WHEN NEW.reason <> '' OR (OLD.seq, OLD.id, OLD.comment_id, OLD.kind, OLD.who,
        OLD.reason_hash, OLD.at) IS NOT (NEW.seq, NEW.id, NEW.comment_id, NEW.kind, NEW.who,
        NEW.reason_hash, NEW.at)
        BEGIN SELECT RAISE (ABORT, 'comment_ends: history is append-only'); END""",
)
"""The statements of format 4."""
