"""Formats say what their programs expect, for every starter policy and every contract."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.exporting.test_golden import small_release
from tests.support.releases import STARTERS, of_text, starter

from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case, Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.contracts import OFFERED_CONTRACTS
from clausebench.domain.errors import BadInputError
from clausebench.exporting import batch, ollama, opa, openai_evals, promptfoo
from clausebench.exporting.answers import AnswerForm, answering
from clausebench.exporting.client import write as write_client
from clausebench.exporting.conversation import chat_request, responses_request, schema_name
from clausebench.exporting.csv_table import csv_file, guarded
from clausebench.exporting.formats import ALL
from clausebench.exporting.parser_cases import parser_cases, sample_answers
from clausebench.exporting.reports import page
from clausebench.exporting.tabular import table, write_csv
from clausebench.exporting.yaml_text import yaml_file
from clausebench.importing.cases import read_cases

LINES = "# P\n\nAnswer in lines:\n\n- Decision: [BLOCK / ALLOW]\n\n- SP1 no ham\n"
RELEASES: dict[str, Release] = {
    **{name: starter(name) for name in STARTERS},
    **{contract: small_release(contract) for contract in OFFERED_CONTRACTS},
    "lines": of_text(LINES),
    "empty": of_text("Be nice."),
}


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> Release:
    return RELEASES[request.param]


@pytest.mark.parametrize("name", ALL)
def test_every_format_takes_every_release(name: str, release: Release) -> None:
    files = ALL[name].write(release)
    assert files == ALL[name].write(release)
    for path, data in files.items():
        if path.endswith((".json", ".manifest")):
            json.loads(data)
        elif path.endswith(".jsonl"):
            assert all(json.loads(line) is not None for line in data.decode().split("\n") if line)
        elif path.endswith(".yaml"):
            yaml.safe_load(data)
        elif path.endswith(".py"):
            compile(data, path, "exec")


def test_answers_mean_what_the_contracts_reader_says(release: Release) -> None:
    found = answering(release)
    for word, decision in found.table.words:
        if found.table.form is AnswerForm.WORD:
            assert found.contract.read(word).decision is decision
    statuses = {case["status"] for case in parser_cases(found)}
    assert "ok" in statuses
    assert statuses & {"unreadable", "refused"}
    assert all(found.contract.read(answer).status.is_readable for answer in sample_answers(found))


def test_evals_ideals_are_how_right_answers_begin(release: Release) -> None:
    found = answering(release)
    for answer in sample_answers(found):
        read = found.contract.read(answer).decision
        for decision in Decision:
            begins = answer.startswith(openai_evals.ideals(found, decision, None) or ("\0",))
            if begins:
                assert read is decision, (answer, decision)


def test_the_client_never_reads_anything_otherwise(release: Release, tmp_path: Path) -> None:
    _check_client(release, tmp_path)


def _check_client(release: Release, tmp_path: Path) -> None:
    """The generated client, run by itself, agrees with the reader on every golden answer."""
    for name, data in write_client(release).items():
        (tmp_path / name).write_bytes(data)
    said = subprocess.run(
        [sys.executable, "-W", "error", "policy_verdict.py", "--check"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.endswith(", 0 read otherwise\n")


@pytest.mark.parametrize("contract", [*OFFERED_CONTRACTS, "lines"])
@pytest.mark.parametrize("name", STARTERS)
def test_the_client_reads_every_starter_under_every_contract(
    name: str, contract: str, tmp_path: Path
) -> None:
    text = starter(name).text
    if contract == "lines":
        text += "\n\n## Output format\n\n- Decision: [BLOCK / ALLOW]\n- Reasoning: [why]\n"
        release = of_text(text)
    else:
        release = of_text(text, contract=contract)
    _check_client(release, tmp_path)


def test_requests_are_strict_where_answers_are_objects(release: Release) -> None:
    found = answering(release)
    chat = chat_request(release, found, "content")
    assert [m["role"] for m in chat["messages"]] == ["system", "user"]
    assert chat["messages"][0]["content"] == release.prompt
    responses = responses_request(release, found, "content")
    assert ("response_format" in chat) is ("text" in responses)
    assert ("response_format" in chat) is (found.table.form is AnswerForm.OBJECT)
    if "response_format" not in chat:
        return
    wanted = chat["response_format"]["json_schema"]
    assert wanted["strict"] is True
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", wanted["name"])
    _is_strict(wanted["schema"])
    assert responses["text"]["format"] == {"type": "json_schema", **wanted}


def _is_strict(schema: dict[str, Any]) -> None:
    assert "maxLength" not in schema
    if schema.get("type") == "object":
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])
        for part in schema["properties"].values():
            _is_strict(part)
    elif schema.get("type") == "array":
        _is_strict(schema["items"])


def test_schema_names_stay_short() -> None:
    release = replace(small_release(), slug="a" * 60)
    assert len(schema_name(release)) == 64


def test_batch_lines_are_requests_by_case(release: Release) -> None:
    for data in batch.write(release).values():
        lines = [json.loads(line) for line in data.splitlines()]
        assert [line["custom_id"] for line in lines] == [case.name for case in release.cases]
        assert {(line["method"], line["url"]) for line in lines} <= {
            ("POST", "/v1/chat/completions")
        }


HOSTILE = ["file:///etc/passwd", "{{env.SECRET}}", "{% raw %}", "{#", "package:x", "#}%}}}"]


@pytest.mark.parametrize("content", HOSTILE)
def test_promptfoo_finds_neither_templates_nor_files_in_contents(content: str) -> None:
    """It would send off the file, and fill in what it knows."""
    case = Case("", "", content, content, Expectation(Decision.ALLOWED, None, (content,)))
    release = replace(small_release(), cases=(case,), title=content)
    files = promptfoo.write(release)
    test = json.loads(files["tests.jsonl"])
    told = [test["description"], *test["vars"].values(), *test["metadata"].values()]
    assert not [x for x in told if "{" in x or x.startswith(("file://", "package:"))]
    assert json.loads(test["vars"]["content"]) == content
    config = yaml.safe_load(files["promptfooconfig.yaml"])
    assert "{" not in config["description"]
    schema = config["providers"][0]["config"]["response_format"]["json_schema"]
    assert "{" not in schema["description"]


def test_promptfoo_finds_no_templates_in_a_strangers_labels() -> None:
    """It knows the environment, and would put a key of it into the request."""
    text = '# P\n\nAnswer with {"violation": 1, "policy_category": "X"}.\n\n- P1 no ham\n'
    release = of_text(text)
    found = answering(release)
    hostile = replace(found.table, escalation="{{env.KEY}}", words=(("{{x}}", Decision.ALLOWED),))
    schema = {**found.schema, "description": "{{env.KEY}}"}
    written = promptfoo.config_of(release, replace(found, table=hostile, schema=schema))
    told = yaml_file(written).decode()
    assert "{{" not in told
    assert "is-json" not in told
    assert "is-json" in yaml_file(promptfoo.config_of(release, found)).decode()


def test_promptfoo_has_the_keys_it_knows() -> None:
    config = yaml.safe_load(promptfoo.write(small_release())["promptfooconfig.yaml"])
    known = "description tags providers prompts tests defaultTest outputPath evaluateOptions"
    assert set(config) <= set(known.split())
    kinds = [assertion["type"] for assertion in config["defaultTest"]["assert"]]
    assert kinds == ["is-json", "javascript", "javascript"]
    assert config["evaluateOptions"] == {"repeat": 2}


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]
)
def test_no_cell_is_run_as_a_formula(start: str) -> None:
    assert guarded(f"{start}1+1").startswith("'")
    assert guarded("plain =1") == "plain =1"
    data = csv_file(("a",), [[f"{start}1"]])
    assert b"\0" not in data
    ((_,), (cell,)) = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert cell[0] in "'\N{REPLACEMENT CHARACTER}"
    assert csv_file(("a",), [["=1"]], is_exact=True) == b'"a"\n"=1"\n'


def test_a_table_of_cases_is_read_again(tmp_path: Path) -> None:
    release = starter("spam")
    path = tmp_path / "cases.csv"
    path.write_bytes(write_csv(release)["spam.csv"])
    assert [case.name for case in read_cases(path)] == [case.name for case in release.cases]
    path.write_bytes(table(release))
    assert [c.expected.clauses for c in read_cases(path)] == [
        c.expected.clauses for c in release.cases
    ]


def test_exact_cases_come_back_to_the_letter(tmp_path: Path) -> None:
    release = small_release()
    path = tmp_path / "cases.jsonl"
    path.write_bytes(ALL["jsonl"].write(release)["spam.jsonl"])
    again = read_cases(path)
    assert [(c.name, c.content, c.expected, c.severity) for c in again] == [
        (c.name, c.content, c.expected, c.severity) for c in release.cases
    ]


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=("Cs",)), max_size=5),
            inner,
            min_size=1,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["a", "no", "1", "a b"]), _PLAIN, min_size=1))
def test_yaml_reads_back_whatever_was_written(value: dict[str, Any]) -> None:
    assert yaml.safe_load(yaml_file(value)) == value


def test_a_modelfile_holds_policy_and_room_to_think() -> None:
    release = small_release()
    text = ollama.write(release)["Modelfile"].decode()
    assert f'SYSTEM """{release.prompt.rstrip()}\n"""' in text
    assert "PARAMETER temperature 0" in text
    assert "PARAMETER num_ctx 8192" in text
    long = replace(release, cases=(Case("", "", "x", "word " * 40_000),))
    assert ollama.context_size(long) == 65_536
    with pytest.raises(BadInputError, match="three quotation marks"):
        ollama.write(replace(release, prompt='"""'))


