"""Numbers about runs, as JSON and on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from clausebench.cli.output import one_line, table
from clausebench.domain.measures import (
    By,
    ClassScore,
    Confusion,
    Cost,
    Level,
    Measures,
    Share,
    Slice,
    TargetResult,
    TargetState,
    shown_share,
)
from clausebench.domain.measures.shares import percent
from clausebench.domain.plain import to_plain

_MARKS = {TargetState.MET: "met", TargetState.MISSED: "MISSED", TargetState.FEW: "UNKNOWN"}


def share_form(share: Share) -> dict[str, Any]:
    """``shown`` is None out of too few; ``value`` never hides."""
    return {
        "hits": share.hits,
        "n": share.total,
        "value": share.value,
        "low": share.low,
        "high": share.high,
        "shown": shown_share(share),
    }


def score_form(score: ClassScore) -> dict[str, Any]:
    return {
        "name": score.name,
        "precision": share_form(score.precision),
        "recall": share_form(score.recall),
        "f1": score.f1,
        "n": score.expected,
    }


def slice_form(found: Slice) -> dict[str, Any]:
    return {
        "name": found.name,
        "n": found.n,
        "accuracy": share_form(found.right),
        "passed": share_form(found.passed),
        "stability": share_form(found.stable),
        "agreement": found.agreement,
        "score": score_form(found.score) if found.score else None,
    }


def measures_form(found: Measures, cost: Cost | None) -> dict[str, Any]:
    """The stable JSON form."""
    return {
        **slice_form(found.overall),
        "splits": to_plain(found.splits),
        "unlabelled": list(found.unlabelled),
        "wrongly_removed": share_form(found.wrongly_removed),
        "let_through": share_form(found.let_through),
        "outcomes": {outcome.value: count for outcome, count in found.outcomes},
        "decisions": _level_form(found.decisions),
        "labels": _level_form(found.labels),
        "clauses": _level_form(found.clauses),
        "confusion": _confusion_form(found.confusion),
        "label_confusion": _confusion_form(found.label_confusion),
        "by": {by.value: [slice_form(s) for s in slices] for by, slices in found.slices},
        "cost": cost_form(cost) if cost else None,
    }


def cost_form(cost: Cost) -> dict[str, Any]:
    return {**to_plain(cost), "sentence": cost.sentence}


def result_form(result: TargetResult) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(result)
    return plain


def print_overall(found: Measures, cost: Cost | None) -> None:
    """The lines that say how it went as a whole."""
    for name, words in _overall_lines(found):
        click.echo(f"{name:<17}{words}")
    splits = found.splits
    if splits.locked:
        click.echo(f"{'cases':<17}{splits.open} open, {splits.locked} locked")
    if found.unlabelled:
        click.echo(f"{len(found.unlabelled)} cases have no expectation and are not counted.")
    if cost is not None:
        print_cost(cost)


def print_cost(cost: Cost) -> None:
    """How long a thousand take, and what one takes."""
    click.echo(cost.sentence)
    seconds, written = cost.seconds, cost.tokens
    click.echo(
        f"  each: {seconds.median:.2g} s (nine in ten below {seconds.p90:.2g} s), "
        f"{written.median:,.0f} tokens written (below {written.p90:,.0f}), "
        f"a prompt of {cost.prompt_tokens.median:,.0f} (n={cost.items})"
    )


def _overall_lines(found: Measures) -> list[tuple[str, str]]:
    overall, score = found.overall, found.violates
    lines = [
        ("accuracy", overall.right.words),
        ("passed", overall.passed.words),
        ("stability", _stability(overall)),
    ]
    if found.decisions.n:
        lines += [("precision", score.precision.words), ("recall", score.recall.words)]
        lines += [("F1", f1_words(score))]
    if found.wrongly_removed.total:
        lines.append(("wrongly removed", found.wrongly_removed.words))
    if found.let_through.total:
        lines.append(("let through", found.let_through.words))
    if found.clauses.n:
        lines.append(("clause cited", found.clauses.any_hit.words))
    return lines


def print_slices(by: By, slices: Sequence[Slice]) -> None:
    """One row each; percentages only where there are enough cases."""
    kind = {By.CLAUSE: "of the clause", By.LABEL: "of the label"}.get(by, "of violates")
    rows = [
        (
            one_line(found.name, 32) or "(none)",
            str(found.n),
            short_words(found.right),
            short_words(found.stable) if found.stable.total else "asked once",
            short_words(found.score.precision) if found.score else "",
            short_words(found.score.recall) if found.score else "",
            f1_words(found.score) if found.score and not found.score.recall.is_few else "",
        )
        for found in slices
    ]
    header = (by.value, "n", "accuracy", "stability", f"precision {kind}", "recall", "F1")
    click.echo(table(header, rows))


def print_confusion(found: Confusion) -> None:
    """Rows are what was expected, columns what came."""
    if not found.n:
        return
    rows = [
        (one_line(wanted, 24), *(str(found.cell(wanted, got).count or ".") for got in found.got))
        for wanted in found.expected
    ]
    header = ("expected \\ got", *(one_line(got, 24) for got in found.got))
    click.echo(table(header, rows))


def print_targets(results: Sequence[TargetResult]) -> None:
    for result in results:
        click.echo(f"{_MARKS[result.state]:<8}{result.sentence}")


def short_words(share: Share) -> str:
    """In a table: counts, and the percentage where it may be shown."""
    counts = f"{share.hits}/{share.total}"
    shown = shown_share(share)
    if shown is None:
        return counts
    return f"{counts} {percent(shown)} ({100 * share.low:.0f}-{100 * share.high:.0f})"


def f1_words(score: ClassScore) -> str:
    """``too few`` where it would say more than is known."""
    return f"{score.shown_f1:.2f}" if score.shown_f1 is not None else "too few"


def _stability(overall: Slice) -> str:
    if not overall.stable.total:
        return "not known: each case was asked once"
    mean = "" if overall.agreement is None else f", mean agreement {percent(overall.agreement)}"
    return overall.stable.words + mean


def _level_form(level: Level) -> dict[str, Any]:
    return {
        "n": level.n,
        "exact": share_form(level.exact),
        "any_hit": share_form(level.any_hit),
        "classes": [score_form(score) for score in level.classes],
        "micro": score_form(level.micro),
        "macro": to_plain(level.macro) if level.macro else None,
    }


def _confusion_form(found: Confusion) -> list[dict[str, Any]]:
    return [
        {"expected": c.expected, "got": c.got, "n": c.count, "cases": list(c.names)}
        for c in found.cells
    ]
