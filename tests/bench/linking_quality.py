"""How well reasonings are linked: shares over real transcripts, and a few of them to read.

    python tests/bench/linking_quality.py POLICIES.json.gz TRANSCRIPTS.jsonl.gz [--show 10]

POLICIES maps the sha256 of a policy's text to the text; each line of TRANSCRIPTS has
``policy_sha256``, ``content``, ``reasoning`` and ``final``. The files stay where they are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from clausebench.domain.linking import QUOTES, Link, LinkKind, link  # noqa: E402
from clausebench.domain.reading_policy import parse  # noqa: E402


@dataclass(frozen=True)
class Trace:
    """One transcript with its links and the time that linking took."""

    policy: str
    content: str
    reasoning: str
    has_codes: bool
    links: tuple[Link, ...]
    seconds: float


def traces(policies: Path, transcripts: Path) -> Iterator[Trace]:
    parsed = {key: parse(text) for key, text in json.loads(_unpacked(policies)).items()}
    for line in _unpacked(transcripts).splitlines():
        row = json.loads(line)
        policy = parsed[row["policy_sha256"]]
        if row["reasoning"]:
            started = time.perf_counter()
            links = link(row["reasoning"], policy, row["content"])
            seconds = time.perf_counter() - started
            yield Trace(
                row["policy_sha256"],
                row["content"],
                row["reasoning"],
                any(c.isdigit() for code in policy.codes for c in code),
                links,
                seconds,
            )


def _unpacked(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()


def report(found: list[Trace]) -> Iterator[str]:
    """Shares of traces that have at least one link of a kind, and counts of quotes."""
    coded = [trace for trace in found if trace.has_codes]
    yield f"{len(found)} traces, {len(coded)} under policies with codes"
    for kind in LinkKind:
        base = coded if "citation" in kind else found
        having = sum(any(x.kind is kind for x in trace.links) for trace in base)
        number = sum(x.kind is kind for trace in base for x in trace.links)
        yield f"{kind:17} {having / max(1, len(base)):6.1%} of traces, {number} links"
    quotes = Counter(x.kind for trace in found for x in trace.links if x.kind in QUOTES)
    for kind, number in quotes.items():
        yield f"{kind:17} {number / quotes.total():6.1%} of {quotes.total()} quotes"
    near = sum(not x.exact and x.kind is not LinkKind.UNFOUND_QUOTE for t in found for x in t.links)
    yield f"near quotes       {near}"
    times = sorted(trace.seconds * 1000 for trace in found)
    yield f"ms per trace      median {statistics.median(times):.1f}, worst {times[-1]:.1f}"


def shown(trace: Trace) -> str:
    """A trace with its links in brackets, to be judged by eye."""
    marks: list[tuple[int, int, str]] = []
    for x in trace.links:
        source = "~" if not x.exact else ""
        marks.append((x.span.start, 1, f"⟦{x.kind}{source}:"))
        marks.append((x.span.end, 0, "⟧" + (f"→{x.clause}" if x.clause else "")))
    pieces, at = [], 0
    for offset, _, mark in sorted(marks, key=lambda m: (m[0], m[1])):
        pieces += [trace.reasoning[at:offset], mark]
        at = offset
    pieces.append(trace.reasoning[at:])
    return f"--- {trace.policy[:8]}\nCONTENT: {trace.content}\n{''.join(pieces)}"


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("policies", type=Path)
    parser.add_argument("transcripts", type=Path)
    parser.add_argument("--show", type=int, default=0, help="traces to print with their links")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    found = list(traces(options.policies, options.transcripts))
    chosen = random.Random(options.seed).sample(found, options.show)
    sys.stdout.write("\n".join([*report(found), *map(shown, chosen)]) + "\n")


if __name__ == "__main__":
    main()
