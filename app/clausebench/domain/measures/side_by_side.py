"""Several policies on the same contents: right only where every policy is right at once.

A content that is fine under four policies and wrongly removed under the fifth is wrongly removed.
OpenAI's report on gpt-oss-safeguard calls this multi-policy accuracy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausebench.domain.measures.judged import JudgedCase
from clausebench.domain.measures.shares import Share


@dataclass(frozen=True, slots=True)
class Broken:
    """A content that not every policy judged as expected. ``names`` are those of its cases, in
    the order of the policies; ``wrong`` are the policies that got it wrong."""

    content_hash: str
    names: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """``right`` counts contents that every policy judged as expected; ``policies`` says how many
    of the same contents each got right. ``left_out`` contents were not judged with an
    expectation under every policy, and are counted nowhere."""

    right: Share
    policies: tuple[tuple[str, Share], ...]
    broken: tuple[Broken, ...]
    left_out: int


def together(runs: Mapping[str, Sequence[JudgedCase]]) -> Together:
    """From the cases under each policy, at least one policy. Contents are the same when they are
    the same to the letter; the most often wrong come first."""
    by_content = [_by_content(cases) for cases in runs.values()]
    every = dict.fromkeys(key for found in by_content for key in found)
    shared = [key for key in every if all(key in found for found in by_content)]
    wrong = {
        key: tuple(
            policy
            for policy, found in zip(runs, by_content, strict=True)
            if not all(case.is_right for case in found[key])
        )
        for key in shared
    }
    broken = [
        Broken(key, _names(key, by_content), policies)
        for key, policies in wrong.items()
        if policies
    ]
    return Together(
        Share(len(shared) - len(broken), len(shared)),
        tuple((p, Share(sum(p not in w for w in wrong.values()), len(shared))) for p in runs),
        tuple(sorted(broken, key=lambda b: -len(b.wrong))),
        len(every) - len(shared),
    )


def _by_content(cases: Sequence[JudgedCase]) -> dict[str, list[JudgedCase]]:
    found: dict[str, list[JudgedCase]] = {}
    for case in cases:
        if not case.expected.is_nothing:
            found.setdefault(case.content_hash, []).append(case)
    return found


def _names(key: str, by_content: Sequence[Mapping[str, Sequence[JudgedCase]]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(case.name for found in by_content for case in found[key]))
