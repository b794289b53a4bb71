"""Downloads through the real huggingface-hub code against a hub that misbehaves."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.engines.weights.conftest import NAME, QUICK, SIZE, fetch, some_bytes, transfer
from tests.support.loopback_hub import LoopbackHub, loopback_hub

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import DownloadError
from clausebench.domain.weights import Phase, Progress
from clausebench.engines.weights.transfer import Manners, Transfer


class Usage(NamedTuple):
    """As ``shutil.disk_usage`` tells it."""

    total: int
    used: int
    free: int


def stopped_after(count: int, running: Transfer) -> int:
    """Stop once so many bytes have come; how many had."""
    cancel, have = CancelToken(), 0
    with suppress(Cancelled):
        for progress in running.run(cancel):
            have = progress.done
            if have > count:
                cancel.cancel()
    assert cancel.is_cancelled
    return have


def leftovers(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name != NAME)


def test_a_file_arrives_and_nothing_else_is_left(
    hub: LoopbackHub, folder: Path, data: bytes
) -> None:
    progress = fetch(hub, folder)
    assert (folder / NAME).read_bytes() == data
    assert leftovers(folder) == []
    assert progress[-1] == Progress(Phase.READY, NAME, SIZE, SIZE)
    done = [p.done for p in progress]
    assert done == sorted(done)


def test_a_file_that_is_here_is_not_asked_for_again(hub: LoopbackHub, folder: Path) -> None:
    fetch(hub, folder)
    sent = hub.bytes_sent
    fetch(hub, folder)
    assert hub.bytes_sent == sent


@pytest.mark.parametrize("mine", [b"mine", bytes(SIZE)])
def test_another_file_of_that_name_is_neither_believed_nor_overwritten(
    hub: LoopbackHub, folder: Path, mine: bytes
) -> None:
    folder.mkdir()
    (folder / NAME).write_bytes(mine)
    with pytest.raises(DownloadError, match="Another file is called model"):
        fetch(hub, folder)
    assert (folder / NAME).read_bytes() == mine
    assert hub.bytes_sent == 0


def test_only_what_was_asked_for_is_requested(hub: LoopbackHub, folder: Path) -> None:
    fetch(hub, folder)
    paths = [asked.path.split("?")[0] for asked in hub.asked]
    assert paths == [
        "/api/models/org/model-GGUF/revision/main",
        f"/org/model-GGUF/resolve/0123456789abcdef0123456789abcdef01234567/{NAME}",
    ]
    assert all(asked.authorization is None for asked in hub.asked)


@pytest.mark.parametrize("drop", [0, 1_000_000, 5_000_000])
def test_lost_connections_cost_nothing_twice(
    hub: LoopbackHub, folder: Path, data: bytes, drop: int
) -> None:
    hub.faults.drop_after, hub.faults.times = drop, 3
    fetch(hub, folder)
    assert (folder / NAME).read_bytes() == data
    assert hub.bytes_sent <= SIZE * 1.01


def test_a_connection_that_is_lost_every_megabyte_still_ends(
    hub: LoopbackHub, folder: Path, data: bytes
) -> None:
    hub.faults.drop_after = 1_000_000
    fetch(hub, folder)
    assert (folder / NAME).read_bytes() == data


def test_a_hub_that_falls_silent_is_asked_again(
    hub: LoopbackHub, folder: Path, data: bytes
) -> None:
    hub.faults.stall_after = 9_000_000
    progress = fetch(hub, folder)
    assert (folder / NAME).read_bytes() == data
    assert any(p.phase is Phase.RETRYING for p in progress)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_hub_is_waited_for(hub: LoopbackHub, folder: Path, data: bytes, status: int) -> None:
    hub.faults.status, hub.faults.times = status, 3
    progress = fetch(hub, folder)
    assert (folder / NAME).read_bytes() == data
    assert any(str(status) in p.note for p in progress)


def test_a_hub_that_says_when_is_obeyed(hub: LoopbackHub, folder: Path) -> None:
    hub.faults.status, hub.faults.times, hub.faults.retry_after = 429, 1, "1"
    progress = fetch(hub, folder)
    assert any("in 1 s" in p.note for p in progress)


def test_a_wrong_byte_is_never_taken_for_the_file(
    hub: LoopbackHub, folder: Path, data: bytes
) -> None:
    hub.faults.flip_at = 7_000_000
    with pytest.raises(DownloadError, match="damaged"):
        fetch(hub, folder)
    assert not (folder / NAME).exists()
    hub.faults.flip_at = None
    fetch(hub, folder)
    assert (folder / NAME).read_bytes() == data


def test_a_file_that_ends_early_is_said_to(hub: LoopbackHub, folder: Path) -> None:
    hub.faults.short_by = 5
    with pytest.raises(DownloadError):
        fetch(hub, folder)
    assert not (folder / NAME).exists()
    hub.faults.short_by = 0
    sent = hub.bytes_sent
    fetch(hub, folder)
    assert hub.bytes_sent - sent < 1000


@pytest.mark.parametrize("lie", [5, -5])
def test_a_size_that_is_a_lie_ends_in_a_sentence(hub: LoopbackHub, folder: Path, lie: int) -> None:
    hub.faults.lies_by = lie
    with pytest.raises(DownloadError):
        fetch(hub, folder)
    assert not (folder / NAME).exists()


def test_without_a_hash_nothing_is_fetched(hub: LoopbackHub, folder: Path) -> None:
    hub.faults.hides_hash = True
    with pytest.raises(DownloadError, match="does not say"):
        fetch(hub, folder)
    assert hub.bytes_sent == 0


def test_a_hub_that_cannot_go_on_begins_again(hub: LoopbackHub, folder: Path, data: bytes) -> None:
    hub.faults.drop_after, hub.faults.times, hub.faults.ignores_range = 5_000_000, 1, True
    fetch(hub, folder)
    assert (folder / NAME).read_bytes() == data
    assert hub.bytes_sent >= SIZE + 5_000_000


def test_the_token_stays_with_its_hub(hub: LoopbackHub, folder: Path, data: bytes) -> None:
    hub.redirects, hub.faults.token = True, "hf_secret"
    fetch(hub, folder, token="hf_secret")
    assert (folder / NAME).read_bytes() == data
    hosts = {(asked.host, asked.authorization) for asked in hub.asked}
    assert hosts == {("hub", "Bearer hf_secret"), ("storage", None)}


def test_a_token_left_by_another_program_is_not_used(
    hub: LoopbackHub, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_of_somebody_else")
    fetch(hub, folder)
    assert {asked.authorization for asked in hub.asked} == {None}


def test_addresses_that_expire_are_asked_for_anew(
    hub: LoopbackHub, folder: Path, data: bytes
) -> None:
    hub.redirects, hub.faults.drop_after = True, 3_000_000
    hub.faults.times = 3
    fetch(hub, folder)
    assert (folder / NAME).read_bytes() == data
    assert sum(asked.host == "hub" for asked in hub.asked) >= 5


def test_a_stop_is_heard_at_once_and_nothing_is_fetched_twice(
    hub: LoopbackHub, folder: Path, data: bytes
) -> None:
    hub.faults.rate = 8_000_000
    have = stopped_after(3_000_000, transfer(hub, folder, replace(QUICK, sync_every=10**8)))
    journal = json.loads((folder / f"{NAME}.part.json").read_text())
    assert journal["synced"] >= have
    hub.faults.rate = 0
    fetch(hub, folder)
    assert (folder / NAME).read_bytes() == data
    assert hub.bytes_sent <= SIZE * 1.3


def test_a_rate_is_kept(hub: LoopbackHub, folder: Path) -> None:
    manners = Manners(margin=0, rate=6_000_000, sync_every=1_000_000)
    rates = [p.rate for p in fetch(hub, folder, manners) if p.phase is Phase.DOWNLOADING]
    assert rates
    assert rates[-1] < 9_000_000


def test_a_full_disk_is_told_before_the_first_byte(
    hub: LoopbackHub, folder: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    small = Usage(10**9, 10**9 - 5_000_000, 5_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: small)
    with pytest.raises(DownloadError, match="not enough room") as caught:
        fetch(hub, folder)
    assert "12.0 MB are needed" in caught.value.detail
    assert "5.0 MB are free" in caught.value.detail
    assert hub.bytes_sent == 0
    monkeypatch.undo()
    fetch(hub, folder)
    assert (folder / NAME).read_bytes() == data


def test_two_at_once_are_one_transfer(hub: LoopbackHub, folder: Path, data: bytes) -> None:
    hub.faults.rate = 12_000_000
    results: list[list[Progress]] = []
    work: Callable[[], None] = lambda: results.append(fetch(hub, folder))  # noqa: E731
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (folder / NAME).read_bytes() == data
    assert hub.bytes_sent <= SIZE * 1.01
    assert len(results) == 2


@pytest.mark.parametrize("seed", range(8))
def test_stopped_from_another_thread_at_any_moment_no_byte_is_lost_or_doubled(
    hub: LoopbackHub, folder: Path, data: bytes, seed: int
) -> None:
    """A stop between the arrival of bytes and their being written must not leave a gap."""
    chance = random.Random(seed)
    hub.faults.rate = 40_000_000
    for _ in range(4):
        cancel = CancelToken()
        timer = threading.Timer(chance.uniform(0.02, 0.12), cancel.cancel)
        timer.start()
        with suppress(Cancelled):
            list(transfer(hub, folder).run(cancel))
        timer.cancel()
    hub.faults.rate = 0
    fetch(hub, folder)
    assert (folder / NAME).read_bytes() == data


@pytest.mark.parametrize("after", [0, 1_000_000, 8_000_000, 15_000_000])
def test_a_connection_that_drops_anywhere_costs_nothing(folder: Path, after: int) -> None:
    """Where huggingface-hub begins anew, or gives up: what has come is not fetched again."""
    data = some_bytes(16_000_000)
    with loopback_hub({NAME: data}) as hub:
        hub.faults.drop_after, hub.faults.times = after, 3
        fetch(hub, folder)
        assert (folder / NAME).read_bytes() == data
        assert hub.bytes_sent <= len(data) + 4 * 65_536
