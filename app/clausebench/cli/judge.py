"""``clausebench judge``: one content under one policy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from clausebench.bootstrap import current_settings, open_desk
from clausebench.cli.confidence import confidence_form, print_confidence
from clausebench.cli.options import EngineOptions, engine_options, json_option
from clausebench.cli.output import mark, paragraph, print_json, verdict_form
from clausebench.cli.policies import find_subject
from clausebench.cli.progress import Progress
from clausebench.domain.cancel import CancelToken
from clausebench.domain.clause import Decision
from clausebench.domain.errors import BadInputError
from clausebench.domain.metrics import majority
from clausebench.domain.text import without_lone_surrogates
from clausebench.domain.verdict import Verdict, VerdictStatus
from clausebench.importing.cases import read_bytes, read_text
from clausebench.services.judging import Judged, JudgeOrder


@click.command("judge", short_help="Judge one content under a policy.")
@click.argument("policy")
@click.option("--content", help="The content to judge.")
@click.option("--file", "file", type=click.Path(path_type=Path), help="A file with the content.")
@click.argument("dash", required=False, type=click.Choice(["-"]))
@engine_options
@click.option(
    "--confidence",
    is_flag=True,
    help="Also measure each label's chance, and when the reasoning made up its mind.",
)
@json_option
def command(
    policy: str,
    content: str | None,
    file: Path | None,
    dash: str | None,
    confidence: bool,
    as_json: bool,
    **given: Any,
) -> int:
    """Judge one content under POLICY: a file, a folder with policy.md, or a workspace name.

    The content comes from --content, --file, or standard input (-).
    """
    options = EngineOptions(**given)
    judged_content = _content(content, file, dash)
    settings = current_settings()
    with open_desk(options.workspace_path, options.choice, settings) as desk:
        subject = find_subject(desk, policy).subject
        order = JudgeOrder(
            subject.text,
            judged_content,
            options.run_settings(settings),
            subject.policy_id,
            subject.name,
            subject.version_number,
            measures_certainty=confidence,
        )
        progress = Progress(quiet=as_json)
        verdicts = []
        for event in desk.judging.judge(order, CancelToken()):
            progress.show(event)
            if isinstance(event, Judged):
                verdicts.append(event.stored.verdict)
        progress.done()
    if as_json:
        print_json(_form(verdicts) | (confidence_form(verdicts) if confidence else {}))
    else:
        _print(verdicts)
        if confidence:
            print_confidence(verdicts)
    return 3 if all(v.status is VerdictStatus.CRASHED for v in verdicts) else 0


def _content(text: str | None, file: Path | None, dash: str | None) -> str:
    """Exactly one source; an empty content is refused."""
    if sum(source is not None for source in (text, file, dash)) != 1:
        raise BadInputError(
            "Name one content to judge.",
            hint="Use --content TEXT, --file FILE, or - for standard input.",
        )
    if text is not None:
        content = text
    elif file is not None:
        content = read_text(file)
    else:
        content = _standard_input()
    if not content.strip():
        raise BadInputError("The content is empty.", hint="Give some text to judge.")
    return without_lone_surrogates(content)


def _standard_input() -> str:
    """What is no UTF-8 becomes U+FFFD: other programs' output is judged as far as it goes."""
    if sys.stdin is None:
        raise BadInputError(
            "There is no standard input.", hint="Use --content TEXT or --file FILE."
        )
    return read_bytes(sys.stdin.buffer, "Standard input").decode("utf-8", "replace")


def _form(verdicts: list[Verdict]) -> dict[str, Any]:
    """One verdict as itself; several as the majority's first, with all and their agreement."""
    if len(verdicts) == 1:
        return verdict_form(verdicts[0])
    decision, agreement = majority([v.decision for v in verdicts])
    shown = next((v for v in verdicts if v.decision is decision), verdicts[0])
    return {
        **verdict_form(shown),
        "decision": decision,
        "agreement": agreement,
        "repeats": [verdict_form(v) for v in verdicts],
    }


def _print(verdicts: list[Verdict]) -> None:
    for verdict in verdicts[:1]:
        _print_verdict(verdict)
    if len(verdicts) > 1:
        decision, share = majority([v.decision for v in verdicts])
        name = decision.value if isinstance(decision, Decision) else "no majority"
        click.echo(f"\n{name}: {share:.0%} of {len(verdicts)} repeats")
        for number, verdict in enumerate(verdicts, start=1):
            click.echo(f"  {number}. {mark(verdict.decision, verdict.status)}  seed {verdict.seed}")


def _print_verdict(verdict: Verdict) -> None:
    title = [mark(verdict.decision, verdict.status), verdict.label or "", " ".join(verdict.clauses)]
    click.echo("  ".join(part for part in title if part))
    click.echo(paragraph(verdict.reasoning.strip()))
    if verdict.rationale:
        click.echo("\nRationale")
        click.echo(paragraph(verdict.rationale))
    for finding in verdict.findings:
        click.echo(f"  {finding.severity}: {finding.message}")
    model = "" if verdict.engine.is_language_model else ", not a language model"
    click.echo(
        f"\n{verdict.engine.name}{model} · effort {verdict.effort} · {verdict.seconds:.1f} s"
    )
