"""The batched engine beside llama-server and llama-bench on the same weights, in one run.

    python tests/bench/against_server.py LLAMA_SERVER [--bench LLAMA_BENCH] [--weights GGUF]
        [--threads N] [--quick]

LLAMA_SERVER is built from the llama.cpp in llama-cpp-python's source distribution. Without weights,
random ones of medium size are made. The work: one policy of 1,000 tokens, 32 contents of 60, 64
tokens written for each, beginning with a policy that nobody has read, as after an edit. The
server does it with its best number of slots, as it comes and with the short spin of OpenMP threads
that the engine's process uses. "Bound": the time to read all tokens once, written ones
too, at the rate at which the policy is read.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "app")]

from tests.support.medium_weights import medium_weights  # noqa: E402

from clausebench.domain.benchmark import BenchPlan, BenchResult  # noqa: E402
from clausebench.domain.cancel import CancelToken  # noqa: E402
from clausebench.engines.benchmarking import benchmark  # noqa: E402
from clausebench.engines.launch import engine_environment  # noqa: E402
from clausebench.engines.llama.options import LlamaOptions  # noqa: E402

PLAN = BenchPlan(slots=(1, 8, 16))
QUICK = BenchPlan(policy_tokens=256, cases=8, generate=16, slots=(1, 4), plain=False)
SLOTS = (1, 4, 8)
_ROUNDS = 2


def tokens(count: int, seed: int) -> list[int]:
    chance = random.Random(seed)
    return [chance.randrange(256) for _ in range(count)]


@contextmanager
def server(program: str, weights: Path, slots: int, threads: int, *, spins: bool) -> Iterator[int]:
    """A llama-server that answers on a port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [program, "-m", str(weights), "--port", str(port), "-np", str(slots)]
    command += ["-t", str(threads), "--no-webui"]
    environment = dict(os.environ)
    if spins:
        environment["GOMP_SPINCOUNT"] = engine_environment()["GOMP_SPINCOUNT"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as process:
        try:
            wait_until_healthy(port, process)
            yield port
        finally:
            process.kill()


def wait_until_healthy(port: int, process: subprocess.Popen[bytes]) -> None:
    pause = threading.Event()
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit(f"llama-server ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as reply:
                if reply.status == 200:
                    return
        except OSError:
            pause.wait(0.1)
    raise SystemExit("llama-server did not become healthy")


def ask(port: int, prompt: list[int], generate: int) -> None:
    question = {"prompt": prompt, "n_predict": generate, "temperature": 0, "ignore_eos": True}
    question["cache_prompt"] = True
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/completion",
        json.dumps(question).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as reply:
        written = json.load(reply)["tokens_predicted"]
    assert written == generate, f"it wrote {written} tokens"


def contents_per_second(port: int, slots: int, plan: BenchPlan) -> float:
    """Nobody has read the policy; all slots have written something."""
    for _ in range(slots):
        ask(port, tokens(8, 900), 1)
    policy = tokens(plan.policy_tokens, 1)
    work: SimpleQueue[list[int]] = SimpleQueue()
    for number in range(plan.cases):
        work.put([*policy, *tokens(plan.content_tokens, 100 + number)])

    def serve() -> None:
        with suppress(Empty):
            while True:
                ask(port, work.get_nowait(), plan.generate)

    threads = [threading.Thread(target=serve) for _ in range(slots)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return plan.cases / (time.perf_counter() - started)


def written_per_second(program: str, weights: Path, threads: int, plan: BenchPlan) -> float:
    """llama-bench's tg after as many tokens as the policy has, with the same spin."""
    command = [program, "-m", str(weights), "-t", str(threads), "-p", "0"]
    command += ["-n", str(plan.generate), "-d", str(plan.policy_tokens), "-r", "3", "-o", "json"]
    environment = {**os.environ, "GOMP_SPINCOUNT": engine_environment()["GOMP_SPINCOUNT"]}
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    found = json.loads(re.sub(r"^[^\[]*", "", done.stdout))
    return float(found[0]["avg_ts"])


def ours(weights: Path, threads: int, plan: BenchPlan) -> BenchResult:
    options = LlamaOptions(threads=threads, repack=True)
    *_, result = benchmark(weights, options, plan, CancelToken())
    assert isinstance(result, BenchResult)
    return result


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("server")
    parser.add_argument("--bench")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    plan = QUICK if given.quick else PLAN
    with tempfile.TemporaryDirectory() as folder:
        weights = given.weights or medium_weights(Path(folder))
        compare(given.server, given.bench, weights, given.threads, plan)


def compare(program: str, bench: str | None, weights: Path, threads: int, plan: BenchPlan) -> None:
    """Twice everything, in turn: a machine's speed wanders, and with it whoever comes last."""
    rates: dict[tuple[bool, int], list[float]] = {}
    results: list[BenchResult] = []
    for number in range(_ROUNDS):
        for slots, spins in itertools.product(SLOTS, (False, True)):
            with server(program, weights, slots, threads, spins=spins) as port:
                rate = contents_per_second(port, slots, plan)
            rates.setdefault((spins, slots), []).append(rate)
            how = "short spin" if spins else "as it comes"
            print(f"llama-server -np {slots}, {how}: {rate:.3f} contents/s", flush=True)
        is_last = number == _ROUNDS - 1
        results.append(ours(weights, threads, replace(plan, plain=plan.plain and is_last)))
        for speed in results[-1].batch:
            print(
                f"clausebench, {speed.slots} slots: {speed.contents_s:.3f} contents/s", flush=True
            )
    report(rates, results, plan)
    if bench:
        rival = written_per_second(bench, weights, threads, plan)
        own = max(result.decode.p50 for result in results)
        print(f"writing alone: {own / rival:.2f} x llama-bench ({rival:.1f} tokens/s)")


def report(
    rates: dict[tuple[bool, int], list[float]], results: list[BenchResult], plan: BenchPlan
) -> None:
    """Of each number of slots the better round, of each program its best number of slots."""
    best = max(speed.contents_s for result in results for speed in result.batch)
    for spins, name in ((False, "llama-server as it comes"), (True, "llama-server, same spin")):
        rival = max(max(found) for (its, _), found in rates.items() if its is spins)
        print(f"{best / rival:.2f} x {name} ({best:.3f} and {rival:.3f} contents/s)")
    reading = max(result.prefill.p50 for result in results)
    each = plan.content_tokens + plan.generate
    bound = plan.cases * reading / (plan.policy_tokens + plan.cases * each)
    print(f"{best / bound:.2f} of the bound by reading at {reading:.0f} tokens/s")
    plain = results[-1].plain_contents_s
    if plain:
        print(f"{max(s.contents_s for s in results[-1].batch) / plain:.1f} x the plain way")
    print(f"memory: {results[-1].rss_mb:.0f} MiB, at most {results[-1].peak_mb:.0f}")


if __name__ == "__main__":
    main()
