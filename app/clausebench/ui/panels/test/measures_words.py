"""What the numbers of a suite say, in words."""

from __future__ import annotations

from collections.abc import Sequence

from clausebench.domain.measures import Cost, Measures, Point, Share
from clausebench.domain.measures.shares import percent


def overall_lines(found: Measures) -> tuple[tuple[str, str], ...]:
    """Name and words; stability stands right beside accuracy."""
    overall, score = found.overall, found.violates
    lines = [("As expected", overall.right.words), ("Stable", stability_words(found))]
    if overall.passed != overall.right:
        lines.append(("Passed", overall.passed.words))
    if found.decisions.n:
        lines += [
            ("Precision", _or_nothing(score.precision, "nothing was judged violating")),
            ("Recall", _or_nothing(score.recall, "no case expects violates")),
        ]
    if found.wrongly_removed.total:
        lines.append(("Wrongly removed", found.wrongly_removed.words))
    if found.let_through.total:
        lines.append(("Let through", found.let_through.words))
    if score.shown_f1 is not None:
        lines.append(("F1", f"{score.shown_f1:.2f}"))
    if found.clauses.n:
        lines.append(("Clause cited", found.clauses.any_hit.words))
    return tuple((name, words.replace(" %", "\N{NO-BREAK SPACE}%")) for name, words in lines)


def stability_words(found: Measures) -> str:
    """Says what to do where nothing is known."""
    overall = found.overall
    if not overall.stable.total:
        return "not known: each case was asked once. Run with repeats."
    mean = "" if overall.agreement is None else f" · mean agreement {percent(overall.agreement)}"
    return overall.stable.words + mean


def notes(found: Measures, not_judged: int, outdated: int) -> str:
    """What the numbers leave out or mix, in sentences; may be empty."""
    splits, count = found.splits, len(found.unlabelled)
    parts = (
        f"{splits.locked:,} of {found.n:,} cases are locked." if splits.locked else "",
        f"{_cases(count, 'has', 'have')} no expectation and no part in this." if count else "",
        f"{_cases(not_judged, 'has', 'have')} not been judged." if not_judged else "",
        f"{_cases(outdated, 'was', 'were')} judged under an older wording." if outdated else "",
    )
    return " ".join(filter(None, parts))


def cost_words(costs: Sequence[Cost]) -> str:
    """``1,000 items ≈ 41 min here at medium, 2 h at high.``; empty when nothing is known."""
    if not costs:
        return ""
    first, *others = costs
    more = "".join(f", {_later(cost)}" for cost in others)
    return f"{first.sentence}{more}. Median {first.seconds.median:.2g} s (n={first.items:,})."


def trend_words(points: Sequence[Point]) -> str:
    """What else changed at the newest version, or what a trend needs."""
    if len(points) < 2:
        return "A trend needs suite runs on two saved versions."
    return " ".join(points[-1].doubts)


def _later(cost: Cost) -> str:
    """Without what the first one said already."""
    return cost.sentence.split("≈", 1)[1].replace(" here", "").strip()


def _or_nothing(share: Share, why: str) -> str:
    return share.words if share.total else why


def _cases(count: int, one: str, many: str) -> str:
    return f"1 case {one}" if count == 1 else f"{count:,} cases {many}"
