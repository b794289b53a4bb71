"""Measured confidence on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from clausebench.domain.agreement import agreement, marginal_chances
from clausebench.domain.verdict import LabelChances, TracePoint, Verdict

_LEAST_COVERAGE = 0.9
_WIDTH = 24


def confidence_form(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """``p_labels``, ``coverage`` (null when the engine cannot tell), ``agreement`` with its 95 %
    interval, ``trace``.

    With repeats the chances are the mean over them, and the trace is the shown verdict's.
    """
    chances, agreed = marginal_chances(verdicts), agreement(verdicts)
    return {
        "p_labels": dict(chances.by_label) if chances else None,
        "coverage": chances.coverage if chances else None,
        "agreement": agreed.share,
        "agreement_interval": [agreed.low, agreed.high],
        "trace": [
            {"tokens": point.tokens, "p_labels": dict(point.chances.by_label)}
            for point in _trace(verdicts)
        ],
    }


def print_confidence(verdicts: Sequence[Verdict]) -> None:
    """Two digits: the last ones change with the machine."""
    click.echo("\nMeasured confidence")
    chances = marginal_chances(verdicts)
    if chances is None:
        click.echo("  This engine, or this answer, has no labels to measure.")
        return
    _print_chances(chances)
    if len(verdicts) > 1:
        agreed = agreement(verdicts)
        click.echo(
            f"  {agreed.share:.0%} of {agreed.repeats} repeats agree "
            f"(95 % interval {agreed.low:.0%} to {agreed.high:.0%})"
        )
    _print_trace(_trace(verdicts))


def _print_chances(chances: LabelChances) -> None:
    for label, share in sorted(chances.by_label, key=lambda pair: -pair[1])[:8]:
        click.echo(f"  {label:<16} {share:.2f}")
    if chances.coverage < _LEAST_COVERAGE:
        click.echo(
            f"  Labels have {chances.coverage:.0%} of the probability: the model was about to "
            "write something else. Look at the output contract."
        )


def _print_trace(trace: Sequence[TracePoint]) -> None:
    if not trace:
        return
    final = max(trace[-1].chances.by_label, key=lambda pair: pair[1])[0]
    click.echo(f"  Chance of {final} had the reasoning ended after so many tokens:")
    for point in trace:
        share = dict(point.chances.by_label).get(final, 0.0)
        bar = "#" * round(share * _WIDTH)
        click.echo(f"  {point.tokens:>6}  {bar:<{_WIDTH}} {share:.2f}")


def _trace(verdicts: Sequence[Verdict]) -> tuple[TracePoint, ...]:
    certainties = (verdict.confidence.certainty for verdict in verdicts)
    return next((c.trace for c in certainties if c is not None), ())
