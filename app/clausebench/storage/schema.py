"""The tables. History is append-only, and the file itself says so by its triggers."""

from __future__ import annotations

APPLICATION_ID = 0x436C4265
"""``ClBe`` in the header's application id: this file is a Clausebench workspace."""

_TABLES = (
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # Policy texts and judged contents, once each, by the hash of their exact UTF-8 bytes.
    """CREATE TABLE texts (
        hash TEXT PRIMARY KEY,
        text TEXT NOT NULL,
        purged_at TEXT
    ) STRICT""",
    """CREATE TABLE policies (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL UNIQUE,
        created_at TEXT NOT NULL,
        head TEXT REFERENCES policy_versions (id)
    ) STRICT""",
    """CREATE TABLE policy_versions (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        policy_id TEXT NOT NULL REFERENCES policies (id),
        number INTEGER NOT NULL,
        hash TEXT NOT NULL REFERENCES texts (hash),
        reason TEXT NOT NULL,
        parent TEXT REFERENCES policy_versions (id),
        at TEXT NOT NULL,
        UNIQUE (policy_id, number)
    ) STRICT""",
    """CREATE TABLE clauses (
        version_id TEXT NOT NULL REFERENCES policy_versions (id),
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        code TEXT,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        span_start INTEGER NOT NULL,
        span_end INTEGER NOT NULL,
        parent TEXT,
        plain TEXT NOT NULL,
        PRIMARY KEY (version_id, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE cases (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        policy_id TEXT NOT NULL REFERENCES policies (id),
        name TEXT NOT NULL,
        content TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        expected TEXT NOT NULL,
        language TEXT NOT NULL,
        note TEXT NOT NULL,
        twin TEXT,
        created_at TEXT NOT NULL,
        removed_at TEXT
    ) STRICT""",
    """CREATE UNIQUE INDEX cases_by_name ON cases (policy_id, name)
        WHERE removed_at IS NULL""",
    "CREATE INDEX cases_by_content ON cases (content_hash)",
    """CREATE TABLE case_tags (
        case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        tag TEXT NOT NULL,
        PRIMARY KEY (case_id, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE runs (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        policy_id TEXT REFERENCES policies (id),
        policy_name TEXT NOT NULL,
        policy_hash TEXT NOT NULL REFERENCES texts (hash),
        version_number INTEGER,
        engine TEXT NOT NULL,
        settings TEXT NOT NULL,
        status TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        planned INTEGER NOT NULL,
        judged INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    "CREATE INDEX runs_by_policy ON runs (policy_id, seq)",
    # plain is the whole verdict as JSON, without reasoning and final, which have their columns.
    # subject is the case, or the content when there is no case: judging it twice is one verdict.
    """CREATE TABLE verdicts (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        run_id TEXT NOT NULL REFERENCES runs (id),
        subject TEXT NOT NULL,
        repeat INTEGER NOT NULL,
        case_id TEXT,
        case_name TEXT,
        content_hash TEXT NOT NULL REFERENCES texts (hash),
        expected TEXT NOT NULL,
        status TEXT NOT NULL,
        decision TEXT,
        label TEXT,
        clauses TEXT NOT NULL,
        confidence REAL,
        prompt_tokens INTEGER NOT NULL,
        reasoning_tokens INTEGER NOT NULL,
        final_tokens INTEGER NOT NULL,
        seconds REAL NOT NULL,
        reasoning TEXT NOT NULL,
        final TEXT NOT NULL,
        plain TEXT NOT NULL,
        at TEXT NOT NULL,
        digest TEXT NOT NULL,
        purged_at TEXT,
        UNIQUE (run_id, subject, repeat)
    ) STRICT""",
    "CREATE INDEX verdicts_by_case ON verdicts (case_id, seq)",
    "CREATE INDEX verdicts_by_content ON verdicts (content_hash)",
    """CREATE TABLE findings (
        verdict_id TEXT NOT NULL REFERENCES verdicts (id),
        position INTEGER NOT NULL,
        rule TEXT NOT NULL,
        severity TEXT NOT NULL,
        clause TEXT,
        PRIMARY KEY (verdict_id, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX findings_by_rule ON findings (rule)",
    """CREATE TABLE notes (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        verdict_id TEXT NOT NULL REFERENCES verdicts (id),
        text TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX notes_by_verdict ON notes (verdict_id, seq)",
    """CREATE TABLE drafts (
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        text TEXT NOT NULL,
        cursor INTEGER NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (kind, key)
    ) STRICT""",
    """CREATE TABLE chain (
        number INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        ref TEXT NOT NULL,
        digest TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT""",
    # What can be found, in the order it was written; its words are in search, without the text.
    """CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        ref TEXT NOT NULL,
        policy_id TEXT,
        at TEXT NOT NULL,
        UNIQUE (kind, ref)
    ) STRICT""",
    """CREATE VIRTUAL TABLE search USING fts5 (
        content, reasoning, policy, note, content = '',
        tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
    )""",
)

_SEALED = ("policy_versions", "clauses", "chain", "verdicts", "texts", "runs", "findings")
"""Tables from which nothing is ever deleted."""

_UNCHANGING = {
    "policy_versions": "",
    "clauses": "",
    "chain": "",
    "findings": "",
    "verdicts": "WHEN NOT (OLD.purged_at IS NULL AND NEW.purged_at IS NOT NULL)",
    "texts": "WHEN OLD.purged_at IS NULL AND NEW.purged_at IS NULL",
    "runs": "WHEN (OLD.id, OLD.kind, OLD.policy_id, OLD.policy_name, OLD.policy_hash,"
    " OLD.version_number, OLD.engine, OLD.settings, OLD.started_at, OLD.planned) IS NOT"
    " (NEW.id, NEW.kind, NEW.policy_id, NEW.policy_name, NEW.policy_hash,"
    " NEW.version_number, NEW.engine, NEW.settings, NEW.started_at, NEW.planned)",
}
"""Tables that are never changed, and the condition of a forbidden change (empty: any).

A purge may blank a content and what was said about it; a run may go on and end.
"""

_TRIGGERS = (
    *(
        f"CREATE TRIGGER {table}_stay BEFORE DELETE ON {table}"
        f" BEGIN SELECT RAISE (ABORT, '{table}: history is append-only'); END"
        for table in _SEALED
    ),
    *(
        f"CREATE TRIGGER {table}_stand BEFORE UPDATE ON {table} {condition}"
        f" BEGIN SELECT RAISE (ABORT, '{table}: history is append-only'); END"
        for table, condition in _UNCHANGING.items()
    ),
)

FIRST = (*_TABLES, *_TRIGGERS)
"""The statements of format 1."""

SECOND = (
    # What a case is, how grave, which part of the suite it belongs to, and where it comes from.
    "ALTER TABLE cases ADD COLUMN kind TEXT NOT NULL DEFAULT 'post'",
    "ALTER TABLE cases ADD COLUMN severity TEXT",
    "ALTER TABLE cases ADD COLUMN split TEXT NOT NULL DEFAULT 'open'",
    "ALTER TABLE cases ADD COLUMN source TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE cases ADD COLUMN licence TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE cases ADD COLUMN twin_change TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE cases ADD COLUMN import_id TEXT",
    "CREATE INDEX cases_by_import ON cases (import_id) WHERE import_id IS NOT NULL",
    """CREATE TABLE imports (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        policy_id TEXT NOT NULL REFERENCES policies (id),
        source TEXT NOT NULL,
        cases INTEGER NOT NULL,
        at TEXT NOT NULL,
        undone_at TEXT
    ) STRICT""",
    # What people say of a case, and what was settled when they disagreed. A label that was taken
    # back stays, with another row that names it.
    """CREATE TABLE labels (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        case_id TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        kind TEXT NOT NULL,
        who TEXT NOT NULL,
        decision TEXT,
        label TEXT,
        clauses TEXT NOT NULL,
        note TEXT NOT NULL,
        is_blind INTEGER NOT NULL,
        withdraws TEXT REFERENCES labels (id),
        at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX labels_by_case ON labels (case_id, seq)",
    """CREATE TRIGGER labels_stay BEFORE DELETE ON labels
        BEGIN SELECT RAISE (ABORT, 'labels: history is append-only'); END""",
    # A purge may blank a note, which can quote the content.
    """CREATE TRIGGER labels_stand BEFORE UPDATE ON labels
        WHEN NEW.note <> '' OR (OLD.id, OLD.case_id, OLD.content_hash, OLD.kind, OLD.who,
        OLD.decision, OLD.label, OLD.clauses, OLD.is_blind, OLD.withdraws, OLD.at) IS NOT
        (NEW.id, NEW.case_id, NEW.content_hash, NEW.kind, NEW.who,
        NEW.decision, NEW.label, NEW.clauses, NEW.is_blind, NEW.withdraws, NEW.at)
        BEGIN SELECT RAISE (ABORT, 'labels: history is append-only'); END""",
    # Which cases a run was to judge, so that it can go on after the power went.
    """CREATE TABLE run_cases (
        run_id TEXT NOT NULL REFERENCES runs (id),
        position INTEGER NOT NULL,
        case_id TEXT NOT NULL,
        PRIMARY KEY (run_id, position)
    ) STRICT, WITHOUT ROWID""",
    "ALTER TABLE verdicts ADD COLUMN reused_from TEXT",
    # Tables show thousands of verdicts without their words, which take most of the file: what
    # they show stands in an index, so that the words need not be read past.
    "ALTER TABLE verdicts ADD COLUMN effort TEXT NOT NULL DEFAULT 'medium'",
    "DROP TRIGGER verdicts_stand",
    "UPDATE verdicts SET effort = json_extract(plain, '$.effort')",
    *(trigger for trigger in _TRIGGERS if trigger.startswith("CREATE TRIGGER verdicts_stand ")),
    """CREATE INDEX verdict_gists ON verdicts (run_id, seq, case_id, case_name, repeat,
        content_hash, expected, status, decision, label, clauses, effort, at, reused_from)""",
)
"""The statements of format 2."""

THIRD = (
    # Who let a version go from draft to review to approved, why, and how it had fared until then.
    """CREATE TABLE stages (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        version_id TEXT NOT NULL REFERENCES policy_versions (id),
        stage TEXT NOT NULL,
        who TEXT NOT NULL,
        reason TEXT NOT NULL,
        override TEXT NOT NULL,
        metrics TEXT,
        at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX stages_by_version ON stages (version_id, seq)",
    """CREATE TRIGGER stages_stay BEFORE DELETE ON stages
        BEGIN SELECT RAISE (ABORT, 'stages: history is append-only'); END""",
    """CREATE TRIGGER stages_stand BEFORE UPDATE ON stages
        BEGIN SELECT RAISE (ABORT, 'stages: history is append-only'); END""",
)
"""The statements of format 3."""
