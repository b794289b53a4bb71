"""Osprey (ROOST): labels, a function that asks for a verdict, and a rule that uses it."""

from __future__ import annotations

from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import ClauseKind
from clausebench.exporting.client import client_module
from clausebench.exporting.files import Files, text_file
from clausebench.exporting.yaml_text import yaml_file

_UDF = '''\
"""Osprey function PolicyVerdict for the policy {slug}, version {version}.

Made by Clausebench. Call it behind cheap conditions and never on every event: each call asks a
language model and takes seconds. In the async worker derive it from AsyncUDFBase, with a timeout
that leaves the model time.
"""

import os
from typing import Any, Sequence, Type

from osprey.engine.executor.execution_context import ExecutionContext, ExpectedUdfException
from osprey.engine.udf.arguments import ArgumentsBase
from osprey.engine.udf.base import UDFBase
from osprey.worker.adaptor.plugin_manager import hookimpl_osprey

from policy_verdict import judge

URL = os.environ.get("POLICY_VERDICT_URL", "http://127.0.0.1:8080/v1")


class PolicyVerdictArguments(ArgumentsBase):
    text: str
    policy: str


class PolicyVerdict(UDFBase[PolicyVerdictArguments, bool]):
    """Whether the text violates the policy. No answer, and one that cannot be read, are neither
    a violation nor none: the function fails, and rules that need it do not apply."""

    execute_async = True

    def execute(
        self, execution_context: ExecutionContext, arguments: PolicyVerdictArguments
    ) -> bool:
        if arguments.policy != "{slug}":
            raise ValueError("this function knows one policy: {slug}")
        try:
            decision = judge(arguments.text, URL)["decision"]
        except (OSError, ValueError, LookupError) as error:
            raise ExpectedUdfException() from error
        if decision is None:
            raise ExpectedUdfException()
        return decision == "violates"


@hookimpl_osprey
def register_udfs() -> Sequence[Type[UDFBase[Any, Any]]]:
    return [PolicyVerdict]
'''
_RULE = """\
# Made by Clausebench for {sha256}.
Violates{camel} = Rule(
  when_all=[PolicyVerdict(text=PostText, policy='{slug}')],
  description='The text violates the policy {slug}, version {version}',
)

WhenRules(
  rules_any=[Violates{camel}],
  then=[LabelAdd(entity=UserId, label='{label}')],
)
"""


def write(release: Release) -> Files:
    """``labels.yaml``, ``policy_verdict_udf.py``, ``rule.sml`` and the client they use."""
    slug, version = release.slug, release.version
    label = slug.replace("-", "_")
    camel = "".join(part.capitalize() for part in slug.split("-"))
    return {
        "labels.yaml": yaml_file({"labels": _labels(release, label)}),
        "policy_verdict_udf.py": text_file(_UDF.format(slug=slug, version=version)),
        "policy_verdict.py": client_module(release),
        "rule.sml": text_file(
            _RULE.format(
                sha256=release.policy_sha256, slug=slug, camel=camel, version=version, label=label
            )
        ),
    }


def _labels(release: Release, name: str) -> dict[str, object]:
    """One for the policy, and one for each violating clause with a code."""
    clauses = [c for c in release.clauses if c.code and c.kind is ClauseKind.VIOLATES]
    described = {name: f"Violates the policy “{release.title}”."}
    for clause in clauses:
        code = str(clause.code).casefold().replace(".", "_").replace("-", "_")
        described[f"{name}_{code}"] = f"{clause.code} {clause.title}".strip()
    return {
        label: {"valid_for": ["User"], "connotation": "negative", "description": words}
        for label, words in described.items()
    }
