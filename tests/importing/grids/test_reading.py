"""Files of every kind as tables; whatever is in them, at worst a sentence."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.workbook_maker import workbook

from clausebench.domain.errors import BadInputError
from clausebench.importing.grids import limits
from clausebench.importing.grids.delimited import sniff
from clausebench.importing.grids.reading import SUFFIXES, pack_sets, read_grid, read_pasted

ROWS = [("content", "label"), ("Olá, você", "spam"), ('He said "hi"\nand left', "ham")]


def cells(path: Path) -> list[tuple[str, ...]]:
    found = read_grid(path)
    return [found.columns, *(row.cells for row in found.rows)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_tables_are_read_in_any_dress(tmp_path: Path, delimiter: str, encoding: str) -> None:
    import csv

    path = tmp_path / "rows.csv"
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter).writerows(ROWS)
    path.write_bytes(made.getvalue().encode(encoding))
    assert cells(path) == ROWS
    assert [row.line for row in read_grid(path).rows] == [2, 3]


def test_a_workbook_is_read_by_sheet(tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    path.write_bytes(workbook({"Empty": [], "Cases": ROWS}))
    assert cells(path)[:2] == ROWS[:2]
    assert "sheet Cases" in read_grid(path).form
    with pytest.raises(BadInputError, match="no sheet named Other"):
        read_grid(path, sheet="Other")


def test_json_in_its_kinds(tmp_path: Path) -> None:
    objects = [{"content": "a", "meta": {"n": 1, "ok": True}, "tags": ["x", "y"]}, {"content": "b"}]
    lines = tmp_path / "rows.jsonl"
    lines.write_text("\n".join(["", *map(json.dumps, objects), "{broken", "[1]"]))
    found = read_grid(lines)
    assert found.columns == ("content", "meta.n", "meta.ok", "tags")
    assert [row.cells for row in found.rows] == [("a", "1", "true", "x; y"), ("b", "", "", "")]
    assert [p.line for p in found.problems] == [4, 5]
    packed = tmp_path / "rows.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.read_bytes()))
    assert read_grid(packed).rows == found.rows
    array = tmp_path / "rows.json"
    array.write_text(json.dumps({"data": objects}))
    assert read_grid(array).columns == found.columns
    array.write_text(json.dumps({"nothing": 1}))
    with pytest.raises(BadInputError, match="holds no list"):
        read_grid(array)


def test_parquet(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"text": ["a", "b"], "label": [0, 1]}), path)
    found = read_grid(path)
    assert (found.columns, found.rows[1].cells) == (("text", "label"), ("b", "1"))
    path.write_bytes(b"PAR1 not really")
    with pytest.raises(BadInputError, match="cannot be read as Parquet"):
        read_grid(path)


def test_promptfoo_tests(tmp_path: Path) -> None:
    path = tmp_path / "promptfooconfig.yaml"
    path.write_text(
        "prompts: [p]\ntests:\n"
        "  - description: pills\n    vars: {content: Buy pills}\n    assert:\n"
        "      - {type: javascript, value: 'JSON.parse(output).violation === 1'}\n"
        "    metadata: {clause: SP2.a, split: open}\n"
        "  - vars: {text: Hello}\n    assert: [{type: equals, value: SP0}]\n"
        "  - just words\n"
    )
    found = read_grid(path)
    assert found.columns == ("content", "expected", "id", "clauses", "split")
    assert [row.cells[:3] for row in found.rows] == [
        ("Buy pills", "1", "pills"),
        ("Hello", "SP0", ""),
    ]
    assert [p.line for p in found.problems] == [3]
    path.write_text("a: [")
    with pytest.raises(BadInputError, match="not valid YAML"):
        read_grid(path)
    path.write_text("a: 1")
    with pytest.raises(BadInputError, match="no tests of promptfoo"):
        read_grid(path)


def test_what_was_copied_is_read() -> None:
    assert read_pasted("content\tlabel\nBuy pills\tspam").columns == ("content", "label")
    assert len(read_pasted('{"content": "a"}\n{"content": "b"}').rows) == 2
    assert len(read_pasted('[{"content": "a"}]').rows) == 1


def test_a_pack_is_policies_with_their_sets(tmp_path: Path) -> None:
    (tmp_path / "example_policies" / "spam").mkdir(parents=True)
    (tmp_path / "datasets").mkdir()
    policy = tmp_path / "example_policies" / "spam" / "policy.md"
    policy.write_text("# Spam")
    (tmp_path / "datasets" / "spam.csv").write_text("content\na")
    (tmp_path / "hate.policy.md").write_text("# Hate")
    (tmp_path / "hate.csv").write_text("content\nb")
    (tmp_path / "alone.policy.md").write_text("# Alone")
    assert [slug for slug, _, _ in pack_sets(tmp_path)] == ["spam", "hate"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"PK\x03\x04 broken", "cannot be read as a workbook"),
        ("a.xlsx", b"nothing", "cannot be read as a workbook"),
        ("a.jsonl.gz", b"\x1f\x8b broken", "cannot be unpacked"),
        ("a.docx", b"x", "of no kind"),
        ("a.xls", b"x", "of no kind"),
        ("a.json", b"{", "not valid JSON"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadInputError, match=words):
        read_grid(tmp_path / name)


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from clausebench.importing.grids import archives

    for module in (limits, archives):
        monkeypatch.setattr(module, "MAX_BYTES", 1 << 20)
    bomb = tmp_path / "bomb.jsonl.gz"
    bomb.write_bytes(gzip.compress(b"0" * (2 << 20)))
    with pytest.raises(BadInputError, match="more than 1 MiB"):
        read_grid(bomb)
    book = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b"0" * (2 << 20))
    with pytest.raises(BadInputError, match="more than 1 MiB"):
        read_grid(book)
    with pytest.raises(BadInputError, match="cannot be read"):
        read_grid(tmp_path / "missing.csv")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=300), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_are_read_or_refused_with_a_sentence(
    tmp_path: Path, data: bytes, suffix: str
) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    with contextlib.suppress(BadInputError):
        read_grid(path)


def test_the_delimiter_is_what_gives_even_rows() -> None:
    assert sniff("a;b,c;d\ne;f,g,h;i\n") == ";"
    assert sniff("just words") == ","
