"""The function for Osprey, run with stand-ins for the few names that it takes from there."""

from __future__ import annotations

import sys
import types
from typing import Any

import pytest
from tests.exporting.test_golden import small_release

from clausebench.exporting import osprey


class _Failed(Exception):
    pass


class _Base:
    def __class_getitem__(cls, _: object) -> type:
        return cls


@pytest.fixture
def function(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module as Osprey would load it; its ``answer`` is what the model says."""
    names: dict[str, dict[str, object]] = {
        "osprey.engine.executor.execution_context": {
            "ExecutionContext": object,
            "ExpectedUdfException": _Failed,
        },
        "osprey.engine.udf.arguments": {"ArgumentsBase": object},
        "osprey.engine.udf.base": {"UDFBase": _Base},
        "osprey.worker.adaptor.plugin_manager": {"hookimpl_osprey": lambda hook: hook},
        "policy_verdict": {"judge": lambda text, url: module.answer},
    }
    for name, values in names.items():
        made = types.ModuleType(name)
        made.__dict__.update(values)
        monkeypatch.setitem(sys.modules, name, made)
    module = types.ModuleType("policy_verdict_udf")
    code = osprey.write(small_release())["policy_verdict_udf.py"]
    exec(compile(code, "policy_verdict_udf.py", "exec"), module.__dict__)  # our own text
    return module


def _call(function: Any, answer: object, policy: str = "spam") -> bool:
    function.answer = answer
    (udf,) = function.register_udfs()
    return bool(udf().execute(None, types.SimpleNamespace(text="x", policy=policy)))


def test_it_says_whether_a_text_violates(function: Any) -> None:
    assert _call(function, {"decision": "violates"})
    assert not _call(function, {"decision": "allowed"})
    assert not _call(function, {"decision": "escalate"})


def test_what_cannot_be_read_is_neither_yes_nor_no(function: Any) -> None:
    with pytest.raises(_Failed):
        _call(function, {"decision": None})
    with pytest.raises(_Failed):
        _call(function, {})
    with pytest.raises(ValueError, match="knows one policy: spam"):
        _call(function, {"decision": "violates"}, policy="ham")
