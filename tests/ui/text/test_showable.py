from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from clausebench.ui.text.showable import escaped_tip, one_line, showable

_AWKWARD = [*"ab\r\n\u2028\u2029\ufeff\ufffe\ufdd0\ufdd1😀\x00\u200b", "\ud800"]


@given(st.text(alphabet=st.sampled_from(_AWKWARD)))
def test_a_showable_text_keeps_its_length_through_qt(text: str) -> None:
    shown = showable(text)
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    document.setPlainText(shown)
    assert len(shown) == len(text)
    assert len(document.toRawText()) == len(shown)


def test_a_title_is_one_short_line() -> None:
    assert one_line("a\n b\t\u2028c" + " word" * 50, 20) == "a b c word word wor…"


def test_a_tooltip_never_interprets_its_text() -> None:
    assert escaped_tip("<b>x</b>\ny") == "<p>&lt;b&gt;x&lt;/b&gt;<br>y</p>"
