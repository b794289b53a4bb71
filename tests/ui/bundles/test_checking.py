"""Who signed a bundle, what is inside, and its cases run again; no policy changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.support.releases import full_release, starter
from tests.support.resting import at_rest
from tests.support.sent_bundles import sent
from tests.ui.bundles.conftest import Show

from clausebench.domain.bundle.envelope import Standing, Trust
from clausebench.domain.bundle.measures import EvidenceLevel
from clausebench.domain.bundle.release import Release
from clausebench.domain.cancel import CancelToken
from clausebench.domain.run import RunSettings
from clausebench.services.desk import Desk
from clausebench.services.recording import Subject
from clausebench.services.releasing import ReleaseOptions
from clausebench.ui.bundles.keys_trust import TrustKeyDialog
from clausebench.ui.bundles.receive_words import standing_look
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.shell import Shell


def test_each_kind_of_standing_has_a_word_and_an_icon_of_its_own() -> None:
    looks = [standing_look(Standing(trust, "Ana")) for trust in Trust]
    assert len({look.word for look in looks}) == len({look.icon for look in looks}) == 3


def test_everything_that_is_inside_is_said(show: Show, tmp_path: Path, desk: Desk) -> None:
    dialog = show(sent(tmp_path, "full", full_release()), only_checks=True)
    values = {name: value.text() for name, value in dialog.page.facts.values.items()}
    assert values["Version"] == "3, revision 4"
    assert values["Stage"] == "Approved by Ana, 3 Feb 2026: “It is needed.”"
    assert values["Past obstacles"] == "Only three cases."
    assert values["Judged with"] == "gpt-oss-safeguard-20b, medium effort, 2 repeats"
    assert "Apache-2.0 (the policy), by The Clausebench authors" in values["Licence"]
    assert "Missed: Overall, precision: 2 of 3" in values["Targets"]
    assert "SP1.a reworded" in dialog.page.facts.changes.text()
    assert not dialog.take.isVisibleTo(dialog)
    assert dialog.page.tabs.count() == 2
    assert desk.library.policies() == ()


def test_a_key_becomes_known_only_after_its_fingerprint_was_compared(
    qtbot: QtBot, shell: Shell, desk: Desk, show: Show, tmp_path: Path
) -> None:
    dialog = show(sent(tmp_path, "signed", starter("spam"), "Ana"), only_checks=True)
    card = dialog.page.card
    assert card.title.text() == "Signed by somebody you do not know"
    card.trust.click()
    asking = dialog.findChild(TrustKeyDialog)
    assert asking is not None
    assert asking.fingerprint.text() in card.fingerprint.text()
    asking.name.setText("Ana of Oslo")
    assert not asking.trust.isEnabled()
    asking.compared.setChecked(True)
    asking.trust.click()
    at_rest(qtbot, shell)
    assert card.title.text() == "Signed by Ana of Oslo"
    assert not card.trust.isVisibleTo(dialog)
    assert [key.name for key in desk.exchange().signing().trusted()] == ["Ana of Oslo"]


def test_a_name_that_has_another_key_is_not_given_to_this_one(
    qtbot: QtBot, shell: Shell, desk: Desk, show: Show, tmp_path: Path
) -> None:
    desk.exchange().signing().make("Ana", "some words")
    dialog = show(sent(tmp_path, "signed", starter("spam"), "Ana"), only_checks=True)
    dialog.page.card.trust.click()
    asking = dialog.findChild(TrustKeyDialog)
    assert asking is not None
    asking.name.setText("ana")
    asking.compared.setChecked(True)
    asking.trust.click()
    at_rest(qtbot, shell)
    assert "trusted with another key already" in asking.trouble.text()
    assert asking.isVisible()
    assert shell.banners.banners == ()
    asking.reject()


def test_the_report_is_copied_without_contents(
    qtbot: QtBot, shell: Shell, show: Show, tmp_path: Path
) -> None:
    dialog = show(sent(tmp_path, "full", full_release()), only_checks=True)
    dialog.page.replay.run.click()
    at_rest(qtbot, shell)
    dialog.copy.click()
    copied = QApplication.clipboard().text()
    assert "Not signed: nobody vouches" in copied
    assert "Run again: 1 the same decision in other words · 2 decided differently" in copied
    assert "Note: It was approved past obstacles" in copied
    assert not [case for case in full_release().cases if case.content in copied]


def test_cases_that_are_decided_otherwise_are_listed_with_the_reason(
    qtbot: QtBot, shell: Shell, desk: Desk, show: Show, tmp_path: Path
) -> None:
    dialog = show(sent(tmp_path, "full", full_release()), only_checks=True)
    page = dialog.page.replay
    dialog.page.tabs.setCurrentWidget(page)
    at_rest(qtbot, shell)
    assert "Another engine may decide otherwise" in page.engine.text()
    page.run.click()
    at_rest(qtbot, shell)
    assert page.result.text() == "2 test cases decided differently."
    assert len(page.model.rows) == 2
    assert "judge: gpt-oss-safeguard-20b, now" in page.note.text()
    assert desk.library.policies() == ()
    (run,) = desk.history.runs(None)
    assert run.settings.repeats == 2


def test_verdicts_of_the_same_engine_are_identical(
    qtbot: QtBot, shell: Shell, desk: Desk, show: Show, tmp_path: Path
) -> None:
    policy = desk.library.create("Spam", starter("spam").text).policy
    content = starter("spam").cases[0]
    desk.library.keep_case(policy.id, content.content, content.expected, name="first")
    dialog = show(sent(tmp_path, "own", _tested(desk, policy.id)), only_checks=True)
    dialog.page.replay.run.click()
    at_rest(qtbot, shell)
    assert dialog.page.replay.result.text() == "Every test case is decided as before."
    assert dialog.page.replay.counts.text() == "1 identical, word for word"


def _tested(desk: Desk, policy_id: str) -> Release:
    opened = desk.library.open(policy_id)
    subject = Subject(opened.text, opened.policy.name, policy_id, 1)
    cases = desk.library.cases(policy_id)
    for _ in desk.suites.run(subject, cases, RunSettings(seed=1), CancelToken()):
        pass
    options = ReleaseOptions(evidence=EvidenceLevel.FULL)
    return desk.exchange().releasing.release("Spam", options)


def test_without_verdicts_there_is_nothing_to_compare_with(
    qtbot: QtBot, shell: Shell, show: Show, tmp_path: Path
) -> None:
    few = replace(starter("spam"), cases=starter("spam").cases[:2])
    dialog = show(sent(tmp_path, "plain", few), only_checks=True)
    assert "brings no verdicts" in dialog.page.replay.intro.text()
    dialog.page.replay.run.click()
    at_rest(qtbot, shell)
    assert "nothing to compare with" in dialog.page.replay.result.text()


def test_a_bundle_without_cases_has_nothing_to_run(show: Show, tmp_path: Path) -> None:
    none = replace(starter("spam"), cases=())
    dialog = show(sent(tmp_path, "none", none), only_checks=True)
    assert not dialog.page.replay.run.isEnabled()


def test_a_run_is_stopped(qtbot: QtBot, shell: Shell, show: Show, tmp_path: Path) -> None:
    dialog = show(sent(tmp_path, "plain", starter("spam")), only_checks=True)
    page = dialog.page.replay
    page.run.click()
    page.stop.click()
    assert page.progress.text() == "Stopping…"
    at_rest(qtbot, shell)
    assert page.result.text() == "Stopped. Nothing was compared."
    assert page.run.isVisibleTo(page)


def test_closing_asks_before_it_stops_a_run(
    qtbot: QtBot, shell: Shell, desk: Desk, show: Show, tmp_path: Path
) -> None:
    dialog = show(sent(tmp_path, "plain", starter("spam")), only_checks=True)
    dialog.page.replay.run.click()
    dialog.reject()
    first = dialog.findChild(Confirmation)
    assert first is not None
    first.reject()
    assert dialog.isVisible()
    assert dialog.page.replaying.is_running
    dialog.reject()
    dialog.findChildren(Confirmation)[-1].accept_button.click()
    assert not dialog.isVisible()
    at_rest(qtbot, shell)
    judged = [len(desk.history.verdicts(run.id)) for run in desk.history.runs(None)]
    assert sum(judged) < len(starter("spam").cases)


def test_closing_after_a_run_asks_nothing(
    qtbot: QtBot, shell: Shell, show: Show, tmp_path: Path
) -> None:
    few = replace(starter("spam"), cases=starter("spam").cases[:2])
    dialog = show(sent(tmp_path, "plain", few), only_checks=True)
    dialog.page.replay.run.click()
    at_rest(qtbot, shell)
    dialog.reject()
    assert dialog.findChild(Confirmation) is None
    assert not dialog.isVisible()
