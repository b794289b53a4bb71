"""How fast triage is: contents per second under one policy, first answer, long content.

    python tests/bench/triage_speed.py [--contents 1000]

Both wall and processor seconds are printed; on a busy machine only the latter mean something.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT)]

from tests.support.garden_policy import GARDEN  # noqa: E402

from clausebench.domain.cancel import CancelToken  # noqa: E402
from clausebench.domain.judging import JudgeRequest  # noqa: E402
from clausebench.engines.triage import TriageEngine  # noqa: E402

LENGTHS = (8, 15, 30, 60, 120)
"""Words of the contents, in turn; the mean is that of a comment with a few sentences."""


def contents(count: int) -> list[str]:
    chooser = random.Random(1)
    known = GARDEN.split()
    lengths = itertools.islice(itertools.cycle(LENGTHS), count)
    return [" ".join(chooser.choices(known, k=length)) for length in lengths]


def measure(name: str, work: Callable[[], object], units: int = 1) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    rate = f"{units / processor:8.0f} per processor second" if units > 1 else ""
    sys.stdout.write(f"{name:36} {wall:7.3f} s wall {processor:7.3f} s processor {rate}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--contents", type=int, default=1000)
    judged = contents(parser.parse_args().contents)
    engine = TriageEngine()

    def judge(content: str) -> None:
        list(engine.judge(JudgeRequest(GARDEN, content), CancelToken()))

    measure("load", lambda: list(engine.load(CancelToken())))
    measure("first answer under a policy", lambda: judge("Ten bulbs for sale."))
    measure("second answer", lambda: judge("Ten bulbs for sale."))
    measure(f"{len(judged)} contents", lambda: [judge(c) for c in judged], len(judged))
    measure("one content of 400,000 characters", lambda: judge("some words " * 36_364))


if __name__ == "__main__":
    main()
