"""``clausebench bench`` on constructed weights."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.command_line import run
from tests.support.gguf_maker import random_weights, scripted_weights

SMALL = ("--policy-tokens", "300", "--generate", "4", "--cases", "3", "--slots", "1,2")
Capture = pytest.CaptureFixture[bytes]


@pytest.mark.llama
@pytest.mark.process
def test_json_has_every_figure(capfdbinary: Capture, tmp_path: Path) -> None:
    said = run(capfdbinary, "bench", str(random_weights(tmp_path)), *SMALL, "--json")
    assert said.code == 0
    figures = said.json
    names = ("load_s", "prefill_tok_s", "decode_tok_s", "edit_first_token_s", "cold_first_token_s")
    assert all(figures[name] > 0 for name in (*names, "plain_contents_s", "rss_mb"))
    assert figures["peak_mb"] >= figures["rss_mb"] - 1
    assert [row["slots"] for row in figures["batch"]] == [1, 2]
    assert all(row["tok_s"] == pytest.approx(4 * row["contents_s"]) for row in figures["batch"])


@pytest.mark.llama
@pytest.mark.process
def test_people_read_lines_and_the_plain_way_can_be_left_out(
    capfdbinary: Capture, tmp_path: Path
) -> None:
    said = run(capfdbinary, "bench", str(scripted_weights(tmp_path)), *SMALL, "--no-plain")
    assert said.code == 0
    assert "2 at once" in said.out
    assert "plain" not in said.out


def test_what_cannot_be_measured_is_a_sentence(capfdbinary: Capture, tmp_path: Path) -> None:
    said = run(capfdbinary, "bench", str(tmp_path / "none.gguf"), "--slots", "1,x")
    assert (said.code, "no list of slots" in said.err) == (2, True)
    said = run(capfdbinary, "bench", str(tmp_path / "none.gguf"))
    assert said.code == 3
    assert "none.gguf" in said.err
