"""How many of the contents that are nearly the same are found, and how long it takes.

    python -m tests.bench.near_copies [PAIRS]

Writes PAIRS contents of 8 to 60 words and a copy of each with some words changed, among as many
others, and prints for each share of word triples in common how many copies were found, how many
pairs were told that are none, and the seconds per 100,000 contents.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict

from clausebench.domain.case import Case
from clausebench.domain.importing.making import Made
from clausebench.domain.importing.twice import SIMILAR, TwiceKind, find_twice

PAIRS = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000


def triples(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False))


def main() -> None:
    chance = random.Random(7)
    vocabulary = [f"w{n}" for n in range(4_000)]
    weights = [1 / (n + 1) for n in range(len(vocabulary))]  # as words in a language
    made: list[Made] = []
    resemblance: dict[int, float] = {}
    for number in range(PAIRS):
        words = chance.choices(vocabulary, weights, k=chance.randint(8, 60))
        copy = list(words)
        for _ in range(chance.randint(0, 3)):
            copy[chance.randrange(len(copy))] = chance.choice(vocabulary)
        other = chance.choices(vocabulary, weights, k=chance.randint(8, 60))
        for line, text in enumerate((words, other, copy), start=3 * number + 1):
            made.append(Made(line, Case("", "", str(line), " ".join(text))))
        one, two = triples(words), triples(copy)
        resemblance[3 * number + 3] = len(one & two) / len(one | two)
    start = time.perf_counter()
    told = [t for t in find_twice(made, {}, None) if t is not None]
    seconds = time.perf_counter() - start
    found = {t.line for t in told if t.kind in (TwiceKind.NEAR, TwiceKind.EXACT)}
    shares: defaultdict[float, list[bool]] = defaultdict(list)
    for line, share in resemblance.items():
        shares[int(share * 20) / 20].append(line in found)
    for share, hits in sorted(shares.items()):
        if share >= SIMILAR - 0.1:
            print(f"{share:.2f} in common: {sum(hits):5} of {len(hits):5} found")
    real = sum(share >= SIMILAR for share in resemblance.values())
    caught = sum(line in found for line, share in resemblance.items() if share >= SIMILAR)
    print(f"of those that are nearly the same {caught} of {real}: {caught / real:.1%}")
    print(f"told without being so: {len(found - {k for k, v in resemblance.items() if v >= 0.8})}")
    print(f"{seconds / len(made) * 100_000:.1f} s for 100,000 contents")


if __name__ == "__main__":
    main()
