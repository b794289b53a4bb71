from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.lexers import ReasoningLexer, lex_reasoning_line


def pieces(line: str) -> list[tuple[str, str]]:
    spans, state = lex_reasoning_line(line, 0)
    assert state == 0
    return [(str(kind).rsplit(".", 1)[-1], span.of(line)) for span, kind in spans]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("It cites ML2.a.", [("Code", "ML2.a")]),
        ('The text says "buy now".', [("Quote", '"buy now"')]),
        ("So INVALID, not valid", [("Label", "INVALID")]),
        ("it might be, Perhaps.", [("Hedge", "might"), ("Hedge", "Perhaps")]),
        ("mighty maybes", []),
        ("fine; however, no", [("Turn", "however")]),
        ("But wait. Wait for the butler", [("Turn", "But"), ("Turn", "Wait")]),
        ("Good but late", []),
        ("这可能是，但是", [("Hedge", "可能"), ("Turn", "但是")]),
        ("", []),
    ],
)
def test_a_line_shows_codes_quotes_labels_hedges_and_turns(
    line: str, expected: list[tuple[str, str]]
) -> None:
    assert pieces(line) == expected


def test_the_lexer_reads_whole_texts_too() -> None:
    kinds = {str(kind) for kind, _ in ReasoningLexer().get_tokens("Maybe ML2.\nBut VALID")}
    assert {"Token.Reasoning.Hedge", "Token.Reasoning.Code", "Token.Reasoning.Turn"} <= kinds
    assert "Token.Error" not in kinds


@given(st.text(max_size=60).filter(lambda t: "\n" not in t))
def test_any_line_gives_ordered_spans_inside_it(line: str) -> None:
    spans, _ = lex_reasoning_line(line)
    ends = [0, *(span.end for span, _ in spans)]
    assert all(end <= span.start < span.end for end, (span, _) in zip(ends, spans, strict=False))
    assert ends[-1] <= len(line)
