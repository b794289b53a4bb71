"""Shapes that known programs and sets write: conversations, promptfoo, packs, workbooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.workbook_maker import workbook

from clausebench.domain.case_kind import CaseKind
from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid
from clausebench.domain.importing.making import make_cases
from clausebench.domain.importing.mapping import Field, guess_columns
from clausebench.importing.grids.reading import pack_sets, read_grid, read_pasted


def read(folder: Path, name: str, text: str) -> Grid:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_grid(path)


def test_messages_are_one_content_without_what_the_system_says() -> None:
    rows = [
        {"messages": [{"role": "system", "content": "POLICY"}, {"role": "user", "content": "Hi"}]},
        {"messages": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "A"}]},
        {"messages": [{"from": "human", "value": "1"}, {"from": "gpt", "value": "2"},
                      {"from": "human", "value": "3"}]},
        {"messages": [{"role": "assistant", "content": "Only a reply"}]},
        {"messages": [{"role": 1}]},
        {"messages": []},
    ]  # fmt: skip
    grid = read_pasted("\n".join(map(json.dumps, rows)))
    made = make_cases(grid, guess_columns(grid), ()).made
    assert [(m.case.kind, m.case.content) for m in made[:4]] == [
        (CaseKind.REQUEST, "Hi"),
        (CaseKind.EXCHANGE, "[User]\nQ\n\n[Assistant]\nA"),
        (CaseKind.THREAD, "[User]\n1\n\n[gpt]\n2\n\n[User]\n3"),
        (CaseKind.REPLY, "Only a reply"),
    ]


def test_promptfoo_in_lines_in_tables_and_with_defaults(tmp_path: Path) -> None:
    test = {"vars": {"content": "Buy now"}, "assert": [{"type": "equals", "value": "1"}]}
    lines = read(tmp_path, "tests.jsonl", f"{json.dumps(test)}\n[1]\n" + '{"other": 1}\n')
    assert [row.cells[:2] for row in lines.rows] == [("Buy now", "1")]
    assert [p.line for p in lines.problems] == [2, 3]
    table = read(
        tmp_path, "tests.csv",
        "content,__expected,__description,__metadata:clauses[]\n"
        "Buy now,equals: 1,first,SP2\n"
        'News,"javascript: JSON.parse(output).violation === 0",second,\nOdd,0,third,\n',
    )  # fmt: skip
    columns = guess_columns(table)
    assert (columns.get(Field.TRUTH), columns.get(Field.ID)) == ("__expected", "__description")
    assert columns.get(Field.CLAUSES) == "clauses"
    assert [row.cells[1] for row in table.rows] == ["1", "0", "0"]
    project = read(
        tmp_path, "promptfooconfig.yaml",
        "defaultTest:\n  vars: {content: usual}\ntests:\n"
        " - vars: {other: x}\n - vars: {content: own}\n",
    )  # fmt: skip
    assert [row.cells[0] for row in project.rows] == ["usual", "own"]
    with pytest.raises(BadInputError, match="another file"):
        read(tmp_path, "elsewhere.yaml", "tests: file://tests.csv\n")


def test_a_set_beside_its_policy_is_a_pack(tmp_path: Path) -> None:
    spam = tmp_path / "example_policies" / "spam"
    spam.mkdir(parents=True)
    (spam / "policy.txt").write_text("# Spam")
    (spam / "golden_dataset.csv").write_text("content,label\n")
    bare = tmp_path / "example_policies" / "bare"
    bare.mkdir()
    (bare / "policy.md").write_text("# Bare")
    assert [(slug, data.name) for slug, _, data in pack_sets(tmp_path)] == [
        ("spam", "golden_dataset.csv")
    ]
    assert [slug for slug, _, _ in pack_sets(spam)] == ["spam"]


def test_a_sheet_with_a_remark_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    rows = [("content", "label"), ("a text", "1")]
    path.write_bytes(workbook({"Read me": [("A remark",)], "Cases": rows}))
    grid = read_grid(path)
    assert (grid.sheet, grid.sheets) == ("Cases", ("Read me", "Cases"))
    path.write_bytes(workbook({"Empty": [], "Read me": [("A remark",)], "None": []}))
    assert read_grid(path).sheet == "Read me"
    path.write_bytes(workbook({"Empty": [], "None": []}))
    assert read_grid(path).rows == ()


def test_what_is_not_a_number_is_missing() -> None:
    grid = read_pasted('{"content": "x", "label": NaN, "score": 0.5}\n')
    assert grid.rows[0].cells == ("x", "", "0.5")
