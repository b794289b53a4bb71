"""The session is found again, and never stands in the way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from clausebench.ui.session import Session


def reopened(session: Session, tmp_path: Path) -> Session:
    session.sync()
    return Session(tmp_path / "session.ini")


def test_mode_policy_and_case_are_found_again(session: Session, tmp_path: Path) -> None:
    session.mode = "test"
    session.policy_id = "01POLICY"
    session.remember_case("01POLICY", "01CASE")
    again = reopened(session, tmp_path)
    assert (again.mode, again.policy_id) == ("test", "01POLICY")
    assert (again.case_id("01POLICY"), again.case_id("other")) == ("01CASE", "")


def test_texts_and_flags_have_defaults(session: Session, tmp_path: Path) -> None:
    assert session.text("write.font", "serif") == "serif"
    assert session.flag("write.wrap", default=True)
    session.remember_flag("write.wrap", value=False)
    session.remember("odd", "a, b; c = “ü” \n x")
    again = reopened(session, tmp_path)
    assert not again.flag("write.wrap", default=True)
    assert again.text("odd") == "a, b; c = “ü” \n x"


def test_recent_commands_are_few_distinct_and_newest_first(
    session: Session, tmp_path: Path
) -> None:
    for number in range(20):
        session.remember_command(f"c.{number}")
    session.remember_command("c.15")
    recent = reopened(session, tmp_path).recent_commands()
    assert recent[:3] == ("c.15", "c.19", "c.18")
    assert len(recent) == 12
    assert len(set(recent)) == 12


def test_a_window_gets_its_size_back(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    first, second = QMainWindow(), QMainWindow()
    for window in (first, second):
        qtbot.addWidget(window)
    assert not session.restore_window(second)
    first.resize(500, 400)
    session.keep_window(first)
    assert reopened(session, tmp_path).restore_window(second)
    assert (second.width(), second.height()) == (500, 400)


def test_a_splitter_gets_its_sizes_back(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    def make() -> QSplitter:
        splitter = QSplitter()
        splitter.setObjectName("write.columns")
        qtbot.addWidget(splitter)
        for _ in range(2):
            splitter.addWidget(QWidget())
        splitter.resize(401, 100)
        splitter.show()
        return splitter

    first = make()
    first.setSizes([100, 300])
    session.keep_splitter(first)
    second = make()
    assert reopened(session, tmp_path).restore_splitter(second)
    assert second.sizes() == first.sizes()


def test_a_damaged_file_reads_as_defaults(tmp_path: Path) -> None:
    (tmp_path / "session.ini").write_bytes(b"\xff\xfe[window\ngeometry=@ByteArray(oops)\nmode")
    session = Session(tmp_path / "session.ini")
    assert session.mode == ""
    assert session.recent_commands() == ()
