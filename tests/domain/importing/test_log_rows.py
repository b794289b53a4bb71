"""A log of decisions, whatever its columns are called."""

from __future__ import annotations

from clausebench.domain.effort import Effort
from clausebench.domain.importing.grid import GridRow, make_grid
from clausebench.domain.importing.log_rows import LogRows
from clausebench.domain.importing.mapping import guess_columns
from clausebench.domain.verdict import TokenCounts


def rows(*lines: tuple[str, ...]) -> tuple[LogRows, GridRow]:
    grid = make_grid("log", [GridRow(n, line) for n, line in enumerate(lines, 1)])
    return LogRows(grid, guess_columns(grid)), grid.rows[0]


def test_everything_a_log_says_is_read() -> None:
    log, row = rows(
        ("content", "final", "reasoning", "model", "policy_sha256", "tokens.prompt",
         "tokens.reasoning", "tokens.completion", "latency_ms", "timestamp", "effort"),
        ("a text", "1", "It sells.", " m  20b ", "SHA256:AB", "800", "70", "80", "1500",
         "2026-01-31T12:00:59", "High"),
    )  # fmt: skip
    assert (log.content(row), log.final(row), log.reasoning(row)) == ("a text", "1", "It sells.")
    assert (log.model(row), log.policy_hash(row)) == ("m 20b", "ab")
    assert log.tokens(row) == TokenCounts(800, 70, 10)
    assert (log.seconds(row), log.moment(row)) == (1.5, "2026-01-31T12:00")
    assert log.effort(row) is Effort.HIGH


def test_what_a_log_does_not_say_is_nothing() -> None:
    log, row = rows(("content", "final", "seconds"), ("a text", "1", "soon"))
    assert (log.reasoning(row), log.model(row), log.policy_hash(row)) == ("", "", "")
    assert log.tokens(row) == TokenCounts()
    assert (log.seconds(row), log.moment(row), log.effort(row)) == (0.0, "", None)
