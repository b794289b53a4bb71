"""The workspace file: policies, cases, runs and verdicts in SQLite."""
