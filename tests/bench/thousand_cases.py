"""A thousand cases through the engine's process: does its memory grow?

    python tests/bench/thousand_cases.py [CASES]

Constructed weights that reason and answer in JSON, four at once. Prints the process's memory along
the way, once more after a cancel in the middle and another thousand, and what is neither weights
nor the context's memory.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "app")]

from tests.support.gguf_maker import scripted_weights  # noqa: E402

from clausebench.domain.cancel import CancelToken  # noqa: E402
from clausebench.domain.judging import Answered, JudgeRequest  # noqa: E402
from clausebench.engines.llama.options import LlamaOptions  # noqa: E402
from clausebench.engines.llama_engine import LlamaEngine  # noqa: E402

POLICY = "# Spam\n\n- SP2.a posts that sell pills\n" * 20


def requests(count: int) -> Iterator[JudgeRequest]:
    for number in range(count):
        content = f"{'zzbad' if number % 3 == 0 else 'nice'} post number {number} " * 8
        yield JudgeRequest(POLICY, content, label_texts=("0", "1"), seed=number)


def memory_mb(engine: LlamaEngine) -> float:
    assert engine.pid is not None
    return float(psutil.Process(engine.pid).memory_info().rss / 2**20)


def judge(engine: LlamaEngine, count: int, stop_at: int | None = None) -> None:
    cancel, done, wrong = CancelToken(), 0, 0
    for heard in engine.judge_many(requests(count), cancel):
        if not isinstance(heard.event, Answered) or heard.index is None:
            continue
        done += 1
        if not cancel.is_cancelled:
            wrong += ('"violation": 1' in heard.event.answer.final) != (heard.index % 3 == 0)
        if done % 200 == 0:
            print(f"  {done} cases: {memory_mb(engine):.1f} MiB", flush=True)
        if done == stop_at:
            cancel.cancel()
    print(f"  {done} answered, {wrong} wrong")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        weights = scripted_weights(Path(folder), "rationale")
        engine = LlamaEngine(weights, LlamaOptions(repack=False))
        list(engine.load(CancelToken()))
        print(f"loaded: {memory_mb(engine):.1f} MiB, weights {weights.stat().st_size / 2**20:.1f}")
        started = time.perf_counter()
        for name, stop_at in (("first", None), ("cancelled", count // 2), ("again", None)):
            print(name)
            judge(engine, count, stop_at)
        print(f"{time.perf_counter() - started:.0f} s")
        engine.close()


if __name__ == "__main__":
    main()
