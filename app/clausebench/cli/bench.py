"""``clausebench bench``: how fast weights are on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from clausebench.bootstrap import current_settings, run_benchmark
from clausebench.cli.options import json_option
from clausebench.cli.output import print_json
from clausebench.domain.benchmark import BenchPlan, BenchResult
from clausebench.domain.errors import BadInputError

_SIZE = click.IntRange(1, 100_000)


@click.command("bench", short_help="Measure how fast weights are here.")
@click.argument("weights", type=click.Path(path_type=Path))
@click.option("--policy-tokens", type=_SIZE, default=1000, help="Length of the policy.")
@click.option("--content-tokens", type=_SIZE, default=60, help="Length of each content.")
@click.option("--generate", type=_SIZE, default=64, help="Tokens written per content.")
@click.option("--cases", type=_SIZE, default=32, help="How many contents.")
@click.option("--slots", default="1,2,4,8", help="How many at once, each tried: 1,2,4,8.")
@click.option("--repack/--no-repack", default=None, help="Default: if memory allows.")
@click.option("--plain/--no-plain", default=True, help="Also measure one by one, nothing shared.")
@json_option
def command(weights: Path, slots: str, repack: bool | None, as_json: bool, **sizes: Any) -> int:
    """Measure WEIGHTS, a gpt-oss GGUF file: reading, writing, many contents at once."""
    plan = BenchPlan(slots=_slots(slots), **sizes)
    result: BenchResult | None = None
    for event in run_benchmark(weights, plan, current_settings(), repack=repack):
        if isinstance(event, BenchResult):
            result = event
        elif sys.stderr.isatty():
            click.echo(f"{event.sentence} …", err=True)
    if result is None:
        raise AssertionError("a benchmark ends with its result")
    print_json(_form(result)) if as_json else _print(result)
    return 0


def _slots(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and 1 <= int(part) <= 64 for part in parts):
        raise BadInputError(
            f"“{text[:40]}” is no list of slots.", hint="Write numbers from 1 to 64: --slots 1,4"
        )
    return tuple(int(part) for part in parts)


def _form(result: BenchResult) -> dict[str, Any]:
    return {
        "load_s": result.load_s,
        "prefill_tok_s": result.prefill.p50,
        "prefill_tok_s_p95": result.prefill.p95,
        "decode_tok_s": result.decode.p50,
        "decode_tok_s_p95": result.decode.p95,
        "batch": [
            {
                "slots": speed.slots,
                "contents_s": speed.contents_s,
                "tok_s": speed.tok_s,
                "known_contents_s": speed.known_contents_s,
            }
            for speed in result.batch
        ],
        "edit_first_token_s": result.edit_first_token_s,
        "cold_first_token_s": result.cold_first_token_s,
        "plain_contents_s": result.plain_contents_s,
        "rss_mb": result.rss_mb,
        "peak_mb": result.peak_mb,
    }


def _print(result: BenchResult) -> None:
    click.echo(f"loading         {result.load_s:.2f} s")
    click.echo(
        f"reading         {result.prefill.p50:,.0f} tokens/s (p95 {result.prefill.p95:,.0f})"
    )
    click.echo(f"writing         {result.decode.p50:,.1f} tokens/s (p95 {result.decode.p95:,.1f})")
    for speed in result.batch:
        ratio = ""
        if result.plain_contents_s:
            ratio = f", {speed.contents_s / result.plain_contents_s:.1f} x the plain way"
        click.echo(
            f"{speed.slots:>2} at once      {speed.contents_s:.2f} contents/s{ratio}; "
            f"{speed.known_contents_s:.2f} when the policy is known"
        )
    if result.plain_contents_s:
        click.echo(f"the plain way   {result.plain_contents_s:.2f} contents/s")
    if result.cold_first_token_s is not None and result.edit_first_token_s is not None:
        click.echo(f"first token     {result.cold_first_token_s:.2f} s")
        click.echo(f"after an edit   {result.edit_first_token_s:.2f} s")
    click.echo(f"memory          {result.rss_mb:,.0f} MiB, at most {result.peak_mb:,.0f}")
