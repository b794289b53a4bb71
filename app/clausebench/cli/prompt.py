"""``clausebench prompt``: exactly what the model would read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from clausebench.bootstrap import current_settings, render_prompt
from clausebench.cli.options import EngineOptions, json_option, workspace_option
from clausebench.cli.output import print_json
from clausebench.cli.policies import policy_text
from clausebench.domain.effort import Effort
from clausebench.domain.text import without_lone_surrogates


@click.command("prompt", short_help="Show the exact prompt.")
@click.argument("policy")
@click.option("--content", required=True, help="The content to judge.")
@click.option(
    "--weights", type=click.Path(path_type=Path), help="Count with this file's tokenizer."
)
@click.option("--effort", type=click.Choice([e.value for e in Effort]), help="How long to think.")
@workspace_option
@json_option
def command(
    policy: str,
    content: str,
    weights: Path | None,
    effort: str | None,
    workspace: Path | None,
    as_json: bool,
) -> int:
    """Print the exact text that POLICY and the content make, and its token ids with --weights."""
    options = EngineOptions(weights=weights, effort=effort, workspace=workspace)
    prompt = render_prompt(
        policy_text(policy, workspace),
        without_lone_surrogates(content),
        options.choice,
        options.run_settings(current_settings()),
    )
    if as_json:
        form: dict[str, Any] = {"text": prompt.text, "token_ids": None, "prefix_tokens": None}
        if prompt.token_ids is not None:
            form |= {"token_ids": list(prompt.token_ids), "prefix_tokens": prompt.prefix_tokens}
        print_json(form)
        return 0
    click.echo(prompt.text)
    if prompt.token_ids is not None:
        click.echo(
            f"\n{len(prompt.token_ids)} tokens, the first {prompt.prefix_tokens} shared by every "
            f"content under this policy:\n{' '.join(map(str, prompt.token_ids))}"
        )
    return 0
