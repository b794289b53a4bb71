"""Policies, each evaluated once and shared by every content.

A prefix is a sequence that holds the part of a prompt before the content and nothing else.
When the policy is edited, evaluation starts again before the edit, at the beginning of a batch:
cut elsewhere, the same policy would give other last digits than when it is read from its start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import ReadingPolicy
from clausebench.engines.llama.context import Context, Row


class Prefix:
    """What one sequence of a context holds, and what it is to hold; ``users`` rely on it."""

    def __init__(self, context: Context, sequence: int = 0) -> None:
        self.sequence = sequence
        self.users = 0
        self.reused = 0
        self.wanted: tuple[int, ...] = ()
        self._context = context
        self._tokens: tuple[int, ...] = ()

    @property
    def is_complete(self) -> bool:
        return len(self._tokens) == len(self.wanted)

    @property
    def length(self) -> int:
        """Tokens it holds now."""
        return len(self._tokens)

    def begin(self, tokens: Sequence[int], source: Prefix | None = None) -> None:
        """From here on ``read_on`` makes it hold ``tokens``.

        Starts with what ``source`` (itself unless given) has in common with them. Everything
        else is forgotten, also what an aborted evaluation has left.
        """
        source = source or self
        self.wanted = tuple(tokens)
        self.reused = source.common(self.wanted)
        if source is not self:
            self._context.forget(self.sequence)
            self._context.share(source.sequence, self.sequence, self.reused)
        self._tokens = self.wanted[: self.reused]
        self._context.forget(self.sequence, self.reused)

    def read_on(self) -> None:
        """Evaluate one more batch. Raises as ``Context.evaluate``; what was read stays known."""
        start = len(self._tokens)
        chunk = self.wanted[start : start + self._context.batch_size]
        self._context.evaluate((Row(self.sequence, start, chunk, wants_logits=False),))
        self._tokens += chunk

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
        pairs = zip(wanted, self._tokens, strict=False)
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if common < len(wanted) or common < len(self._tokens):
            common -= common % self._context.batch_size
        return common

    def drop(self) -> None:
        """Forget everything."""
        self.wanted = self._tokens = ()
        self._context.forget(self.sequence)

    def _progress(self) -> ReadingPolicy:
        return ReadingPolicy(len(self._tokens), len(self.wanted), self.reused)


class Prefixes:
    """Several prefixes at once: a draft beside its last version, say. The latest used stay."""

    def __init__(self, context: Context, count: int) -> None:
        self._all = [Prefix(context, sequence) for sequence in range(count)]

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
