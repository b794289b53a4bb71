"""Reading cases: good files exactly, bad files with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebench.domain.case import CaseSeverity, Expectation, Split, Tolerance
from clausebench.domain.case_kind import CaseKind
from clausebench.domain.clause import Decision
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.importing.cases import read_cases
from clausebench.importing.policy_source import MAX_POLICY, read_policy


def _file(tmp_path: Path, name: str, text: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_csv_keeps_line_breaks_quotes_and_emoji(tmp_path: Path) -> None:
    head = "\ufeffid,content,expected,clauses,tags"
    text = head + '\na,"He said ""hi""\r\n\U0001f600",Violates,SP1;SP2.a,x; y\n'
    (case,) = read_cases(_file(tmp_path, "c.csv", text))
    assert case.content == 'He said "hi"\r\n\U0001f600'
    assert case.expected.decision is Decision.VIOLATES
    assert case.expected.clauses == ("SP1", "SP2.a")
    assert case.tags == ("x", "y")


def test_json_lines_take_lists_and_skip_empty_lines(tmp_path: Path) -> None:
    text = '{"id": 7, "content": "a", "clauses": ["SP1"]}\n\n{"content": "b"}\n'
    first, second = read_cases(_file(tmp_path, "c.jsonl", text))
    assert (first.name, first.expected.clauses) == ("7", ("SP1",))
    assert second.name == "row-3"


def test_a_line_separator_inside_json_content_is_not_a_new_line(tmp_path: Path) -> None:
    (case,) = read_cases(_file(tmp_path, "c.jsonl", '{"content": "a\u2028b"}'))
    assert case.content == "a\u2028b"


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("c.csv", "text\nhello\n", "no column named content"),
        ("c.csv", "", "no column named content"),
        ("c.csv", "content,expected\nhi,maybe\n", "row 2 expects something"),
        ("c.csv", "content,id\na,x\nb,x\n", "two cases with the id x"),
        ("c.csv", 'content\n"open', "not valid CSV"),
        ("c.csv", "content\n\n,\n", "has no content"),
        ("c.csv", b"content\n\xff\xfe", "not UTF-8"),
        ("c.jsonl", "{", "row 1 is not valid JSON"),
        ("c.jsonl", "[1]", "row 1 is not a JSON object"),
        ("c.jsonl", "[" * 100_000, "row 1 is not valid JSON"),
        ("c.jsonl", '{"content": 5}', "row 1 has no content"),
        ("c.jsonl", '{"content": "' + "x" * 400_001 + '"}', "more than 400,000 characters"),
        ("c.xlsx", "x", "not a file of test cases"),
    ],
)
def test_a_bad_file_is_refused_with_its_row(
    tmp_path: Path, name: str, text: str | bytes, sentence: str
) -> None:
    with pytest.raises(BadInputError, match=sentence):
        read_cases(_file(tmp_path, name, text))


def test_a_half_surrogate_is_replaced(tmp_path: Path) -> None:
    (case,) = read_cases(_file(tmp_path, "c.jsonl", '{"content": "a\\ud800b"}'))
    assert case.content == "a\ufffdb"


def test_a_policy_file_keeps_its_bytes(tmp_path: Path) -> None:
    path = _file(tmp_path, "p.md", "# A\r\n\r\ntext\u2028x ")
    assert read_policy(path).text == "# A\r\n\r\ntext\u2028x "
    assert read_policy(path).name == "p"


def test_a_folder_brings_its_cases(tmp_path: Path) -> None:
    _file(tmp_path, "policy.txt", "Rule.")
    _file(tmp_path, "cases.jsonl", '{"content": "a"}')
    imported = read_policy(tmp_path)
    assert imported.name == tmp_path.name
    assert len(imported.cases) == 1


@pytest.mark.parametrize(
    ("text", "sentence"), [("  \n", "is empty"), ("x" * (MAX_POLICY + 1), "characters")]
)
def test_an_unusable_policy_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence):
        read_policy(_file(tmp_path, "p.md", text))


def test_a_folder_without_a_policy_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"no policy\.md"):
        read_policy(tmp_path)
    with pytest.raises(NotFoundError):
        read_policy(tmp_path / "absent")


def test_everything_a_file_may_say_of_a_case_is_read(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(
        "content,expected,tolerance,kind,severity,split,source,licence,twin,twin_change\n"
        "hi,escalate,must-escalate,model-reply,high,locked,a set,MIT,other,one word\n"
    )
    (case,) = read_cases(path)
    assert case.expected == Expectation(Decision.ESCALATE, tolerance=Tolerance.ESCALATE)
    assert (case.kind, case.severity, case.split) == (
        CaseKind.REPLY,
        CaseSeverity.HIGH,
        Split.LOCKED,
    )
    assert (case.source, case.licence, case.twin_change) == ("a set", "MIT", "one word")


@pytest.mark.parametrize("column", ["tolerance", "kind", "severity", "split"])
def test_an_unknown_word_is_named_with_its_row(tmp_path: Path, column: str) -> None:
    path = tmp_path / "c.csv"
    path.write_text(f"content,{column}\nhi,whatever\n")
    with pytest.raises(BadInputError, match=f"row 2 has a {column} that is not"):
        read_cases(path)
