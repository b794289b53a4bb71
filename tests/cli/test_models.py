"""``clausebench models`` against a hub on this machine."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Cli
from tests.support.gguf_maker import random_weights
from tests.support.loopback_hub import REPO, LoopbackHub, loopback_hub
from tests.support.other_programs import header, put, put_into_hub_cache, put_into_ollama

NAME = "safeguard.gguf"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[LoopbackHub]:
    with loopback_hub({NAME: random_weights(tmp_path).read_bytes()}) as hub:
        yield hub


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No weights that happen to be on this machine."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CLAUSEBENCH_HOME", str(tmp_path / "data"))
    return tmp_path


def test_weights_are_fetched_kept_verified_and_forgotten(cli: Cli, hub: LoopbackHub) -> None:
    said = cli("models", "download", "--repo", REPO, "--endpoint", hub.url)
    assert said.code == 0
    assert "licence apache-2.0" in said.out
    assert "Ready:" in said.out
    kept = cli("models", "list", "--json").json["kept"]
    assert [(w["repo"], w["sha256"]) for w in kept] == [(REPO, [hub.sha256(NAME)])]
    path = Path(kept[0]["path"])
    assert cli("models", "verify", NAME).code == 0
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    said = cli("models", "verify", NAME)
    assert (said.code, "has changed" in said.err) == (3, True)
    assert cli("models", "remove", NAME).code == 0
    assert cli("models", "list", "--json").json["kept"] == []
    assert path.exists()


def test_another_folder_and_a_rate_can_be_chosen(
    cli: Cli, hub: LoopbackHub, tmp_path: Path
) -> None:
    to = ("--dest", str(tmp_path / "elsewhere"), "--rate", "50000", "--json")
    said = cli("models", "download", "--repo", REPO, "--endpoint", hub.url, *to)
    assert said.code == 0
    assert (tmp_path / "elsewhere" / NAME).read_bytes() == hub.files[NAME]
    assert said.json["path"] == str(tmp_path / "elsewhere" / NAME)


def test_a_file_that_is_here_is_added_where_it_lies(cli: Cli, tmp_path: Path) -> None:
    path = random_weights(tmp_path)
    said = cli("models", "add", str(path), "--json")
    assert (said.code, said.json["path"], said.json["repo"]) == (0, str(path.resolve()), "")
    said = cli("models", "remove", path.name, "--delete")
    assert said.code == 0
    assert path.exists()


def test_the_folder_moves_and_is_used_from_then_on(
    cli: Cli, hub: LoopbackHub, tmp_path: Path
) -> None:
    cli("models", "download", "--repo", REPO, "--endpoint", hub.url)
    said = cli("models", "move", str(tmp_path / "other"))
    assert (said.code, "Moved to" in said.out) == (0, True)
    (kept,) = cli("models", "list", "--json").json["kept"]
    assert Path(kept["path"]).is_relative_to(tmp_path / "other")
    assert cli("models", "verify", NAME).code == 0
    assert 'models_folder = "' in (tmp_path / "data" / "settings.toml").read_text()


def test_repositories_are_found_by_words(cli: Cli, hub: LoopbackHub) -> None:
    said = cli("models", "search", "model", "--endpoint", hub.url, "--json")
    assert said.json == {"repositories": [REPO]}


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("download", "nonsense"), 2, "no model nonsense"),
        (("download", "--repo", "org/none"), 3, "no model org/none"),
        (("download", "--repo", REPO, "--file", "*.bin"), 2, "no such GGUF"),
        (("verify", "nonsense"), 2, "No weights here are called"),
        (("remove", "nonsense"), 2, "No weights here are called"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    cli: Cli, hub: LoopbackHub, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    where = ("--endpoint", hub.url) if arguments[0] == "download" else ()
    said = cli("models", *arguments, *where)
    assert sentence in said.err
    assert said.code == code


def test_a_file_that_is_not_the_known_one_is_not_fetched(
    cli: Cli, hub: LoopbackHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = {"id": "w", "title": "W", "repo": REPO, "files": NAME, "size": 1, "memory": 2}
    entry |= {"licence": "x", "publisher": "x", "why": "x", "is_recommended": True}
    listed = {"version": 1, "models": [{**entry, "sha256": {NAME: "0" * 64}}]}
    (tmp_path / "models.json").write_text(json.dumps(listed))
    monkeypatch.setattr("clausebench.paths.shipped", lambda _name: tmp_path)
    said = cli("models", "download", "w", "--endpoint", hub.url)
    assert (said.code, "not the file that Clausebench knows" in said.err) == (3, True)
    assert hub.bytes_sent == 0


def test_what_is_no_weights_is_never_kept(cli: Cli, hub: LoopbackHub, tmp_path: Path) -> None:
    hub.files[NAME] = b"<!DOCTYPE html><html>" + random.Random(1).randbytes(4000)
    fetching = ("models", "download", "--repo", REPO, "--endpoint", hub.url)
    said = cli(*fetching)
    assert (said.code, "clausebench models tidy removes it" in said.err) == (3, True)
    assert "It arrived whole and lies in" in said.err
    assert cli("models", "list", "--json").json["kept"] == []
    said = cli(*fetching, "--dest", str(tmp_path / "elsewhere"))
    assert (said.code, "Delete it if you like" in said.err) == (3, True)


def test_weights_of_other_programs_are_listed_and_added_by_name(cli: Cli, home: Path) -> None:
    data = random_weights(home).read_bytes()
    library = "registry.ollama.ai/library"
    blob = put_into_ollama(home / ".ollama/models", f"{library}/gpt-oss-safeguard/20b", data)
    put_into_ollama(home / ".ollama/models", f"{library}/own/20b", header("own", "gptoss"))
    put(home / "Downloads/gpt-oss-20b.gguf", header("Gpt Oss 20b"))
    said = cli("models", "list")
    assert "gpt-oss-safeguard:20b" in said.out
    assert "Ollama's own engine" in said.out
    assert "plain gpt-oss: it follows policies less well" in said.out
    found = cli("models", "list", "--json").json["found"]
    assert [w["name"] for w in found] == ["gpt-oss-safeguard:20b", "gpt-oss-20b", "own:20b"]
    assert found[0]["path"] == str(blob)
    said = cli("models", "add", "gpt-oss-safeguard:20b", "--json")
    assert (said.json["path"], said.json["name"]) == (str(blob), "gpt-oss-safeguard:20b")
    assert cli("models", "verify", "gpt-oss-safeguard:20b").code == 0
    assert "gpt-oss-safeguard:20b" in cli("models", "list").out
    said = cli("models", "add", "own:20b")
    assert (said.code, "llama.cpp cannot read it" in said.err) == (3, True)


def test_a_nameless_file_is_called_what_it_says(cli: Cli, tmp_path: Path) -> None:
    path = random_weights(tmp_path).rename(tmp_path / "sha256-0123")
    said = cli("models", "add", str(path), "--json")
    assert said.json["name"] == "constructed test weights"


def test_a_link_is_known_by_its_own_name(cli: Cli, home: Path) -> None:
    link = put_into_hub_cache(home, "o/m", "safeguard.gguf", random_weights(home).read_bytes())
    assert cli("models", "add", str(link), "--json").json["path"] == str(link)
    assert cli("models", "verify", "safeguard.gguf").code == 0


def test_weights_that_lost_their_header_can_be_removed(cli: Cli, hub: LoopbackHub) -> None:
    assert cli("models", "download", "--repo", REPO, "--endpoint", hub.url).code == 0
    path = Path(cli("models", "list", "--json").json["kept"][0]["path"])
    path.write_bytes(b"")
    assert cli("models", "verify", NAME).code == 3
    assert cli("models", "remove", NAME).code == 0
    assert cli("models", "list", "--json").json["kept"] == []


def test_the_list_shows_what_can_be_fetched(cli: Cli) -> None:
    said = cli("models", "list")
    assert "safeguard-20b" in said.out
    assert "(recommended)" in said.out
    assert "natively MXFP4" in said.out
