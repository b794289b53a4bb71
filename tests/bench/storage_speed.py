"""How fast the workspace is: ``python tests/bench/storage_speed.py [VERDICTS]`` (100,000).

Prints the rate of single durable writes, how fast a suite is read back, and the 95th percentile
of searches over a synthetic history (about 45 words of content and of reasoning per verdict,
drawn as words are in nature: a few very often, most hardly ever).
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "app")]

from tests.support.workspaces import judged, open_workspace, start_run  # noqa: E402

from clausebench.domain.run import RunStatus  # noqa: E402
from clausebench.storage.workspace import Workspace  # noqa: E402

POLICIES = 5
CASES = 100
WORDS = 45
QUERIES = 200


class Author:
    """Writes texts of made-up words; the n-th word is n times rarer than the first."""

    def __init__(self) -> None:
        self._luck = random.Random(7)
        letters = "abcdefghijklmnopqrstuvwxyz"
        self.words = [
            "".join(self._luck.choices(letters, k=self._luck.randint(3, 9))) for _ in range(30_000)
        ]
        self._weights = [1 / (n + 1) for n in range(len(self.words))]

    def text(self) -> str:
        drawn = self._luck.choices(self.words, self._weights, k=WORDS)
        if self._luck.random() < 0.1:
            drawn.append("".join(chr(self._luck.randint(0x4E00, 0x4FFF)) for _ in range(20)))
        return " ".join(drawn)

    def query(self) -> str:
        """A frequent word, a rare one, two words, a beginning, or two Chinese characters."""
        common, rare = self.words[self._luck.randrange(20)], self._luck.choice(self.words)
        chinese = "".join(chr(self._luck.randint(0x4E00, 0x4FFF)) for _ in range(2))
        return self._luck.choice([common, rare, f"{common} {rare}", rare[:3], common[:2], chinese])


@contextmanager
def told(what: str, count: int = 1) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds = time.perf_counter() - start
    print(f"{what:46} {seconds:8.2f} s {count / seconds:12,.0f} /s")


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)] * 1000


def fill(workspace: Workspace, author: Author, count: int) -> list[str]:
    """Suites of all policies in turn, as years of work would leave them."""
    policies = [workspace.policies.add(f"Policy {n}") for n in range(POLICIES)]
    for policy in policies:
        with workspace.writing():
            for n in range(CASES):
                workspace.cases.add(policy.id, f"case {n}", author.text())
    cases = {policy.id: workspace.cases.all(policy.id) for policy in policies}
    for first in range(0, count, CASES):
        policy = policies[first // CASES % POLICIES]
        with workspace.writing():
            run = start_run(workspace, policy_id=policy.id, planned=CASES)
            for case in cases[policy.id]:
                verdict = judged(reasoning=author.text())
                workspace.runs.add(run.id, case.content, verdict, case=case)
            workspace.runs.finish(run.id, RunStatus.FINISHED)
    return [policy.id for policy in policies]


def searches(workspace: Workspace, author: Author, policy_id: str | None) -> None:
    times = []
    for _ in range(QUERIES):
        query = author.query()
        start = time.perf_counter()
        workspace.search.find(query, policy_id)
        times.append(time.perf_counter() - start)
    where = "one policy" if policy_id else "everything"
    print(
        f"search in {where:36} p50 {percentile(times, 0.5):6.1f} ms"
        f"  p95 {percentile(times, 0.95):6.1f} ms  max {max(times) * 1000:6.1f} ms"
    )


def main(count: int) -> None:
    author = Author()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workspace.db"
        workspace = open_workspace(path)
        with told(f"{count:,} verdicts, a suite per transaction", count):
            policy_ids = fill(workspace, author, count)
        run = start_run(workspace)
        with told("300 verdicts, each on the disk by itself", 300):
            for _ in range(300):
                workspace.runs.add(run.id, author.text(), judged(reasoning=author.text()))
        with told("300 drafts of 20 kB", 300):
            for n in range(300):
                workspace.drafts.save("policy", f"{n}" * 20_000)
        measured: dict[str, Callable[[], object]] = {
            "latest verdicts of a policy (100 cases)": lambda: workspace.runs.latest(policy_ids[0]),
            "citations of a policy": lambda: workspace.runs.citations(policy_ids[0]),
            "verdicts of a run (100)": lambda: workspace.runs.verdicts(
                workspace.runs.recent(policy_ids[0])[0].id
            ),
            "recent runs (200)": workspace.runs.recent,
            "policy summaries": workspace.policies.summaries,
            "backup": lambda: workspace.backup("bench"),
            "check": workspace.check,
        }
        for what, work in measured.items():
            with told(what):
                work()
        searches(workspace, author, None)
        searches(workspace, author, policy_ids[0])
        print(f"file {path.stat().st_size / 1e6:.0f} MB")
        workspace.close()
        with told("opening and closing again"):
            open_workspace(path).close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
