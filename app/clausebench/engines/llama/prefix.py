"""Policies, each evaluated once and shared by every content.

A prefix is a sequence that holds the part of a prompt before the content and nothing else.
When the policy is edited, evaluation starts again before the edit, at the beginning of a batch:
cut elsewhere, the same policy would give other last digits than when it is read from its start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import ReadingPolicy
from clausebench.engines.llama.context import Context, Row
from clausebench.engines.llama.prefix_store import PrefixStore, Stored, common_length

_BETWEEN_WINDOWS = 512
_WORTH_KEEPING = 256
"""Tokens that had to be read: below, reading them again costs less than the disk."""


class Prefix:
    """What one sequence of a context holds, and what it is to hold; ``users`` rely on it."""

    def __init__(
        self, context: Context, sequence: int = 0, store: PrefixStore | None = None
    ) -> None:
        self.sequence = sequence
        self.users = 0
        self.reused = 0
        self.wanted: tuple[int, ...] = ()
        self._context = context
        self._store = store
        self._tokens: tuple[int, ...] = ()
        self._windows: dict[int, bytes] = {}
        # From here on the sliding-window layers remember all; before, only what is in _windows.
        self._whole_from = 0

    @property
    def is_complete(self) -> bool:
        return len(self._tokens) == len(self.wanted)

    @property
    def length(self) -> int:
        """Tokens it holds now."""
        return len(self._tokens)

    def begin(self, tokens: Sequence[int], source: Prefix | None = None) -> None:
        """From here on ``read_on`` makes it hold ``tokens``.

        Starts with what ``source`` (itself unless given) or the disk has in common with them.
        Everything else is forgotten, also what an aborted evaluation has left.
        """
        self.wanted = tuple(tokens)
        source = source or self
        if self._load_longer(source.common(self.wanted)):
            source = self
        self._take_over(source, source.common(self.wanted))

    def read_on(self) -> None:
        """Evaluate one more batch. Raises as ``Context.evaluate``; what was read stays known."""
        start = len(self._tokens)
        chunk = self.wanted[start : start + self._context.batch_size]
        self._context.evaluate((Row(self.sequence, start, chunk, wants_logits=False),))
        self._tokens += chunk
        if self._store is not None:
            self._remember(self._store)

    def read(self, tokens: Sequence[int], cancel: CancelToken) -> Iterator[ReadingPolicy]:
        """Make it hold ``tokens``, batch by batch. Raises ``Cancelled``."""
        self.begin(tokens)
        yield self._progress()
        while not self.is_complete:
            cancel.check()
            self.read_on()
            yield self._progress()

    def common(self, wanted: tuple[int, ...]) -> int:
        """How many tokens from the start need no reading."""
        common = common_length(wanted, self._tokens)
        if common == len(self._tokens) and common in (len(wanted), 0):
            return common
        common -= common % self._context.batch_size
        if common == len(self._tokens) or self._window_is_whole(common):
            return common
        return max((place for place in self._windows if place <= common), default=0)

    def drop(self) -> None:
        """Forget everything."""
        self.wanted = self._tokens = ()
        self._windows, self._whole_from = {}, 0
        self._context.forget(self.sequence)

    def _window_is_whole(self, place: int) -> bool:
        return self._whole_from == 0 or place - self._context.window >= self._whole_from

    def _take_over(self, source: Prefix, end: int) -> None:
        is_whole = end == source.length or source._window_is_whole(end)
        whole_from = source._whole_from if is_whole else max(end - self._context.window, 0)
        windows = {place: data for place, data in source._windows.items() if place <= end}
        if source is not self:
            self._context.forget(self.sequence)
            self._context.share(source.sequence, self.sequence, end)
        self._context.forget(self.sequence, end)
        if end and not is_whole:
            window = windows[end]
            if not self._context.set_memory(self.sequence, window, window_only=True):
                end, whole_from, windows = 0, 0, {}
                self._context.forget(self.sequence)
        self.reused, self._tokens = end, self.wanted[:end]
        self._windows, self._whole_from = windows, whole_from if end else 0

    def _load_longer(self, known: int) -> bool:
        """Take it from disk, if that knows more."""
        if self._store is None or len(self.wanted) - known < _WORTH_KEEPING:
            return False
        stored = self._store.find(self.wanted, known)
        if stored is None:
            return False
        self.wanted, wanted = (), self.wanted
        self.drop()
        self.wanted = wanted
        if not self._context.set_memory(self.sequence, stored.memory):
            return False
        self._tokens, self._windows = stored.tokens, dict(stored.windows)
        self._whole_from = max(len(stored.tokens) - self._context.window, 0)
        return self.common(wanted) > known

    def _remember(self, store: PrefixStore) -> None:
        """Keep the window now and then, and everything when it is complete."""
        if not self.is_complete:
            if self.length - max(self._windows, default=0) >= _BETWEEN_WINDOWS:
                window = self._context.memory_of(self.sequence, window_only=True)
                self._windows[self.length] = window
        elif self.length - self.reused >= _WORTH_KEEPING:
            memory = self._context.memory_of(self.sequence)
            store.keep(Stored(self._tokens, memory, dict(self._windows)))
            if self._whole_from == 0:
                self._windows.clear()

    def _progress(self) -> ReadingPolicy:
        return ReadingPolicy(len(self._tokens), len(self.wanted), self.reused)


class Prefixes:
    """Several prefixes at once: a draft beside its last version, say. The latest used stay."""

    def __init__(self, context: Context, count: int, store: PrefixStore | None = None) -> None:
        self._all = [Prefix(context, sequence, store) for sequence in range(count)]

    @property
    def cells(self) -> int:
        """The most places they take in the context; what they share is counted for each."""
        return sum(prefix.length for prefix in self._all)

    def claim(self, tokens: tuple[int, ...]) -> Prefix | None:
        """One that holds ``tokens`` or is about to, with one user more; None while all are in
        use for others."""
        found = next((p for p in self._all if p.wanted == tokens), None)
        if found is None:
            found = next((p for p in self._all if not p.users), None)
            if found is None:
                return None
            found.begin(tokens, max(self._all, key=lambda p: p.common(tokens)))
        elif found.is_complete:
            found.reused = found.length
        self._all.remove(found)
        self._all.append(found)
        found.users += 1
        return found

    def drop_idle(self) -> bool:
        """Make room: forget the one that has been unused for longest, if there is one."""
        idle = next((p for p in self._all if not p.users and p.length), None)
        if idle is None:
            return False
        idle.drop()
        return True
