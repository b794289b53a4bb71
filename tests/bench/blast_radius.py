"""How many of an edit's flips are found first, and how many cases that takes.

    python -m tests.bench.blast_radius [POLICIES] [CASES]

Edits one clause of constructed policies whose every verdict rests on known clauses (dropped,
reworded or added), asks in stages, and prints the share of the true flips
found and of the cases asked. Targets: at least 95 % in at most 35 %.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from tests.services.test_confronting import (
    WORDS,
    drain,
    edited,
    found_flips,
    keep_cases,
    literal,
    policy_of,
    true_flips,
)
from tests.support.desks import open_test_desk
from tests.support.spoken_engine import SpokenEngine

from clausebench.domain.cancel import CancelToken
from clausebench.domain.run import RunSettings
from clausebench.services.confronting import Confronting, Contender

POLICIES = int(sys.argv[1]) if len(sys.argv) > 1 else 60
CASES = int(sys.argv[2]) if len(sys.argv) > 2 else 150


def main() -> int:
    """Exit code 1 if a target is missed."""
    true = found = asked = total = within = told = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        open_test_desk(Path(folder) / "w.db", SpokenEngine(literal)) as desk,
    ):
        for seed in range(POLICIES):
            chance = random.Random(seed)
            cases, new = keep_cases(desk, chance, CASES), edited(chance)
            settings = RunSettings(seed=seed)
            before = Contender("before", text=policy_of(WORDS), settings=settings)
            after = Contender("after", text=new, settings=settings)
            running = Confronting(desk.suites, desk.history).blast(
                before, after, cases, CancelToken(), guard=CASES // 10
            )
            _, result = drain(running)
            wanted = true_flips(cases, new)
            here = len(found_flips(result) & wanted)
            true, found = true + len(wanted), found + here
            asked, total = asked + len(result.stages), total + CASES
            if result.missed is not None:
                told += 1
                within += len(wanted) - here <= result.missed.most
    print(f"{found} of {true} flips found: {found / true:.1%}")
    print(f"{asked} of {total} cases asked: {asked / total:.1%}")
    print(f"what was missed lay within the guard's bound in {within} of {told} policies")
    return int(found / true < 0.95 or asked / total > 0.35)


if __name__ == "__main__":
    sys.exit(main())
