"""How well triage decides, on labelled sets that live outside the project.

    python tests/bench/triage_quality.py FOLDER…

Each FOLDER holds pairs of a policy and a CSV file: ``X.policy.md`` with ``X.csv`` (a header row
names the columns of contents and labels), or ``policy.txt`` with ``golden_dataset.csv`` (a row
``SP2`` gives the label of the rows below it), or ``policy.md`` with ``cases.csv``. The files
stay where they are.

Printed for each set: balanced accuracy and F1 (violating is positive) with an escalation
counted as wrong, balanced accuracy over what was decided, the shares escalated, and what happens
to contents of the other sets, which are off this policy's topic. Then three simple baselines,
and each policy judged with numbers chosen on all the other policies.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT)]

from tests.bench.labelled_sets import LabelledSet, read_folder  # noqa: E402

from clausebench.domain.cancel import CancelToken  # noqa: E402
from clausebench.domain.clause import Decision  # noqa: E402
from clausebench.domain.reading_policy import parse  # noqa: E402
from clausebench.engines.triage.scales import Scales  # noqa: E402
from clausebench.engines.triage.statements import Statement, statements_of  # noqa: E402
from clausebench.engines.triage.tuning import DEFAULT, Tuning  # noqa: E402

OFF_TOPIC_PER_SET = 15
GRID = tuple(
    Tuning(sharpness=sharpness, relevance=relevance, band=band)
    for sharpness, relevance, band in itertools.product(
        (2.0, 3.0, 5.0), (0.5, 0.75, 1.0, 1.5), (0.0, 0.02, 0.05)
    )
)
Judge = Callable[[Sequence[str]], list[Decision]]


@dataclass(frozen=True)
class Score:
    """Of one set under its policy. Shares are 0..1; None where nothing was decided."""

    balanced: float
    balanced_of_decided: float | None
    f1: float
    escalated: float
    off_topic_violating: float
    off_topic_escalated: float

    @property
    def worth(self) -> float:
        """What numbers are chosen by. A first layer must miss little, so that accusing a
        content off the topic weighs a quarter of being right on it, and escalating it half that.
        """
        return self.balanced - self.off_topic_violating / 4 - self.off_topic_escalated / 8


def score(judge: Judge, data: LabelledSet, off_topic: Sequence[str]) -> Score:
    got = judge(data.contents)
    right, decided = [], []
    for side, wanted in ((True, Decision.VIOLATES), (False, Decision.ALLOWED)):
        mine = [d for d, v in zip(got, data.violating, strict=True) if v is side]
        right.append(mine.count(wanted) / len(mine))
        clear = [d for d in mine if d is not Decision.ESCALATE]
        decided += [clear.count(wanted) / len(clear)] if clear else []
    hits = sum(d is Decision.VIOLATES for d, v in zip(got, data.violating, strict=True) if v)
    apart = judge(off_topic) if off_topic else [Decision.ALLOWED]
    return Score(
        balanced=statistics.mean(right),
        balanced_of_decided=statistics.mean(decided) if len(decided) == 2 else None,
        f1=2 * hits / (got.count(Decision.VIOLATES) + sum(data.violating)),
        escalated=got.count(Decision.ESCALATE) / len(got),
        off_topic_violating=apart.count(Decision.VIOLATES) / len(apart),
        off_topic_escalated=apart.count(Decision.ESCALATE) / len(apart),
    )


def triage(policy_text: str, tuning: Tuning) -> Judge:
    policy = parse(policy_text)
    scales = Scales(policy, statements_of(policy), tuning)
    return lambda contents: [scales.weigh(c, CancelToken()).decision for c in contents]


def majority(data: LabelledSet) -> Judge:
    """The commoner truth of the very set, which no honest judge knows."""
    is_violating = 2 * sum(data.violating) > len(data.violating)
    always = Decision.VIOLATES if is_violating else Decision.ALLOWED
    return lambda contents: [always] * len(contents)


def nearest_example(policy_text: str, *, with_clauses: bool) -> Judge:
    """The side of the closest text by TF-IDF cosine, over words and character pieces."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_union

    found = statements_of(parse(policy_text))
    used: list[Statement] = [s for s in found if s.is_example or with_clauses]
    space = make_union(
        TfidfVectorizer(ngram_range=(1, 2)),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)),
    )
    known = space.fit_transform([s.passage.text for s in used])

    def judge(contents: Sequence[str]) -> list[Decision]:
        closest = (space.transform(contents) @ known.T).toarray().argmax(axis=1)
        sides = (used[i].decision for i in closest)
        return [Decision.ALLOWED if s is Decision.ALLOWED else Decision.VIOLATES for s in sides]

    return judge


