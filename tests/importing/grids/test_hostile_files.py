"""Files made to harm: each is read or refused in little time and memory."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.workbook_maker import workbook

from clausebench.domain.errors import BadInputError
from clausebench.importing.grids.reading import read_grid
from clausebench.importing.grids.workbooks import read_workbook

SHEET = "xl/worksheets/s1.xml"


def changed(sheet: str, part: str = SHEET) -> bytes:
    """A workbook with one part replaced."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook({"S": [("content", "label")]}))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, sheet if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, sheet)
    return made.getvalue()


def rows(cells: str) -> bytes:
    return changed(f"<worksheet><sheetData>{cells}</sheetData></worksheet>")


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_cell_in_the_far_corner_costs_nothing() -> None:
    far = f'<row r="1">{inline("A1", "content")}</row><row r="1048576">'
    found = read_workbook(rows(far + inline("XFD1048576", "x") + "</row>"), "a.xlsx")
    assert [(row.line, row.cells) for row in found.rows] == [(1048576, ("", "x"))]


def test_many_far_columns_are_refused() -> None:
    head = "".join(inline(f"{a}{b}{c}1", "x") for a in "ABC" for b in "ABCDEFGHIJ" for c in "ABCDE")
    body = "".join(f'<row r="{n}">{inline(f"A{n}", "y")}</row>' for n in range(2, 200_000))
    with pytest.raises(BadInputError, match="columns: more than is read"):
        read_workbook(rows(f'<row r="1">{head}</row>{body}'), "a.xlsx")


def test_entities_that_multiply_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(BadInputError, match="document type"):
        read_workbook(changed(bomb), "a.xlsx")


def test_cells_of_every_kind() -> None:
    strings = "<sst><si><t>con</t><r><t>tent</t></r><rPh><t>sound</t></rPh></si></sst>"
    cells = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>9</v></c><c t="str"><v>label_x000D_</v></c></row>'
        '<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c></row>'
        "<row><c><v>2.0</v></c><c><v>0.5</v></c><c><v>2026-01-31</v></c></row><row/>"
    )
    made = io.BytesIO(rows(cells))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", strings)
    found = read_workbook(made.getvalue(), "a.xlsx")
    assert found.columns == ("content", "column 2", "label")
    assert [row.cells for row in found.rows] == [("true", "false", ""), ("2", "0.5", "2026-01-31")]


def test_an_opendocument_sheet() -> None:
    cell = (
        '<table:table-cell table:number-columns-repeated="2"><text:p>{}</text:p></table:table-cell>'
    )
    rest = '<table:table-cell table:number-columns-repeated="16000"/>'
    rich = "Two<text:s text:c='2'/>blanks<text:line-break/>next</text:p><text:p>end"
    note = "<office:annotation><text:p>a note</text:p></office:annotation>"
    content = (
        '<office:doc xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="S">'
        f"<table:table-row>{cell.format('content')}{rest}</table:table-row>"
        f"<table:table-row>{cell.replace('<text:p>', note + '<text:p>', 1).format(rich)}"
        '</table:table-row><table:table-row table:number-rows-repeated="1048570"/>'
        "</table:table></office:doc>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("content.xml", content)
    found = read_workbook(made.getvalue(), "a.ods")
    assert found.columns == ("content", "content 2")
    assert found.rows[0].cells[0] == "Two  blanks\nnext\nend"


def test_references_that_multiply_end() -> None:
    from clausebench.importing.grids.promptfoo import read_yaml

    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 12))
    test = "tests:\n - vars: {content: hello}\n   metadata: {tags: *l11}\n"
    found = read_yaml(f"l0: &l0 [a]\n{levels}{test}", "a.yaml")
    assert found.rows[0].cells[0] == "hello"
    wide = "".join(
        f"m{n}: &m{n} {{{', '.join(f'k{k}: *m{n - 1}' for k in range(200))}}}\n"
        for n in range(1, 4)
    )
    test = "tests:\n - vars: {content: hello}\n   metadata: {tags: *m3}\n"
    assert read_yaml(f"m0: &m0 {{a: b}}\n{wide}{test}", "a.yaml").rows[0].cells[0] == "hello"


def test_a_key_for_every_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps({"content": "x", f"k{n}": 1}) + "\n" for n in range(9_000)))
    with pytest.raises(BadInputError, match="columns: more than is read"):
        read_grid(path)


def test_a_long_text_shared_by_all_rows_of_parquet_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from clausebench.importing.grids import parquet

    monkeypatch.setattr(parquet, "MAX_BYTES", 1 << 20)
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"content": ["x" * 10_000] * 3_000}), path)
    assert path.stat().st_size < 100_000
    with pytest.raises(BadInputError, match="holds more than"):
        read_grid(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    sheet=st.one_of(st.text(max_size=60), st.text(alphabet='<>/"=crowvst 019AZ&;', max_size=120)),
    part=st.sampled_from([SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]),
)
def test_any_part_of_a_workbook_is_read_or_refused(sheet: str, part: str) -> None:
    with contextlib.suppress(BadInputError):
        read_workbook(changed(sheet.encode("utf-8", "replace").decode(), part), "a.xlsx")


@settings(deadline=None)
@given(data=st.data())
def test_a_workbook_with_changed_bytes_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(workbook({"S": [("content", "label"), ("a text", "spam")]}))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[place] = data.draw(st.integers(0, 255))
    with contextlib.suppress(BadInputError):
        read_workbook(bytes(whole), "a.xlsx")
