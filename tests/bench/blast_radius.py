"""How many of an edit's flips are found first, and how many cases that takes.

    python -m tests.bench.blast_radius [POLICIES] [CASES]

Edits one clause of a policy (dropped, reworded or added), asks in stages, and prints the share of
the true flips found and of the cases asked. The answers come from the true llama.cpp on
constructed weights whose every verdict rests on known clauses. Targets: at
least 95 % in at most 35 %.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from tests.bench.clause_suites import CODES, RULES, edited, keep_posts, rule_text, true_flips
from tests.services.test_confronting import drain, found_flips
from tests.support.clause_weights import clause_weights
from tests.support.desks import open_test_desk

from clausebench.domain.cancel import CancelToken
from clausebench.domain.run import RunSettings
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama_engine import LlamaEngine
from clausebench.services.confronting import Confronting, Contender

POLICIES = int(sys.argv[1]) if len(sys.argv) > 1 else 12
CASES = int(sys.argv[2]) if len(sys.argv) > 2 else 100


def weights_engine(folder: Path) -> LlamaEngine:
    """Of the constructed weights."""
    return LlamaEngine(clause_weights(folder, CODES), LlamaOptions(slots=8))


def main() -> int:
    """Exit code 1 if a target is missed."""
    true = found = asked = total = within = told = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        open_test_desk(Path(folder) / "w.db", weights_engine(Path(folder))) as desk,
    ):
        for seed in range(POLICIES):
            chance = random.Random(seed)
            cases = keep_posts(desk, chance, CASES)
            new = edited(chance, chance.choice(("drop", "reword", "add")))
            settings = RunSettings(seed=seed)
            before = Contender("before", text=rule_text(RULES), settings=settings)
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
