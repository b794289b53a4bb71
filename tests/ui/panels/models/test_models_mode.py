"""From an empty list to weights in use, as a person would."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from tests.support.hub_desk import NAME, REPO
from tests.support.loopback_hub import LoopbackHub
from tests.support.other_programs import header, put, put_into_ollama
from tests.support.qt import check_contract
from tests.ui.panels.models.conftest import at_rest, titles, until

from clausebench.domain.errors import AppError
from clausebench.domain.weights import Manner
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.panels.models.models_mode import ModelsMode
from clausebench.ui.shell import Shell


def fetch(qtbot: QtBot, mode: ModelsMode, shell: Shell) -> str:
    """Get the weights that the hub has; their path."""
    mode.open_repository(REPO)
    until(qtbot, mode.pages.offer.start.isVisible)
    with qtbot.waitSignal(shell.downloads.arrived, timeout=15_000) as arrived:
        mode.pages.offer.start.click()
    at_rest(qtbot, shell)
    return str(arrived.args[0].path)


def open_dialog(mode: ModelsMode, kind: type) -> Any:
    return mode.findChild(kind)


def test_at_first_there_is_what_can_be_got_and_the_recommended_is_chosen(
    mode: ModelsMode, hub: LoopbackHub
) -> None:
    assert titles(mode)[0] == "To get"
    assert "recommended" in mode.list.rows.entries[1].detail
    assert mode.pages.currentWidget() is mode.pages.offer
    assert hub.asked == []


def test_everything_is_shown_before_the_first_byte(
    qtbot: QtBot, mode: ModelsMode, hub: LoopbackHub
) -> None:
    mode.open_repository(REPO)
    until(qtbot, mode.pages.offer.start.isVisible)
    shown = [
        w.accessibleName() for w in mode.pages.offer.exact.findChildren(object) if w.isWidgetType()
    ]
    facts = " ".join(shown)
    assert hub.sha256(NAME) in facts
    assert "Licence: apache-2.0" in facts
    assert "0123456789abcdef" in facts
    assert hub.bytes_sent == 0


def test_weights_are_fetched_chosen_and_used(qtbot: QtBot, mode: ModelsMode, shell: Shell) -> None:
    path = fetch(qtbot, mode, shell)
    until(qtbot, lambda: mode.pages.currentWidget() is mode.pages.kept)
    assert titles(mode)[0].startswith("On this computer · ")
    mode.pages.kept.use.click()
    assert shell.preferences.settings.weights == path
    assert "in use" in mode.list.rows.entries[1].detail
    assert not mode.pages.kept.use.isEnabled()
    check_contract(mode, shell.appearance)


def test_a_hub_that_cannot_be_reached_is_said_where_it_was_asked(
    qtbot: QtBot, mode: ModelsMode, hub: LoopbackHub, shell: Shell
) -> None:
    hub.faults.status, hub.faults.status_on = 404, "information"
    mode.open_repository("org/none")
    until(qtbot, mode.pages.offer.trouble.isVisible)
    assert "org/none" in mode.pages.offer.trouble.accessibleName()
    assert shell.banners.banners == ()
    hub.faults.status = 0
    mode.pages.offer.show_offered(mode.pages.offer.offered)
    mode.open_repository(REPO)
    until(qtbot, mode.pages.offer.start.isVisible)
    assert not mode.pages.offer.trouble.isVisible()


def test_a_download_is_paused_and_continued_on_its_page(
    qtbot: QtBot, mode: ModelsMode, hub: LoopbackHub, shell: Shell
) -> None:
    hub.faults.rate = 400_000
    mode.open_repository(REPO)
    until(qtbot, mode.pages.offer.start.isVisible)
    mode.pages.offer.start.click()
    page = mode.pages.download
    until(qtbot, lambda: mode.pages.currentWidget() is page and page.bar.value() > 50)
    page.hold.click()
    until(qtbot, lambda: shell.downloads.running is None)
    assert "paused" in page.words.text()
    assert page.hold.text() == "Continue"
    hub.faults.rate = 0
    with qtbot.waitSignal(shell.downloads.arrived, timeout=15_000):
        page.hold.click()
    at_rest(qtbot, shell)


def test_giving_up_asks_first(
    qtbot: QtBot, mode: ModelsMode, hub: LoopbackHub, shell: Shell
) -> None:
    hub.faults.rate = 300_000
    mode.open_repository(REPO)
    until(qtbot, mode.pages.offer.start.isVisible)
    mode.pages.offer.start.click()
    until(qtbot, lambda: mode.pages.download.bar.value() > 20)
    mode.pages.download.cancel.click()
    dialog = open_dialog(mode, Confirmation)
    dialog.reject()
    assert len(shell.downloads.items) == 1
    mode.pages.download.cancel.click()
    dialogs = [d for d in mode.findChildren(Confirmation) if d.isVisible()]
    dialogs[-1].accept_button.click()
    assert shell.downloads.items == ()
    at_rest(qtbot, shell)


def test_a_failed_download_says_why_and_tries_again(
    qtbot: QtBot, mode: ModelsMode, hub: LoopbackHub, shell: Shell
) -> None:
    hub.faults.status = 403
    mode.open_repository(REPO)
    until(qtbot, mode.pages.offer.start.isVisible)
    mode.pages.offer.start.click()
    page = mode.pages.download
    until(qtbot, page.trouble.isVisible)
    assert page.hold.text() == "Try again"
    hub.faults.status = 0
    with qtbot.waitSignal(shell.downloads.arrived, timeout=15_000):
        page.hold.click()
    at_rest(qtbot, shell)


def test_a_file_that_is_dropped_is_known_and_used(
    qtbot: QtBot, mode: ModelsMode, hub: LoopbackHub, shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "mine.gguf"
    path.write_bytes(hub.files[NAME])
    shell.relay.request_files([str(path)])
    until(qtbot, lambda: shell.preferences.settings.weights == str(path))
    at_rest(qtbot, shell)
    assert "mine" in titles(mode)
    assert path.exists()


def test_what_is_no_weights_is_refused_in_a_sentence(
    qtbot: QtBot, mode: ModelsMode, shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "page.gguf"
    path.write_bytes(b"<!DOCTYPE html><html>")
    with qtbot.waitSignal(shell.lanes.job_failed, timeout=15_000) as failed:
        shell.relay.request_files([str(path)])
    error = failed.args[1]
    assert isinstance(error, AppError)
    assert "web page" in error.title
    assert shell.preferences.settings.weights == ""


def test_files_of_other_programs_are_offered_and_used_in_place(
    qtbot: QtBot, mode: ModelsMode, hub: LoopbackHub, shell: Shell, tmp_path: Path
) -> None:
    folder = tmp_path / ".lmstudio" / "models" / "x"
    folder.mkdir(parents=True)
    (folder / NAME).write_bytes(hub.files[NAME])
    shell.commands.run("models.find")
    until(qtbot, lambda: mode.pages.currentWidget() is mode.pages.found)
    mode.pages.found.use.click()
    until(qtbot, lambda: shell.preferences.settings.weights == str(folder / NAME))
    at_rest(qtbot, shell)
    assert "Of other programs" not in titles(mode)


def test_found_files_that_are_second_best_or_useless_say_so(
    qtbot: QtBot, mode: ModelsMode, shell: Shell, tmp_path: Path
) -> None:
    put(tmp_path / "Downloads/gpt-oss-20b.gguf", header("Gpt Oss 20b"))
    own = "registry.ollama.ai/library/gpt-oss-safeguard/20b"
    put_into_ollama(tmp_path / ".ollama/models", own, header("x", "gptoss"))
    shell.commands.run("models.find")
    page = mode.pages.found
    until(qtbot, lambda: mode.pages.currentWidget() is page)
    assert page.use.isEnabled()
    assert "plain gpt-oss" in page.state.text()
    entry = next(e for e in mode.list.rows.entries if e.title == "gpt-oss-safeguard:20b")
    mode.choose(entry.id)
    until(qtbot, lambda: not page.use.isEnabled())
    assert "Ollama's own engine" in page.state.text()
    at_rest(qtbot, shell)


def test_nothing_found_is_said(qtbot: QtBot, mode: ModelsMode, shell: Shell) -> None:
    shell.commands.run("models.find")
    until(qtbot, lambda: bool(shell.banners.banners))
    assert "No gpt-oss-safeguard file was found" in shell.banners.banners[0].title


def test_notes_and_manner_are_kept(qtbot: QtBot, mode: ModelsMode, desk: Any, shell: Shell) -> None:
    fetch(qtbot, mode, shell)
    page = mode.pages.kept
    page.notes.setPlainText("For appeals")
    page.keep_notes()
    page.manner.numbers["threads"].setValue(3)
    at_rest(qtbot, shell)
    (kept,) = desk.models().kept()
    assert (kept.notes, kept.manner) == ("For appeals", Manner(threads=3))
    page.manner.numbers["threads"].setValue(page.manner.numbers["threads"].minimum())
    at_rest(qtbot, shell)
    assert desk.models().kept()[0].manner == Manner()


def test_weights_are_verified_again_and_a_changed_byte_is_told(
    qtbot: QtBot, mode: ModelsMode, shell: Shell
) -> None:
    path = Path(fetch(qtbot, mode, shell))
    shell.commands.run("models.verify")
    at_rest(qtbot, shell)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with qtbot.waitSignal(shell.lanes.job_failed, timeout=15_000) as failed:
        shell.commands.run("models.verify")
    assert "has changed" in failed.args[1].title


def test_weights_in_use_that_are_forgotten_are_used_no_more(
    qtbot: QtBot, mode: ModelsMode, shell: Shell
) -> None:
    path = Path(fetch(qtbot, mode, shell))
    mode.pages.kept.use.click()
    mode.pages.kept.forget.click()
    at_rest(qtbot, shell)
    assert shell.preferences.settings.weights == ""
    assert titles(mode)[0] == "To get"
    assert path.exists()


def test_a_file_that_is_gone_is_said_to_be(qtbot: QtBot, mode: ModelsMode, shell: Shell) -> None:
    Path(fetch(qtbot, mode, shell)).unlink()
    mode.activated()
    at_rest(qtbot, shell)
    assert "not at its place" in mode.list.rows.entries[1].detail
    assert not mode.pages.kept.use.isEnabled()


def test_the_folder_moves_and_the_settings_follow(
    qtbot: QtBot, mode: ModelsMode, shell: Shell, tmp_path: Path
) -> None:
    fetch(qtbot, mode, shell)
    mode.pages.kept.use.click()
    shell.commands.run("models.move")
    dialog = open_dialog(mode, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "disk2"))
    dialog.close()
    at_rest(qtbot, shell)
    settings = shell.preferences.settings
    assert settings.models_folder == str(tmp_path / "disk2")
    assert Path(settings.weights).is_relative_to(tmp_path / "disk2")
    assert Path(settings.weights).exists()


def test_searching_leads_to_what_a_repository_has(
    qtbot: QtBot, mode: ModelsMode, shell: Shell
) -> None:
    shell.commands.run("models.search")
    page = mode.pages.search
    assert mode.pages.currentWidget() is page
    page.field.setText("model")
    page.go.click()
    until(qtbot, page.list.isVisible)
    page.list.itemActivated.emit(page.list.item(0))
    until(qtbot, mode.pages.offer.start.isVisible)


def test_a_download_that_was_not_done_is_in_the_list_from_the_start(
    qtbot: QtBot, desk: Any, hub: LoopbackHub, mode: ModelsMode, shell: Shell
) -> None:
    wanted = desk.downloads().ask(desk.models().offers(REPO)[0], hub.url)
    desk.downloads().pause(wanted, is_paused=True)
    shell.downloads.restore()
    until(qtbot, lambda: titles(mode)[0] == "Downloads")
    shell.relay.models_requested.emit(wanted.id)
    assert mode.pages.currentWidget() is mode.pages.download
    shutil.rmtree(mode._shell.desk.models().folder)
