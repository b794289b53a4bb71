"""Reading transcript files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.transcripts import CONTENT, POLICY, line

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import BadInputError
from clausebench.domain.text import text_hash
from clausebench.engines.transcripts import Transcript, read_transcripts

HASH = text_hash(POLICY)
KEY = (HASH, text_hash(CONTENT))


def read(path: Path, *lines: str) -> dict[tuple[str, str], tuple[Transcript, ...]]:
    path.write_text("\n".join(lines), "utf-8")
    return read_transcripts(path, CancelToken().check).answers


@pytest.mark.parametrize("name", ["policy", "policy_hash", "policy_sha256"])
@pytest.mark.parametrize("given_hash", [HASH, HASH.removeprefix("sha256:"), HASH.upper()])
def test_the_policy_hash_is_read_in_every_spelling(
    tmp_path: Path, name: str, given_hash: str
) -> None:
    assert KEY in read(tmp_path / "t", line(**{"policy": None, name: given_hash}))


def test_a_line_may_answer_for_several_policy_texts(tmp_path: Path) -> None:
    other = text_hash("with its output contract")
    answers = read(tmp_path / "t", line(policy=[HASH, other]))
    assert answers[KEY] == answers[other, KEY[1]]


def test_empty_lines_a_byte_order_mark_and_unknown_values_are_fine(tmp_path: Path) -> None:
    answers = read(tmp_path / "t", "\ufeff" + line(model="x", tokens=None), "", line(), " ")
    assert len(answers[KEY]) == 2


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("{", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        (line(seconds=float("nan")), "it is not JSON"),
        ("[1]", "it is not a JSON object"),
        (line(content=None), "'content' is missing"),
        (line(final=3), "'final' is missing or of the wrong kind"),
        (line(effort="huge secret"), "'effort' is missing or of the wrong kind"),
        (line(policy="abc"), "'policy' is not the sha256"),
        (line(policy=None), "'policy' is not the sha256"),
        (line(policy=[]), "'policy' is not the sha256"),
    ],
)
def test_a_bad_line_is_named_by_its_number(tmp_path: Path, bad: str, why: str) -> None:
    with pytest.raises(BadInputError, match=f"Line 3 of the transcripts .*{why}") as caught:
        read(tmp_path / "t", line(), "", bad, line())
    assert "secret" not in str(caught.value)


def test_bytes_that_are_no_text_are_named_by_their_line(tmp_path: Path) -> None:
    path = tmp_path / "t"
    path.write_bytes(line().encode() + b"\n\xff\n")
    with pytest.raises(BadInputError, match=r"Line 2 .* not UTF-8"):
        read_transcripts(path, CancelToken().check)


def test_half_a_surrogate_pair_does_not_get_into_an_answer(tmp_path: Path) -> None:
    (answer,) = read(tmp_path / "t", line(reasoning="a\ud800b"))[KEY]
    assert answer.reasoning == "a\ufffdb"


def test_reading_a_long_file_can_be_cancelled(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    path = tmp_path / "t"
    path.write_text((line() + "\n") * 1000, "utf-8")
    with pytest.raises(Cancelled):
        read_transcripts(path, cancel.check)


@given(content=st.text(), reasoning=st.text(), final=st.text())
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, content: str, reasoning: str, final: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    answers = read(path, line(content=content, reasoning=reasoning, final=final))
    (answer,) = answers[HASH, text_hash(content)]
    assert (answer.content, answer.reasoning, answer.final) == (content, reasoning, final)
