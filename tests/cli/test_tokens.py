"""``clausebench models token``, and a token on its way through everything."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Cli
from tests.support.gguf_maker import random_weights
from tests.support.loopback_hub import REPO, LoopbackHub, loopback_hub

from clausebench.bootstrap import make_tokens

CANARY = "hf_canaryCANARYcanary"
NAME = "safeguard.gguf"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[LoopbackHub]:
    with loopback_hub({NAME: random_weights(tmp_path).read_bytes()}) as hub:
        hub.faults.token, hub.faults.is_gated = CANARY, True
        yield hub


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CLAUSEBENCH_HOME", str(tmp_path / "data"))
    make_tokens.cache_clear()
    yield tmp_path
    make_tokens.cache_clear()


def said(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_a_gated_model_comes_with_a_token_that_is_seen_nowhere(
    cli: Cli, hub: LoopbackHub, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.redirects = True
    ask = ("models", "download", "--repo", REPO, "--endpoint", hub.url)
    refused = cli(*ask)
    assert (refused.code, "asked for it" in refused.err) == (3, True)
    said(monkeypatch, f"{CANARY}\n")
    fetched = cli(*ask, "--token-from-stdin")
    assert fetched.code == 0
    given = {asked.host: asked.authorization for asked in hub.asked}
    assert given == {"hub": f"Bearer {CANARY}", "storage": None}
    everything = [fetched.out, fetched.err, refused.out, refused.err]
    everything += [p.read_bytes().decode("latin-1") for p in home.rglob("*") if p.is_file()]
    assert not any(CANARY in text for text in everything)


def test_a_token_is_not_given_to_another_hub(
    cli: Cli, hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said(monkeypatch, CANARY)
    with loopback_hub({NAME: hub.files[NAME]}) as other:
        make_tokens().lend(hub.url, CANARY)
        assert cli("models", "search", "model", "--endpoint", other.url).code == 0
        assert [asked.authorization for asked in other.asked] == [None]
        assert cli("models", "search", "model", "--endpoint", hub.url).code == 0
    assert hub.asked[-1].authorization == f"Bearer {CANARY}"


def test_set_show_and_forget(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli("models", "token", "show", "--json").json["place"] is None
    said(monkeypatch, CANARY)
    kept = cli("models", "token", "set")
    assert (kept.code, "no keyring that is safe" in kept.out) == (0, True)
    assert CANARY not in kept.out
    assert cli("models", "token", "show", "--json").json["place"] == "session"
    assert cli("models", "token", "forget").code == 0
    assert "none" in cli("models", "token", "show").out


def test_what_is_no_token_is_refused(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "two words")
    refused = cli("models", "token", "set")
    assert (refused.code, "no access token" in refused.err) == (2, True)
    assert "two words" not in refused.err


def test_the_settings_hub_and_offline_hold_for_the_command_line(
    cli: Cli, hub: LoopbackHub, home: Path
) -> None:
    hub.faults.token = ""
    settings = home / "data" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f'endpoint = "{hub.url}"\n')
    assert cli("models", "search", "model", "--json").json == {"repositories": [REPO]}
    count = len(hub.asked)
    settings.write_text(f'endpoint = "{hub.url}"\noffline = true\n')
    refused = cli("models", "download", "--repo", REPO)
    assert (refused.code, "stay offline" in refused.err) == (3, True)
    assert len(hub.asked) == count
