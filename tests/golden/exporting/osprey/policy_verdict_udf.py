"""Osprey function PolicyVerdict for the policy spam, version 1.

Made by Clausebench. Call it behind cheap conditions and never on every event: each call asks a
language model and takes seconds.
"""

import os
from typing import Any, Sequence, Type

from osprey.engine.executor.execution_context import ExecutionContext
from osprey.engine.udf.arguments import ArgumentsBase
from osprey.engine.udf.base import UDFBase
from osprey.worker.adaptor.plugin_manager import hookimpl_osprey

from policy_verdict import judge

URL = os.environ.get("POLICY_VERDICT_URL", "http://127.0.0.1:8080/v1")


class PolicyVerdictArguments(ArgumentsBase):
    text: str
    policy: str


class PolicyVerdict(UDFBase[PolicyVerdictArguments, bool]):
    """Whether the text violates the policy. Unreadable answers are no violation: log them."""

    execute_async = True

    def execute(
        self, execution_context: ExecutionContext, arguments: PolicyVerdictArguments
    ) -> bool:
        if arguments.policy != "spam":
            raise ValueError("this function knows one policy: spam")
        return judge(arguments.text, URL)["decision"] == "violates"


@hookimpl_osprey
def register_udfs() -> Sequence[Type[UDFBase[Any, Any]]]:
    return [PolicyVerdict]
