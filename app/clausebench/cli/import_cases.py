"""``clausebench import`` for test cases: into a policy that is there, or a pack with its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from clausebench.cli.import_choices import (
    Given,
    choices_of,
    drained,
    grid_of,
    is_wanted,
    named_policy,
)
from clausebench.cli.import_words import print_proposal, proposal_form
from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid
from clausebench.importing.grids.reading import pack_sets
from clausebench.importing.policy_source import read_policy
from clausebench.services.desk import Desk
from clausebench.services.importing import Proposal, Target


def import_cases(desk: Desk, path: Path, given: Given) -> list[dict[str, Any]]:
    """A file's rows as test cases of ``--policy``."""
    policy = named_policy(desk, given)
    proposal = _proposal(desk, grid_of(path, given), desk.importing.target(policy.id), given)
    _show(proposal, policy.name, given)
    kept = None
    if _is_wanted(proposal, f"Keep {len(proposal.coming):,} test cases?", given):
        kept = _keep(desk, proposal, policy.name, given)
    return [{**proposal_form(proposal), "import": kept}]


def import_pack(desk: Desk, folder: Path, given: Given) -> list[dict[str, Any]]:
    """Every policy of the pack that has a set: the policy is made when its cases are wanted, or
    its cases go to the policy that is there, if that has the same text."""
    forms = [
        _import_set(desk, policy_file, grid_of(data, given), given)
        for _slug, policy_file, data in pack_sets(folder)
    ]
    if not forms:
        raise BadInputError(
            f"{folder.name} is no pack of policies with sets.",
            "Looked for example_policies/NAME/policy.md with datasets/NAME.csv, for NAME.policy.md"
            " with NAME.csv, and for policy.txt with golden_dataset.csv.",
            "Name the files themselves.",
        )
    return forms


def _import_set(desk: Desk, policy_file: Path, grid: Grid, given: Given) -> dict[str, Any]:
    text = read_policy(policy_file).text
    (subject,) = desk.importing.subjects([text])
    name = subject.name or policy_file.stem
    proposal = _proposal(desk, grid, Target(subject.policy_id or "", text), given)
    _show(proposal, name if subject.policy_id else f"the new policy {name}", given)
    question = f"Keep {len(proposal.coming):,} test cases" + (
        "?" if subject.policy_id else f", and the policy {name}?"
    )
    kept = None
    if _is_wanted(proposal, question, given):
        if not subject.policy_id:
            policy = desk.library.import_policy(policy_file).policy
            name, proposal = policy.name, proposal.under(policy.id)
        kept = _keep(desk, proposal, name, given)
    return {**proposal_form(proposal), "policy": name, "import": kept}


def _proposal(desk: Desk, grid: Grid, target: Target, given: Given) -> Proposal:
    running = desk.importing.propose(grid, target, choices_of(given), CancelToken())
    return drained(running, given)


def _show(proposal: Proposal, policy: str, given: Given) -> None:
    if not given["as_json"]:
        print_proposal(proposal, policy)


def _is_wanted(proposal: Proposal, question: str, given: Given) -> bool:
    return bool(proposal.coming) and not given["dry_run"] and is_wanted(question, given)


def _keep(desk: Desk, proposal: Proposal, policy: str, given: Given) -> str:
    imported = drained(desk.importing.confirm(proposal, CancelToken()), given)
    if not given["as_json"]:
        click.echo(
            f"\nKept {imported.made.cases:,} test cases of {policy}."
            f" Take them back with: clausebench import --undo {imported.made.id}"
        )
    return imported.made.id
