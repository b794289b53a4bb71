"""The batched engine beside llama-server and llama-bench on the same weights, in one run.

    python tests/bench/against_server.py LLAMA_SERVER [--bench LLAMA_BENCH] [--weights GGUF]
        [--threads N] [--cores 2,3] [--slots 8,16,32] [--server-slots 1,4,8] [--rounds N]
        [--engine PYTHON] [--json FILE] [--quick]

LLAMA_SERVER is built from the llama.cpp in llama-cpp-python's source distribution. Without weights,
random ones of medium size are made. The work: one policy of 1,000 tokens, 32 contents of 60, 64
tokens written for each, beginning with a policy that nobody has read, as after an edit. The
server does it with its best number of slots, as it comes and with the short spin of OpenMP threads
that the engine's process uses. "Bound": the time to read all tokens once, written ones
too, at the rate at which the policy is read. ``--cores`` keeps everything on these processors
of Linux, ``--engine`` measures another build of the engine (a Python with its own ``llama_cpp``),
and ``--json`` keeps every figure, written anew after each, so that nothing is lost when time ends.
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
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "app")]

from tests.support.medium_weights import medium_weights  # noqa: E402

from clausebench.domain.benchmark import BenchPlan, BenchResult  # noqa: E402
from clausebench.domain.cancel import CancelToken  # noqa: E402
from clausebench.engines.benchmarking import benchmark  # noqa: E402
from clausebench.engines.fitting import machine  # noqa: E402
from clausebench.engines.launch import engine_command, engine_environment  # noqa: E402
from clausebench.engines.llama.options import LlamaOptions  # noqa: E402

PLAN = BenchPlan(slots=(1, 8, 16, 32))
QUICK = BenchPlan(policy_tokens=256, cases=8, generate=16, slots=(1, 4), plain=False)


@dataclass(slots=True)
class Figures:
    """What was measured so far, contents and tokens per second, and where.

    ``server`` has a row for each run: with the short spin or not, its slots, its rate.
    """

    machine: dict[str, object]
    server: list[tuple[bool, int, float]] = field(default_factory=list)
    engine: list[BenchResult] = field(default_factory=list)
    bench: float | None = None
    summary: dict[str, float] = field(default_factory=dict)

    def keep(self, path: Path | None) -> None:
        if path is not None:
            path.write_text(json.dumps(asdict(self), indent=1), "utf-8")


@dataclass(frozen=True, slots=True)
class Setting:
    """What to compare, and how. ``engine`` is another Python, or empty."""

    server: str
    bench: str | None
    weights: Path
    threads: int
    plan: BenchPlan
    server_slots: tuple[int, ...]
    rounds: int
    engine: str
    kept: Path | None


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


def ours(setting: Setting, *, plain: bool) -> BenchResult:
    command = engine_command(setting.engine) if setting.engine else ()
    options = LlamaOptions(threads=setting.threads, repack=True, command=command)
    plan = replace(setting.plan, plain=plain and setting.plan.plain)
    *_, result = benchmark(setting.weights, options, plan, CancelToken())
    assert isinstance(result, BenchResult)
    return result


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("server")
    parser.add_argument("--bench")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--cores", type=numbers)
    parser.add_argument("--slots", type=numbers)
    parser.add_argument("--server-slots", type=numbers, default=(1, 4, 8))
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--engine", default="")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    if given.cores:
        os.sched_setaffinity(0, given.cores)  # whatever is started inherits it
    plan = QUICK if given.quick else PLAN
    with tempfile.TemporaryDirectory() as folder:
        setting = Setting(
            given.server,
            given.bench,
            given.weights or medium_weights(Path(folder)),
            given.threads,
            replace(plan, slots=given.slots or plan.slots),
            given.server_slots,
            given.rounds,
            given.engine,
            given.json,
        )
        compare(setting, Figures(here(given.threads)))


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(","))


def here(threads: int) -> dict[str, object]:
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    return {"processor": machine().processor, "cores": cores, "threads": threads}


def compare(setting: Setting, figures: Figures) -> None:
    """Everything in turn, ``rounds`` times: a machine's speed wanders, and with it whoever comes
    last."""
    print(" ".join(f"{name}: {value}" for name, value in figures.machine.items()), flush=True)
    if setting.bench:
        figures.bench = written_per_second(
            setting.bench, setting.weights, setting.threads, setting.plan
        )
    for number in range(setting.rounds):
        figures.engine.append(ours(setting, plain=number == 0))
        figures.keep(setting.kept)
        for speed in figures.engine[-1].batch:
            print(
                f"clausebench, {speed.slots} slots: {speed.contents_s:.3f} contents/s", flush=True
            )
        for slots, spins in itertools.product(setting.server_slots, (False, True)):
            with server(
                setting.server, setting.weights, slots, setting.threads, spins=spins
            ) as port:
                rate = contents_per_second(port, slots, setting.plan)
            figures.server.append((spins, slots, rate))
            figures.keep(setting.kept)
            how = "short spin" if spins else "as it comes"
            print(f"llama-server -np {slots}, {how}: {rate:.3f} contents/s", flush=True)
    figures.summary = summary(figures, setting.plan)
    figures.keep(setting.kept)
    for name, value in figures.summary.items():
        print(f"{name}: {value:.2f}")


def summary(figures: Figures, plan: BenchPlan) -> dict[str, float]:
    """Of each number of slots the better round, of each program its best number of slots."""
    best = max(speed.contents_s for result in figures.engine for speed in result.batch)
    found = {"contents/s": best}
    for spins, name in ((False, "llama-server as it comes"), (True, "llama-server, same spin")):
        rival = max(rate for its, _, rate in figures.server if its is spins)
        found |= {f"{name}, contents/s": rival, f"x {name}": best / rival}
    reading = max(result.prefill.p50 for result in figures.engine)
    each = plan.content_tokens + plan.generate
    bound = plan.cases * reading / (plan.policy_tokens + plan.cases * each)
    found |= {"reading, tokens/s": reading, "of the bound by reading": best / bound}
    plain = figures.engine[0].plain_contents_s
    if plain:
        found |= {"plain, contents/s": plain, "x the plain way": best / plain}
    own = max(result.decode.p50 for result in figures.engine)
    found["writing alone, tokens/s"] = own
    if figures.bench:
        found |= {"llama-bench, tokens/s": figures.bench, "x llama-bench": own / figures.bench}
    return found | {"memory, MiB": figures.engine[-1].peak_mb}


if __name__ == "__main__":
    main()
