"""Osprey function PolicyVerdict for the policy spam, version 1.

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
        if arguments.policy != "spam":
            raise ValueError("this function knows one policy: spam")
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
