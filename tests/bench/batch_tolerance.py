"""How far logits move when contents are judged together instead of one after the other.

    python tests/bench/batch_tolerance.py [CONTENTS]

Random weights of medium size; the policy is shared, contents differ. Prints the largest difference
of a logit after the prompt, beside the spread of the logits, and how many likeliest tokens differ.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "app")]

from tests.support.medium_weights import Shape, medium_weights  # noqa: E402

from clausebench.domain.cancel import CancelToken  # noqa: E402
from clausebench.engines.llama.context import Context, Logits, Row  # noqa: E402
from clausebench.engines.llama.model import Model  # noqa: E402
from clausebench.engines.llama.native import AbortFlag  # noqa: E402
from clausebench.engines.llama.options import LlamaOptions  # noqa: E402
from clausebench.engines.llama.preflight import preflight  # noqa: E402

POLICY, CONTENT = 512, 40
SHAPE = Shape(layers=12, width=512, heads=8, experts=8)


def tokens(count: int, seed: int) -> tuple[int, ...]:
    chance = random.Random(seed)
    return tuple(chance.randrange(256) for _ in range(count))


def context_with_policy(model: Model, sequences: int) -> Context:
    context = Context(model, 4096, AbortFlag(), threads=2, sequences=sequences + 1)
    policy = tokens(POLICY, 0)
    for start in range(0, POLICY, context.batch_size):
        context.evaluate((Row(0, start, policy[start : start + context.batch_size]),))
    for sequence in range(1, sequences + 1):
        context.share(0, sequence)
    return context


def apart(model: Model, contents: list[tuple[int, ...]]) -> list[Logits]:
    found = []
    for content in contents:
        context = context_with_policy(model, 1)
        context.evaluate((Row(1, POLICY, content),))
        found.append(context.logits().copy())
        context.close()
    return found


def together(model: Model, contents: list[tuple[int, ...]], at_once: int) -> list[Logits]:
    """Prompts in parts that end in the middle of others', as the scheduler packs them."""
    found: list[Logits] = []
    for first in range(0, len(contents), at_once):
        group = contents[first : first + at_once]
        context = context_with_policy(model, len(group))
        half = CONTENT // 2
        context.evaluate([Row(i + 1, POLICY, c[:half]) for i, c in enumerate(group)])
        context.evaluate([Row(i + 1, POLICY + half, c[half:]) for i, c in enumerate(group)])
        found += [context.logits(i).copy() for i in range(len(group))]
        context.close()
    return found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    with tempfile.TemporaryDirectory() as folder:
        path = medium_weights(Path(folder), SHAPE)
        model = Model(preflight(path), LlamaOptions(threads=2, repack=True), CancelToken())
        contents = [tokens(CONTENT, seed) for seed in range(1, count + 1)]
        alone = apart(model, contents)
        for at_once in (2, 4):
            batched = together(model, contents, at_once)
            most = max(float(np.abs(a - b).max()) for a, b in zip(alone, batched, strict=True))
            other = sum(int(a.argmax() != b.argmax()) for a, b in zip(alone, batched, strict=True))
            spread = float(np.std(np.stack(alone)))
            print(
                f"{at_once} at once: largest difference {most:.2e} (logits spread {spread:.2f}), "
                f"{other} of {count} likeliest tokens differ"
            )
        model.close()


if __name__ == "__main__":
    main()
