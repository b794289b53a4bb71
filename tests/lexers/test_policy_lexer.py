from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.token import Text

from clausebench.lexers import PolicyLexer, lex_policy_line, types


def pieces(line: str, state: int = 0) -> list[tuple[str, str]]:
    """The last name of each token type, and the words it covers."""
    spans, _ = lex_policy_line(line, state)
    return [(str(kind).rsplit(".", 1)[-1], span.of(line)) for span, kind in spans]


def states(text: str) -> list[int]:
    """The state after each line."""
    found, state = [], 0
    for line in text.split("\n"):
        _, state = lex_policy_line(line, state)
        found.append(state)
    return found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## Allowed (ML0)", [("Heading", "## Allowed ("), ("Code", "ML0"), ("Heading", ")")]),
        ("DEFINITIONS", [("Heading", "DEFINITIONS")]),
        (
            "=== INVALID (HARMFUL) ===",
            [("Heading", "=== "), ("Label", "INVALID"), ("Heading", " (HARMFUL) ===")],
        ),
        (
            "🚫 Likely (ML2 – medium)",
            [("Heading", "🚫 Likely ("), ("Code", "ML2"), ("Heading", " – medium)")],
        ),
        ("=======", [("Ruler", "=======")]),
        ("- - -", [("Ruler", "- - -")]),
        ("Counterfeit: a copy", [("Lead", "Counterfeit")]),
        ("Bulk Messages (BM): many", [("Lead", "Bulk Messages")]),
        (
            '- ML2.a Hidden defects – "Works perfectly"',
            [
                ("Bullet", "- "),
                ("Code", "ML2.a"),
                ("Lead", "Hidden defects"),
                ("Example", '"Works perfectly"'),
            ],
        ),
        (
            "**ML3 (HIGH) - Danger** applies",
            [("Lead", "**"), ("Code", "ML3"), ("Lead", " (HIGH) - Danger**")],
        ),
        ("a **bold", [("Lead", "**bold")]),
        ("❌ Output: INVALID", [("Output", "❌ Output:"), ("Label", "INVALID")]),
        ("Say `VALID` or “no”", [("Verbatim", "`VALID`"), ("Example", "“no”")]),
        ("This is valid HTML", []),
        ("The D-ML# and R-ML2", [("Code", "D-ML#"), ("Code", "R-ML2")]),
        ("1. First", [("Bullet", "1. ")]),
        ("it's a 5\" pipe", []),
        ("``` inline ```", [("Verbatim", "` inline `")]),
        ("", []),
    ],
)
def test_a_line_is_lexed_by_what_a_reader_sees(line: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(line) == expected


def test_a_table_lasts_until_a_line_without_bars() -> None:
    text = '| Example | Label |\n|---|:--:|\n| "Buy" | D-ML2 |\nc | d\nafter'
    assert states(text) == [3, 3, 3, 3, 0]
    assert pieces("|---|:--:|", 3) == [
        ("TableBar", "|"),
        ("Ruler", "---"),
        ("TableBar", "|"),
        ("Ruler", ":--:"),
        ("TableBar", "|"),
    ]
    assert pieces('| "Buy" | D-ML2 |', 3)[1:4:2] == [("Example", '"Buy"'), ("Code", "D-ML2")]
    assert pieces("after", 3) == []


@pytest.mark.parametrize(("fence", "other", "inside"), [("```", "~~~", 1), ("~~~", "```", 2)])
def test_a_fence_lasts_until_its_own_mark(fence: str, other: str, inside: int) -> None:
    text = f"{fence}json\n# no heading\n{other}\n{fence}\n# heading"
    assert states(text) == [inside, inside, inside, 0, 0]
    assert pieces("# no heading", inside) == [("Verbatim", "# no heading")]
    assert pieces(fence, inside) == [("Fence", fence)]


def test_an_unclosed_fence_reaches_to_the_end() -> None:
    assert states("```\na\nb")[-1] == 1


@pytest.mark.parametrize("state", [-1, 99])
def test_an_unknown_state_counts_as_the_first_line(state: int) -> None:
    assert lex_policy_line("# Title", state) == lex_policy_line("# Title", 0)


_LINES = st.lists(
    st.sampled_from(
        [
            *("# Title (ML0)", "DEFINITIONS", '- ML2.a Cold – "Buy" x', "```", "~~~", "| a | b |"),
            *("a | b", "", "**bold", "Output: VALID", "======", "🚫 X (ML2)", "é 🙂 “quoted”"),
        ]
    ),
    max_size=12,
)


@given(_LINES)
def test_line_by_line_gives_what_the_whole_text_gives(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    whole = [""] * len(text)
    for start, kind, value in PolicyLexer().get_tokens_unprocessed(text):
        whole[start : start + len(value)] = [str(kind)] * len(value)
    single, at, state = [str(Text)] * len(text), 0, 0
    for line in lines:
        spans, state = lex_policy_line(line, state)
        for span, kind in spans:
            single[at + span.start : at + span.end] = [str(kind)] * len(span)
        at += len(line) + 1
    breaks = {i for i, char in enumerate(text) if char == "\n"}
    assert [k for i, k in enumerate(whole) if i not in breaks] == [
        k for i, k in enumerate(single) if i not in breaks
    ]


@given(st.text(max_size=60).filter(lambda t: "\n" not in t), st.integers(0, 3))
def test_any_line_gives_ordered_spans_inside_it(line: str, state: int) -> None:
    spans, after = lex_policy_line(line, state)
    assert after in range(4)
    ends = [0, *(span.end for span, _ in spans)]
    assert all(end <= span.start < span.end for end, (span, _) in zip(ends, spans, strict=False))
    assert ends[-1] <= len(line)


def test_every_policy_token_type_is_under_one_root() -> None:
    assert str(types.HEADING).startswith("Token.Policy.")
    assert str(types.REASONING_HEDGE).startswith("Token.Reasoning.")
