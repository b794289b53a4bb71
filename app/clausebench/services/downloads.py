"""Downloads that take hours: asked for once, paused, gone on with after a restart."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from clausebench.domain.cancel import CancelToken
from clausebench.domain.weights import Choice, KeptWeights, Progress, Wanted
from clausebench.engines.weights.part import Part
from clausebench.engines.weights.waiting_list import WaitingList
from clausebench.services.models import Models


class Downloads:
    """The waiting list beside the weights, and what fetches from it. No threads of its own."""

    def __init__(self, models: Models, index: Path) -> None:
        """``index`` is the folder of the waiting list."""
        self._models = models
        self._list = WaitingList(index)

    def waiting(self) -> tuple[Wanted, ...]:
        """What was asked for and is not done, in that order."""
        return self._list.all()

    def ask(self, choice: Choice, endpoint: str) -> Wanted:
        """Remember a download. Raises ``OSError``."""
        wanted = Wanted(choice, endpoint)
        self._list.put(wanted)
        return wanted

    def pause(self, wanted: Wanted, *, is_paused: bool) -> Wanted:
        """Remember whether it waits for a person. Raises ``OSError``."""
        changed = replace(wanted, is_paused=is_paused)
        self._list.put(changed)
        return changed

    def fetch(self, wanted: Wanted, cancel: CancelToken) -> Generator[Progress, None, KeptWeights]:
        """Fetch, verify, keep, and take it off the list. Raises as ``Models.download``."""
        kept = yield from self._models.download(wanted.choice, cancel, endpoint=wanted.endpoint)
        self._list.drop(wanted.id)
        return kept

    def forget(self, wanted: Wanted) -> None:
        """Give it up, and what has come of it. Raises ``OSError``."""
        self._list.drop(wanted.id)
        place = self._models.place_for(wanted.choice.repo)
        for file in wanted.choice.files:
            target = place / Path(file.name).name
            Part(target, file).discard()
            target.with_name(target.name + ".lock").unlink(missing_ok=True)
        with suppress(OSError):  # other files of the repository are here
            place.rmdir()

    def here(self, choice: Choice) -> int:
        """Bytes that need not be fetched any more."""
        place = self._models.place_for(choice.repo)
        targets = [(place / Path(file.name).name, file) for file in choice.files]
        return sum(
            file.size if target.exists() else Part(target, file).have for target, file in targets
        )
