"""Run with: inspect eval task.py --model openai-api/local/gpt-oss-safeguard-20b"""

from pathlib import Path

from inspect_ai import Task, task
from inspect_ai.dataset import FieldSpec, json_dataset
from inspect_ai.model import ChatMessageSystem
from inspect_ai.scorer import Score, Target, accuracy, scorer, stderr
from inspect_ai.solver import Generate, TaskState, generate, solver

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


@solver
def under_the_policy():
    """The policy as the system message, to the letter: nothing in it is taken for a template."""
    text = (HERE / "policy.md").read_bytes().decode("utf-8")

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        state.messages.insert(0, ChatMessageSystem(content=text))
        return state

    return solve


@task
def policy() -> Task:
    """The cases of the policy."""
    fields = FieldSpec(input="input", target="target", id="id", metadata=["clauses", "split"])
    samples = json_dataset(str(HERE / "samples.jsonl"), sample_fields=fields)
    return Task(dataset=samples, solver=[under_the_policy(), generate()], scorer=verdict())
