"""PDF says the same as the page, can be read aloud, and never shows a box for a letter."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from tests.support.releases import CREATED, of_text, starter
from tests.support.tested_releases import enlarged, judged_spam, many_scripts

from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case
from clausebench.domain.errors import BadInputError
from clausebench.domain.reporting import Bars, ReportKind, guideline_report, report_of
from clausebench.exporting.reports import pdf
from clausebench.exporting.reports.pdf import glyphs, paper, sheet
from clausebench.exporting.reports.pdf.fonts import fonts
from clausebench.exporting.reports.pdf.glyphs import Glyphs


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    """In one line, without the places where long words may break."""
    told = " ".join(found.extract_text() for found in read(data).pages)
    return " ".join(told.replace("\u200b", "").split())


def paper_of(release: Release, kind: ReportKind = ReportKind.RESULTS) -> bytes:
    (data,) = pdf.write(release, kind).values()
    return data


@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize("made", [of_text(""), starter("spam"), judged_spam()])
def test_the_same_release_gives_the_same_bytes(made: Release, kind: ReportKind) -> None:
    assert paper_of(made, kind) == paper_of(made, kind)


def test_it_says_what_the_page_says() -> None:
    made = judged_spam()
    told = words(paper_of(made))
    for section in report_of(made).sections:
        assert section.title in told
    for bars in (block for block in report_of(made).blocks() if isinstance(block, Bars)):
        assert all(bar.words in told for bar in bars.bars)
    assert made.policy_sha256 in told
    assert "Approved in spite of obstacles" in told
    assert made.cases[0].content not in told


def test_it_is_tagged_titled_dated_and_has_bookmarks() -> None:
    found = read(paper_of(judged_spam()))
    root = found.trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    assert (
        root["/MarkInfo"] == {"/Marked": True, "/Suspects": False} or root["/MarkInfo"]["/Marked"]
    )
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert found.metadata is not None
    assert found.metadata.title == "Spam policy: Test results"
    assert found.metadata.creation_date is not None
    assert found.metadata.creation_date.isoformat() == CREATED
    titles = [str(mark["/Title"]) for mark in found.outline if not isinstance(mark, list)]
    assert any("Limits" in title for title in titles)
    data = paper_of(judged_spam())
    assert b"pdfuaid" in data or "pdfuaid" in str(found.xmp_metadata and found.xmp_metadata.stream)


def test_letters_without_a_font_are_named_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a computer with no fonts of its own."""
    embedded = fonts(is_embedded=True)
    for module in (paper, glyphs):
        monkeypatch.setattr(module, "fonts", lambda *, is_embedded: embedded)
    glyphs._glyphs_for.cache_clear()
    told = words(paper_of(many_scripts(), ReportKind.EVIDENCE))
    glyphs._glyphs_for.cache_clear()
    assert "Some characters are not shown" in told
    assert "Hiragana" in told
    assert "Żółć, gęślą jaźń." in told
    assert "[fire]" in told


def test_nothing_is_told_where_every_letter_is_shown() -> None:
    assert "Some characters" not in words(paper_of(judged_spam()))
    assert glyphs.glyphs_for("abc\n").is_embedded
    assert glyphs.glyphs_for("Zażółć Ελλάδα Привет").is_embedded


def test_errors_about_glyphs_are_understood() -> None:
    said = 'PDF/UA-1 error: the text `"\\u{65e5}\\n\\""` could not be displayed with font `"X"`'
    first = Glyphs(is_embedded=True).without(said)
    assert first == Glyphs(is_embedded=False)
    second = first.without(said)
    assert second is not None
    assert second.missing == {'日\n"'}
    assert second.without(said) is None
    assert second.without("another error") is None
    assert second.mended('x日\n"y') == "x[1 × Chinese characters]y"


def test_other_errors_become_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "_template", lambda: b"#panic()")
    with pytest.raises(BadInputError, match="could not be set as PDF"):
        paper_of(starter("spam"))


