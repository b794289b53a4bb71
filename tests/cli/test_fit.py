"""``clausebench models fit``, and where else the fit is told."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.conftest import Cli
from tests.support.fits import GB, MACHINE, make_fits, remember
from tests.support.gguf_maker import random_weights
from tests.support.loopback_hub import REPO, loopback_hub
from tests.support.small_probe import ONE_THREAD, misbehaving

from clausebench.domain.machine import Machine
from clausebench.engines.llama.options import LlamaOptions


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No weights of this machine, and a computer that is the same everywhere."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CLAUSEBENCH_HOME", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    use(monkeypatch, tmp_path)
    return tmp_path


def use(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    options: LlamaOptions = ONE_THREAD,
    machine: Machine = MACHINE,
) -> None:
    fits = make_fits(folder, options=options, machine=machine)
    for module in ("fit", "models"):
        monkeypatch.setattr(f"clausebench.cli.{module}.make_fits", lambda: fits)


@pytest.mark.llama
@pytest.mark.process
def test_the_computer_is_measured_once_and_each_entry_has_a_line(cli: Cli, home: Path) -> None:
    said = cli("models", "fit")
    assert said.code == 0
    assert "Measuring this computer" in said.err
    assert f"This computer: {MACHINE.processor}, 8 cores; 32.0 GB of memory" in said.out
    assert "Measured 2026-01-02, 1 thread, llama-cpp-python" in said.out
    assert "tokens/s expected here" in said.out
    assert "safeguard-120b      Does not fit: needs 66.0 GB" in said.out
    again = cli("models", "fit")
    assert again.err == ""
    assert again.out == said.out
    assert "Measuring" in cli("models", "fit", "--probe").err


def test_without_a_probe_memory_alone_is_judged(cli: Cli) -> None:
    said = cli("models", "fit", "safeguard-20b", "--no-probe", "--json")
    assert said.code == 0
    assert said.json["speed"] is None
    assert said.json["machine"]["total"] == MACHINE.total
    (fit,) = said.json["fits"]
    assert (fit["name"], fit["fit"], fit["writing"]) == ("safeguard-20b", "fits", None)
    text = cli("models", "fit", "safeguard-20b", "--no-probe").out
    assert "Its speed has not been measured." in text


def test_a_path_and_weights_that_are_kept_can_be_asked_about(cli: Cli, home: Path) -> None:
    remember(home)
    path = random_weights(home)
    assert path.name in cli("models", "fit", str(path)).out
    assert cli("models", "add", str(path)).code == 0
    assert path.name in cli("models", "fit", path.name).out
    row = f"{path.name}.*fits$"
    assert re.search(row, cli("models", "list").out, re.MULTILINE)
    path.unlink()
    assert "cannot be read" in cli("models", "list").out
    said = cli("models", "fit", "nonsense")
    assert (said.code, "No weights here are called" in said.err) == (2, True)


@pytest.mark.process
def test_an_engine_that_dies_hinders_only_who_asked_for_the_probe(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, home, LlamaOptions(threads=1, command=misbehaving("dies")))
    said = cli("models", "fit", "safeguard-20b")
    assert (said.code, "stopped while it was measured" in said.err) == (0, True)
    assert "needs 14.0 GB" in said.out
    said = cli("models", "fit", "safeguard-20b", "--probe")
    assert (said.code, "stopped while it was measured" in said.err) == (3, True)


def test_the_list_tells_how_entries_fit_and_measures_nothing(cli: Cli, home: Path) -> None:
    assert "Does not fit: needs 66.0 GB" in cli("models", "list").out
    listed = cli("models", "list", "--json").json
    assert listed["fits"]["safeguard-120b"]["fit"] == "too-big"
    assert not (home / "machine-speed.json").exists()


def test_who_fetches_what_will_not_simply_work_is_told_before(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with loopback_hub({"w.gguf": random_weights(home).read_bytes()}) as hub:
        fetch = ("models", "download", "--repo", REPO, "--endpoint", hub.url)
        said = cli(*fetch)
        assert said.code == 0
        assert "On this computer" not in said.out
        use(monkeypatch, home, machine=replace(MACHINE, free=GB))
        said = cli(*fetch)
    assert said.code == 0
    assert "On this computer: Fits tightly: needs 2.0 GB of memory, 1.0 GB are free." in said.out
    assert "Close what you do not need" in said.out
