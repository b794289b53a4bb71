"""Text tables with a fault: the fault is told, and costs no other line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.cancel import Cancelled
from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid
from clausebench.importing.grids import delimited
from clausebench.importing.grids.delimited import read_delimited
from clausebench.importing.grids.encoding import encoding_of
from clausebench.importing.grids.reading import read_grid


def grid(text: str) -> Grid:
    return read_delimited(io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", newline=""), "x", "")


def test_an_open_quotation_mark_swallows_no_row() -> None:
    found = grid('content,label\n"never closed,spam\nsecond,ham\n"third\nin two lines",ham\n')
    assert [(row.line, row.cells) for row in found.rows] == [
        (3, ("second", "ham")),
        (4, ("third\nin two lines", "ham")),
    ]
    assert [(p.line, p.words) for p in found.problems] == [
        (2, "opens a quotation mark that is never closed")
    ]


def test_a_quotation_mark_within_a_cell_is_read_as_it_stands() -> None:
    found = grid('content,label\n"Buy" now,spam\nplain,ham\n')
    assert [row.cells for row in found.rows] == [("Buy now", "spam"), ("plain", "ham")]
    assert not found.problems


def test_where_nearly_every_row_opens_a_mark_they_are_taken_as_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(delimited, "_PATIENCE", 3)
    found = grid("content,label\n" + "".join(f'"row {n},ham\n' for n in range(9)))
    assert len(found.rows) + len(found.problems) == 9
    assert found.rows[-1].cells == ('"row 8', "ham")


def test_a_cell_beyond_any_use_loses_its_line_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_MAX_CELL", 1_000)
    found = grid(f"content,label\n{'x' * 2_000},spam\nplain,ham\n")
    assert [row.cells for row in found.rows] == [("plain", "ham")]
    assert found.problems[0].line == 2


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sniffed", [1, 7, 16, 17, 18, 100])
def test_lines_are_counted_whatever_ends_them(
    ends: str, sniffed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "_SNIFFED", sniffed)
    found = grid(f'content,label{ends}"one{ends}two",spam{ends}three,ham{ends}')
    assert [row.line for row in found.rows] == [2, 4]
    assert found.rows[0].cells[0] == f"one{ends}two"


@given(text=st.text(alphabet='a",;\t\n\r|', max_size=80))
def test_any_quoting_gives_rows_or_remarks(text: str) -> None:
    found = grid(text)
    assert all(len(row.cells) == len(found.columns) for row in found.rows)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("It’s a “café”, and naïve résumés — £0, " * 80, "cp1252", "cp1252"),
        ("kurz: schön", "cp1252", "cp1252"),
        ("hello there, world of plain words", "utf-16-le", "utf-16-le"),
        ("hello there, world of plain words", "utf-16-be", "utf-16-be"),
        ("Съешь ещё этих мягких французских булок, да выпей чаю. " * 80, "cp1251", "cp1251"),
        ("Zażółć gęślą jaźń, powiedział chłopiec do śpiącej żaby. " * 80, "cp1250", "cp1250"),
    ],
)
def test_an_encoding_is_found_by_what_it_gives(text: str, encoding: str, name: str) -> None:
    data = text.encode(encoding)
    assert encoding_of(data).text(data) == text, encoding_of(data).name
    assert encoding_of(data).name == name


def test_one_damaged_character_is_told_and_harms_no_other(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    rows = "".join(f"schöne größe {n},ham\n" for n in range(20)).encode()
    path.write_bytes(b"content,label\n" + rows + b"broken \xff here,spam\n")
    found = read_grid(path)
    assert found.rows[0].cells[0] == "schöne größe 0"
    assert found.rows[-1].cells[0] == "broken \ufffd here"
    assert [p.line for p in found.problems] == [22]


def test_a_person_knows_the_encoding_better(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes("content,label\nЖуть,spam\n".encode("cp866"))
    assert read_grid(path, encoding="cp866").rows[0].cells[0] == "Жуть"
    for wrong in ("klingon", "base64"):
        with pytest.raises(BadInputError, match=f"no encoding {wrong}"):
            read_grid(path, encoding=wrong)


def test_reading_stops_when_nobody_waits_for_it(tmp_path: Path) -> None:
    def stop() -> None:
        raise Cancelled

    for name, line in (("rows.csv", "text,ham\n"), ("rows.jsonl", '{"content": "text"}\n')):
        path = tmp_path / name
        path.write_text(line * 5_000)
        with pytest.raises(Cancelled):
            read_grid(path, check=stop)
