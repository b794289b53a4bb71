from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from clausebench.ui.text.pasting import text_to_paste


def _pasted(html: str, plain: str = "plain") -> str:
    mime = QMimeData()
    mime.setText(plain)
    mime.setHtml(html)
    return text_to_paste(mime)


def test_plain_text_is_pasted_as_it_is(qapp: QApplication) -> None:
    mime = QMimeData()
    mime.setText("<b>not bold</b>")
    assert text_to_paste(mime) == "<b>not bold</b>"


def test_headings_and_lists_of_a_word_processor_become_markdown(qapp: QApplication) -> None:
    html = "<h2>Violates</h2><p>Some <b>bold</b> words</p><ul><li>one</li><li>two</li></ul>"
    assert _pasted(html) == "## Violates\n\nSome **bold** words\n\n- one\n- two"


def test_a_table_becomes_a_markdown_table(qapp: QApplication) -> None:
    html = "<table><tr><td>Code</td><td>Rule</td></tr><tr><td>A1</td><td>x</td></tr></table>"
    assert _pasted(html).splitlines()[0] == "|Code|Rule|"


def test_bullets_below_a_number_stay_below_it(qapp: QApplication) -> None:
    html = "<ol><li>one<ul><li>inner</li></ul></li><li>two</li></ol>"
    assert "\n    - inner\n" in _pasted(html)


def test_html_without_structure_is_pasted_as_its_text(qapp: QApplication) -> None:
    assert _pasted("<span style='color:red'>plain</span>") == "plain"


def test_a_picture_in_pasted_html_is_never_opened(qapp: QApplication) -> None:
    assert "root:" not in _pasted("<p><b>x</b><img src='file:///etc/passwd'></p>")
