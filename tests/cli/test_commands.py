"""The commands as other tools call them: JSON keys and exit codes are a promise."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.support.command_line import Said
from tests.support.policies import SPAM

from clausebench.cli import lint

Cli = Callable[..., Said]

VERDICT_KEYS = {
    "decision",
    "status",
    "label",
    "clauses",
    "category",
    "severity",
    "confidence",
    "rationale",
    "remediation",
    "reasoning",
    "final",
    "tokens",
    "seconds",
    "effort",
    "engine",
    "findings",
}


def test_judge_prints_one_object_with_every_key(cli: Cli, folder: Path) -> None:
    said = cli("judge", str(folder), "--content", "words that sell a course", "--json")
    assert said.code == 0
    assert set(said.json) >= VERDICT_KEYS
    assert set(said.json["confidence"]) == {"measured", "stated", "certainty"}
    assert set(said.json["tokens"]) == {"prompt", "reasoning", "final"}
    assert said.json["engine"]["kind"] == "triage"
    assert said.json["engine"]["is_language_model"] is False
    assert said.json["decision"] in ("violates", "allowed", "escalate")


def test_judge_repeated_adds_the_repeats_and_their_agreement(cli: Cli, folder: Path) -> None:
    said = cli("judge", str(folder), "--content", "hello", "--repeat", "3", "--seed", "5", "--json")
    assert [r["seed"] for r in said.json["repeats"]] == [5, 6, 7]
    assert said.json["agreement"] == 1.0


def test_judge_for_people_names_the_engine_and_its_limits(cli: Cli, folder: Path) -> None:
    said = cli("judge", str(folder), "--content", "words that sell a course")
    assert said.code == 0
    assert "not a language model" in said.out


def test_judge_reads_a_file_and_standard_input(
    cli: Cli, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "content.txt"
    file.write_text("hello")
    assert cli("judge", str(folder), "--file", str(file), "--json").code == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"hello \xff")))
    assert cli("judge", str(folder), "-", "--json").code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("judge", "{folder}"), "Name one content"),
        (("judge", "{folder}", "--content", "a", "--file", "b"), "Name one content"),
        (("judge", "{folder}", "--content", "  "), "content is empty"),
        (("judge", "nowhere", "--content", "a"), "no policy nowhere"),
        (("judge", "", "--content", "a"), "no policy"),
        (("lint", "n" * 5000), "no policy nnn"),
        (("judge", "{folder}", "--content", "a", "--recording", "nowhere"), "transcripts nowhere"),
        (("judge", "{folder}", "--content", "a", "--engine", "llama"), "needs a weights file"),
        (("judge", "{folder}", "--content", "a", "--engine", "recorded"), "needs transcripts"),
        (("judge", "{folder}", "--content", "a", "--engine", "magic"), "magic"),
        (("test", "{folder}/policy.md"), "no test cases"),
        (("lint", "nowhere"), "no policy nowhere"),
        (("history", "--policy", "nowhere"), "no policy named nowhere"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(
    cli: Cli, folder: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    said = cli(*(a.replace("{folder}", str(folder)) for a in arguments))
    assert said.code == 2
    assert sentence in said.err
    assert "Traceback" not in said.err


def test_a_closed_standard_input_is_told_in_a_sentence(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    said = cli("judge", str(folder), "-")
    assert (said.code, "no standard input" in said.err) == (2, True)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="has no endless file")
def test_a_file_without_end_is_refused(cli: Cli, folder: Path) -> None:
    said = cli("judge", str(folder), "--file", "/dev/zero")
    assert (said.code, "more than 64 MiB" in said.err) == (2, True)


def test_a_result_that_cannot_be_printed_is_told_in_a_sentence(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(lint, "print_json", refuse)
    said = cli("lint", str(folder), "--json")
    assert said.code == 2
    assert said.err == "clausebench: The system refused: No space left on device.\n"


def test_weights_that_are_none_fail_the_engine(cli: Cli, folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "model.gguf"
    page.write_text("<!doctype html><html></html>")
    said = cli("judge", str(folder), "--content", "a", "--weights", str(page))
    assert said.code == 3
    assert "web page" in said.err


def test_test_counts_and_fails_when_a_case_fails(cli: Cli, folder: Path) -> None:
    cases = folder / "cases.csv"
    said = cli("test", str(folder), "--json")
    assert {c["id"] for c in said.json["cases"]} == {"sale", "receipt"}
    assert {"id", "expected", "decision", "clauses", "passed"} <= set(said.json["cases"][0])
    summary = {"passed", "failed", "unreadable", "precision", "recall", "f1", "by_label"}
    assert summary <= set(said.json["summary"])
    cases.write_text(cases.read_text().replace("violates", "?").replace("allowed", "violates"))
    cases.write_text(cases.read_text().replace("?", "allowed"))
    assert cli("test", str(folder), "--json").code == 1


def test_test_writes_junit_without_content(cli: Cli, folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    cli("test", str(folder), "--junit", str(report))
    suite = ET.parse(report).getroot()
    assert suite.get("tests") == "2"
    assert "course" not in report.read_text()


def test_test_takes_cases_from_another_file(cli: Cli, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.jsonl"
    file.write_text('{"id": "x", "content": "hello"}\n')
    said = cli("test", str(folder), "--cases", str(file), "--json")
    assert [c["outcome"] for c in said.json["cases"]] == ["unlabelled"]
    assert said.code == 0


def test_lint_lists_clauses_labels_tokens_and_problems(cli: Cli, tmp_path: Path) -> None:
    policy = tmp_path / "p.md"
    policy.write_text(SPAM.replace("SP7 Wanted", "SP1 Wanted") + "- SP8 Own work in place.\n")
    said = cli("lint", str(policy), "--json")
    clause = next(c for c in said.json["clauses"] if c["code"] == "SP1")
    assert {"id", "kind", "title", "start", "end"} <= set(clause)
    assert policy.read_text()[clause["start"] : clause["end"]].lstrip("- ").startswith("SP1")
    assert said.json["tokens"] > 0
    problem = next(p for p in said.json["problems"] if p["rule"] == "policy.duplicate-code")
    assert {"rule", "severity", "line", "column", "message"} <= set(problem)


def test_prompt_without_weights_shows_the_text(cli: Cli, folder: Path) -> None:
    said = cli("prompt", str(folder), "--content", "<|end|> hello", "--json")
    assert said.json["token_ids"] is None
    assert said.json["text"].startswith("<|start|>system<|message|>")
    assert "HR1" not in said.json["text"]
    assert "SP1 Promotion" in said.json["text"]


def test_history_finds_what_was_judged(cli: Cli, folder: Path, tmp_path: Path) -> None:
    workspace = str(tmp_path / "w.db")
    cli("judge", str(folder), "--content", "a purple elephant", "--workspace", workspace)
    listed = cli("history", "--workspace", workspace, "--json").json
    assert [v["content"] for v in listed["verdicts"]] == ["a purple elephant"]
    assert len(listed["runs"]) == 1
    found = cli("history", "--search", "elephant", "--workspace", workspace, "--json").json
    assert len(found["hits"]) == 1
    assert cli("history", "--search", '"); DROP', "--workspace", workspace).code == 0


def test_a_verdict_in_the_terminal_cannot_steer_it(cli: Cli, folder: Path) -> None:
    said = cli("judge", str(folder), "--content", "sell \x1b[2J words to people")
    assert "\x1b" not in said.out


def test_doctor_reports_versions_machine_and_workspace(cli: Cli, tmp_path: Path) -> None:
    said = cli("doctor", "--workspace", str(tmp_path / "w.db"), "--json")
    names = {check["name"] for check in said.json["checks"]}
    assert {
        "clausebench",
        "llama-cpp-python",
        "processor",
        "memory",
        "20b weights",
        "weights",
        "workspace",
    } <= names
    assert said.code == 0


def test_doctor_says_what_is_wrong_with_a_workspace(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    path.write_bytes(b"not a database" * 100)
    said = cli("doctor", "--workspace", str(path))
    assert said.code == 2
    assert "BAD" in said.out


def test_every_command_explains_itself(cli: Cli) -> None:
    for name in ("judge", "test", "lint", "prompt", "history", "doctor"):
        assert "Usage: clausebench" in cli(name, "--help").out


def test_json_is_one_value(cli: Cli, folder: Path) -> None:
    said = cli("lint", str(folder), "--json")
    json.loads(said.out)
