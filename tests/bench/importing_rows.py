"""How long 100,000 rows take from a file to test cases.

    python -m tests.bench.importing_rows [ROWS]

Prints seconds for reading the file, for finding duplicates and for keeping the cases, the whole,
how many times that is of reading the file as plain CSV, and the memory at its peak. Budget: 20 s.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any, TypeVar

from tests.support.desks import open_test_desk
from tests.support.spoken_engine import SpokenEngine, answer

from clausebench.domain.cancel import CancelToken
from clausebench.importing.grids.reading import read_grid
from clausebench.services.importing import Choices

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
BUDGET = 20
_ENDINGS = ("", "s", "ed", "ing", "er", "ly", "less", "ful", "ish", "ness", "wise", "like")
WORDS = [w + e for w in ("offer", "call", "friend", "order", "receipt") for e in _ENDINGS]
"""Few words in many contents: more alike than what people write, so harder to tell apart."""
POLICY = "# Spam\n\n## Violates\n\n- SP1 Ads\n\n## Allowed\n\n- SP9 Everything else\n"
R = TypeVar("R")


def write_rows(path: Path) -> None:
    """Contents of about 200 characters, one in fifty a copy of another, one in fifty nearly."""
    chance = random.Random(1)
    made: list[str] = []
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "content", "label", "tags"))
        for number in range(ROWS):
            text = " ".join(chance.choices(WORDS, k=34))
            if number % 50 == 1:
                text = chance.choice(made)
            elif number % 50 == 2:
                text = chance.choice(made) + " indeed"
            made.append(text)
            writer.writerow((f"c{number}", text, ("spam", "ham")[number % 2], "bench"))


def drain(running: Generator[Any, None, R]) -> R:
    while True:
        try:
            next(running)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def main() -> int:
    """Exit code 1 if it took longer than the budget."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        write_rows(path)
        start = time.perf_counter()
        with path.open(newline="", encoding="utf-8") as file:
            sum(1 for _ in csv.reader(file))
        plain = time.perf_counter() - start
        engine = SpokenEngine(lambda _request: answer(""))
        with open_test_desk(Path(folder) / "w.db", engine) as desk:
            policy = desk.library.create("Spam", POLICY).policy
            times = [time.perf_counter()]
            grid = read_grid(path)
            times.append(time.perf_counter())
            proposal = drain(
                desk.importing.propose(
                    grid, desk.importing.target(policy.id), Choices(), CancelToken()
                )
            )
            times.append(time.perf_counter())
            imported = drain(desk.importing.confirm(proposal, CancelToken()))
            times.append(time.perf_counter())
    steps = ("reading", "guessing and looking for duplicates", "keeping")
    for name, begun, ended in zip(steps, times, times[1:], strict=False):
        print(f"{name:38} {ended - begun:7.2f} s")
    whole = times[-1] - times[0]
    print(f"{imported.made.cases:,} cases in {whole:.1f} s, {len(proposal.twice):,} duplicates")
    print(f"{whole / plain:.0f} times plain CSV reading ({plain:.2f} s)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")
    return int(whole > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