def test_an_opa_bundle_stays_in_its_roots() -> None:
    files = opa.write(replace(small_release(), slug="2nd-policy"))
    manifest = json.loads(files[".manifest"])
    assert manifest["roots"] == ["clausebench/p_2nd_policy"]
    assert list(json.loads(files["data.json"])["clausebench"]) == ["p_2nd_policy"]
    assert b"package clausebench.p_2nd_policy.decision\n" in files["decision.rego"]
    policy = json.loads(files["data.json"])["clausebench"]["p_2nd_policy"]["policy"]
    assert policy["clauses"]["SP1"]["severity"] == "high"


def test_the_page_fetches_and_runs_nothing() -> None:
    hostile = of_text("# <script>alert(1)</script>\n\n- SP1 <img src=http://x/y> no | ham\n")
    html = page.write(hostile)["policy.html"].decode()
    assert "<script" not in html
    assert "<img" not in html
    assert "default-src 'none'" in html
    assert not re.findall(r"(?:src|href)=", html.replace("&lt;img src=", ""))


def test_texts_without_their_parts_are_whole_texts_still() -> None:
    bare = of_text("Be nice.")
    assert b"Longer than" in ALL["criteria"].write(of_text("- A1 word\n" * 6_000))["zentropi.json"]
    html = page.write(replace(bare, changelog="- one\n\n| a |\n|---|\n| b \\| c |\n"))
    assert b"<td>b | c</td>" in html["policy.html"]
    short = of_text('# P\n\nAnswer with {"violation": 1, "rationale": "x"}.\n\n- P1 no ham\n')
    found = answering(short)
    assert openai_evals.ideals(found, Decision.VIOLATES, None) == ('{"violation": 1',)
    assert openai_evals.ideals(found, Decision.ESCALATE, None) == ()
