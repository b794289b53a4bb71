"""Run with: inspect eval task.py --model openai-api/local/gpt-oss-safeguard-20b"""

from pathlib import Path

from inspect_ai import Task, task
from inspect_ai.dataset import FieldSpec, json_dataset
from inspect_ai.scorer import Score, Target, accuracy, scorer, stderr
from inspect_ai.solver import TaskState, generate

from policy_verdict import read

HERE = Path(__file__).parent


@scorer(metrics=[accuracy(), stderr()])
def verdict():
    """Correct when the answer decides as expected. Unreadable answers are never correct."""

    async def score(state: TaskState, target: Target) -> Score:
        found = read(state.output.completion)
        value = "C" if found["decision"] == target.text else "I"
        return Score(value=value, answer=found["decision"], explanation=found["status"])

    return score


@task
def policy() -> Task:
    """The cases of the policy."""
    fields = FieldSpec(input="input", target="target", id="id", metadata=["clauses", "split"])
    samples = json_dataset(str(HERE / "samples.jsonl"), sample_fields=fields)
    return Task(dataset=samples, solver=generate(), scorer=verdict())