def test_when_nothing_helps_the_last_resort_is_plain_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    error, numbers = 'the text `"{}"` could not be displayed', iter(range(1000))
    told: list[str] = []

    def never(report: object, ready: object, **_: object) -> bytes:
        told.append(str(ready))
        raise typst.TypstError(error.format(f"x{next(numbers)}"))

    monkeypatch.setattr(paper, "_compiled", never)
    with pytest.raises(BadInputError, match="could not be set"):
        paper_of(many_scripts())
    assert "all that is written in this report" in told[-1]
    assert "Żółć, gęślą jaźń." in told[-1]
    assert "日" not in told[-1]


KEYCAP = "1\ufe0f\u20e3"
STRANGE = {
    "emoji": f"👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 🇵🇱 {KEYCAP} ❤️‍🔥",
    "heaped": "h" + "\u0301\u0336\u0359" * 8 + "e" + "\u034e\u0362" * 9,
    "endless": "ا" * 400 + " " + "я" * 500 + " " + "가" * 300,
    "mathematical": "𝔥𝔢𝔩𝔩𝔬 𝓗𝓮𝓵𝓵𝓸 ⓗⓔⓛⓛⓞ",
    "everything": "".join(map(chr, range(0x100, 0x2000, 23))),
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_texts_are_set_with_whatever_fonts_there_are(name: str) -> None:
    case = Case("", "", name, STRANGE[name])
    made = replace(starter("spam"), cases=(case,))
    assert name in words(paper_of(made, ReportKind.EVIDENCE))


def test_a_release_without_a_date_is_still_set() -> None:
    assert paper_of(replace(starter("spam"), created="one day")).startswith(b"%PDF-1.7")


def test_ten_thousand_cases_are_not_put_on_paper() -> None:
    many = enlarged(starter("spam"), 1_001)
    made = sheet.sheet_of(report_of(many, ReportKind.EVIDENCE))
    cases = made["sections"][-1]
    assert len(cases["sections"]) == 1_000
    assert cases["blocks"][-1]["title"] == "The first 1,000 of 1,001"


def test_long_words_break_and_hashes_do_not() -> None:
    plain = sheet.sheet_of(report_of(judged_spam()))
    made = str(sheet.finished(plain, [], lambda text: text.replace("Ana", "a" * 80)))
    assert "a" * 8 + "\u200b" in made.replace("\\u200b", "\u200b")
    assert judged_spam().policy_sha256 in made


ISOLATED = "\u2068نص\u2069 abc"


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [("نص", True), ("12 نص abc", True), ("abc نص", False), ("1", False), (ISOLATED, False)],
)
def test_direction_is_that_of_the_first_letter(text: str, *, is_rtl: bool) -> None:
    assert sheet.runs_from_right(text) is is_rtl


HOSTILE = st.sampled_from(
    ['#panic("x")', "$x$ *b* _i_", '#import "@preview/x:1.0.0"', "`a` @b <c> \\", '"', "//", "]["]
) | st.text(st.characters(), max_size=12)


@given(HOSTILE, HOSTILE, HOSTILE)
@settings(max_examples=25, deadline=None)
def test_nothing_that_people_wrote_is_run(title: str, clause: str, content: str) -> None:
    case = Case("", "", title, content)
    made = replace(of_text(f"# P\n\n- SP1 {clause}\n"), title=title or "x", cases=(case,))
    assert paper_of(made, ReportKind.EVIDENCE).startswith(b"%PDF-1.7")


def test_markup_of_typst_is_shown_as_it_is() -> None:
    case = Case("", "", "name", '#panic("x") $y$ *z* #import "@preview/a:1.0.0"')
    told = words(paper_of(replace(starter("spam"), cases=(case,)), ReportKind.EVIDENCE))
    assert case.content in told


def test_the_template_fetches_nothing() -> None:
    template = paper._template().decode()
    assert "@preview" not in template
    assert "#import" not in template
    assert "eval(" not in template


def test_a_guideline_is_set_too() -> None:
    assert "Take action" in words(pdf.write_report(guideline_report(judged_spam())))