def off_topic_of(data: LabelledSet, sets: Sequence[LabelledSet]) -> list[str]:
    others = [x for x in sets if x.name != data.name]
    return [c for x in others for c in x.contents[:: max(1, len(x.contents) // OFF_TOPIC_PER_SET)]]


def show(name: str, scores: Sequence[Score], sets: Sequence[LabelledSet]) -> None:
    write(f"\n{name}\n{'':36}  n  viol   BA  BA-dec   F1   esc  off-viol off-esc")
    for data, s in zip(sets, scores, strict=True):
        write(_line(data.name, f"{len(data.contents):3} {sum(data.violating):4}", s))
    write(_line("mean", " " * 8, mean(scores)))


def _line(name: str, sizes: str, s: Score) -> str:
    of_decided = "   - " if s.balanced_of_decided is None else f"{s.balanced_of_decided:.3f}"
    rest = (
        f"{s.f1:.3f} {s.escalated:.3f}   {s.off_topic_violating:.3f}   {s.off_topic_escalated:.3f}"
    )
    return f"{name[:34]:34} {sizes}  {s.balanced:.3f} {of_decided} {rest}"


def mean(scores: Sequence[Score]) -> Score:
    decided = [s.balanced_of_decided for s in scores if s.balanced_of_decided is not None]
    return Score(
        balanced=statistics.mean(s.balanced for s in scores),
        balanced_of_decided=statistics.mean(decided) if decided else None,
        f1=statistics.mean(s.f1 for s in scores),
        escalated=statistics.mean(s.escalated for s in scores),
        off_topic_violating=statistics.mean(s.off_topic_violating for s in scores),
        off_topic_escalated=statistics.mean(s.off_topic_escalated for s in scores),
    )


def leave_one_policy_out(sets: Sequence[LabelledSet]) -> None:
    """Numbers for a policy are chosen without it; its score with them is untouched by it."""
    grid = {
        tuning: [score(triage(x.policy, tuning), x, off_topic_of(x, sets)) for x in sets]
        for tuning in GRID
    }
    held_out = []
    for i, data in enumerate(sets):
        best = max(GRID, key=lambda t: mean([s for j, s in enumerate(grid[t]) if j != i]).worth)
        held_out.append(grid[best][i])
        chosen = f"sharpness {best.sharpness}, relevance {best.relevance}, band {best.band}"
        write(f"  without {data.name}: {chosen}")
    show("Each policy left out of the choice", held_out, sets)


def write(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    sets = [x for folder in parser.parse_args().folders for x in read_folder(folder)]
    judges: dict[str, Callable[[LabelledSet], Judge]] = {
        "Triage": lambda x: triage(x.policy, DEFAULT),
        "Baseline: the commoner truth": majority,
        "Baseline: nearest example": lambda x: nearest_example(x.policy, with_clauses=False),
        "Baseline: nearest example or clause": lambda x: nearest_example(
            x.policy, with_clauses=True
        ),
    }
    for name, judge_for in judges.items():
        show(name, [score(judge_for(x), x, off_topic_of(x, sets)) for x in sets], sets)
    if len(sets) > 2:
        write("\nChoosing numbers on all other policies")
        leave_one_policy_out(sets)


if __name__ == "__main__":
    main()
