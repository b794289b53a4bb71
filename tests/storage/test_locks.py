"""Locks between processes, and the one window per data folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from clausebench.domain.errors import WorkspaceBusyError, WorkspaceError
from clausebench.storage import locks
from clausebench.storage.instance import InstanceLock, Owner
from clausebench.storage.locks import FileLock


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[FileLock, FileLock]]:
    both = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    yield both
    for lock in both:
        lock.release()


@pytest.mark.parametrize(
    ("held", "wanted", "granted"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_sharers_share_and_loners_do_not(
    pair: tuple[FileLock, FileLock], held: bool, wanted: bool, granted: bool
) -> None:
    first, second = pair
    assert first.try_acquire(shared=held)
    assert second.try_acquire(shared=wanted) is granted
    assert second.is_held is granted


def test_a_released_lock_is_free(pair: tuple[FileLock, FileLock]) -> None:
    first, second = pair
    assert first.try_acquire(shared=False)
    first.release()
    assert second.try_acquire(shared=False)


def test_waiting_ends_when_time_is_up(pair: tuple[FileLock, FileLock]) -> None:
    first, second = pair
    assert first.try_acquire(shared=False)
    assert not second.acquire(shared=True, seconds=0.03)
    first.release()
    assert second.acquire(shared=True, seconds=0)


def test_only_the_holder_writes_into_a_lock(pair: tuple[FileLock, FileLock]) -> None:
    first, second = pair
    assert first.message() == ""
    assert first.try_acquire(shared=False)
    first.write("long message")
    first.write("short")
    assert second.message() == "short"
    with pytest.raises(RuntimeError, match="holder"):
        second.write("mine")


class FakeWindows(ModuleType):
    """Byte-range locks as Windows has them: exclusive, one owner per byte."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.owners: dict[int, int] = {}

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        start = os.lseek(descriptor, 0, os.SEEK_CUR)
        wanted = range(start, start + count)
        if any(self.owners.get(byte, descriptor) != descriptor for byte in wanted):
            raise PermissionError(13, "locked")
        self.owners.update(dict.fromkeys(wanted, descriptor))


@pytest.mark.parametrize(
    ("held", "wanted", "granted"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_windows_locks_share_in_the_same_way(
    pair: tuple[FileLock, FileLock],
    monkeypatch: pytest.MonkeyPatch,
    held: bool,
    wanted: bool,
    granted: bool,
) -> None:
    monkeypatch.setitem(sys.modules, "msvcrt", FakeWindows())
    monkeypatch.setattr(locks, "_try_lock", locks._lock_windows)
    first, second = pair
    assert first.try_acquire(shared=held)
    assert second.try_acquire(shared=wanted) is granted


def test_a_second_window_is_told_who_has_the_folder(tmp_path: Path) -> None:
    with InstanceLock(tmp_path), pytest.raises(WorkspaceBusyError) as caught:
        InstanceLock(tmp_path).acquire()
    assert f"process {os.getpid()} on {os.uname().nodename}" in str(caught.value)


def test_a_folder_that_cannot_be_used_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorkspaceError, match="cannot be used"):
        InstanceLock(tmp_path / "file").acquire()


def test_an_owner_that_has_not_written_yet_is_just_another_process(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "instance.lock")
    assert lock.try_acquire(shared=False)
    with pytest.raises(WorkspaceBusyError, match="another process uses"):
        InstanceLock(tmp_path).acquire()
    lock.release()


def test_a_closed_window_leaves_the_folder_free(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path)
    with lock:
        assert lock.owner() == Owner(os.getpid(), os.uname().nodename)
    assert lock.owner() is None
    lock.release()
    with InstanceLock(tmp_path):
        pass


def test_what_a_killed_window_left_here_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "instance.lock").write_text(f"1 {os.uname().nodename}\n")
    lock = InstanceLock(tmp_path)
    with lock:
        assert lock.owner() == Owner(os.getpid(), os.uname().nodename)


def test_another_computers_lock_is_respected(tmp_path: Path) -> None:
    (tmp_path / "instance.lock").write_text("77 elsewhere\n")
    with pytest.raises(WorkspaceBusyError, match="computer elsewhere") as caught:
        InstanceLock(tmp_path).acquire()
    assert "delete" in caught.value.hint
    (tmp_path / "instance.lock").unlink()
    with InstanceLock(tmp_path):
        pass
