"""Every format that a release can be written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.bundle.names import bundle_name
from clausebench.domain.bundle.release import Release
from clausebench.exporting import (
    batch,
    client,
    coop,
    criteria,
    inspect_dataset,
    ollama,
    opa,
    openai_evals,
    osprey,
    promptfoo,
    review,
    roost,
    structured_requests,
    tabular,
)
from clausebench.exporting.bundle import write_bundle
from clausebench.exporting.files import Files
from clausebench.exporting.reports import page


class Group(StrEnum):
    """What somebody wants to do with it, in the order in which people are asked."""

    PEOPLE = "For people to read"
    CLAUSEBENCH = "For Clausebench"
    TESTING = "For testing elsewhere"
    RUNNING = "For running the policy"
    MODERATION = "For moderation systems"
    TABLES = "Tables of test cases"


@dataclass(frozen=True, slots=True)
class Format:
    """One format: ``title`` is for people, ``write`` gives files with relative names; ``purpose``
    says in a line what it is good for."""

    title: str
    write: Callable[[Release], Files]
    group: Group = Group.PEOPLE
    purpose: str = ""


def _bundle(release: Release) -> Files:
    return {bundle_name(release.slug, release.version): write_bundle(release)}


ALL: Mapping[str, Format] = {
    "bundle": Format(
        "A policy bundle: everything in one verifiable file",
        _bundle,
        Group.CLAUSEBENCH,
        "Recommended: text, test cases, proof; can be signed.",
    ),
    "promptfoo": Format(
        "A promptfoo project",
        promptfoo.write,
        Group.TESTING,
        "Runs the test cases with any model in promptfoo.",
    ),
    "openai-evals": Format(
        "An OpenAI evals registry entry with samples",
        openai_evals.write,
        Group.TESTING,
        "Runs the test cases in the OpenAI evals program.",
    ),
    "inspect": Format(
        "An Inspect task with its data set",
        inspect_dataset.write,
        Group.TESTING,
        "Runs the test cases in the Inspect program.",
    ),
    "ollama": Format(
        "An Ollama Modelfile",
        ollama.write,
        Group.RUNNING,
        "Judges with this policy on one computer, in Ollama.",
    ),
    "requests": Format(
        "Requests for Chat, Responses and vLLM",
        structured_requests.write,
        Group.RUNNING,
        "Sends one content at a time to a server.",
    ),
    "vllm": Format(
        "Requests for Chat, Responses and vLLM",
        structured_requests.write,
        Group.RUNNING,
        "The same files as the requests.",
    ),
    "batch": Format(
        "Batch files for OpenAI and vLLM",
        batch.write,
        Group.RUNNING,
        "Judges all test cases in one go, for less.",
    ),
    "roost": Format(
        "A ROOST policy pack",
        roost.write,
        Group.MODERATION,
        "For the ROOST model community and its tools.",
    ),
    "csv": Format(
        "The cases for spreadsheets",
        tabular.write_csv,
        Group.TABLES,
        "Opens in Excel, Numbers and Google Sheets.",
    ),
    "jsonl": Format(
        "The cases for programs",
        tabular.write_jsonl,
        Group.TABLES,
        "One test case a line, with everything that is known of it.",
    ),
    "opa": Format(
        "An OPA bundle: from verdict to action",
        opa.write,
        Group.MODERATION,
        "For the Open Policy Agent, which acts on verdicts.",
    ),
    "osprey": Format(
        "Osprey labels, function and rule",
        osprey.write,
        Group.MODERATION,
        "For the Osprey rules engine.",
    ),
    "coop": Format(
        "Coop policies",
        coop.write,
        Group.MODERATION,
        "For Coop, ROOST's review console.",
    ),
    "criteria": Format(
        "Criteria texts for Zentropi and any-guardrail",
        criteria.write,
        Group.MODERATION,
        "For classifiers that take a criterion in words.",
    ),
    "python": Format(
        "A Python client with golden answers",
        client.write,
        Group.RUNNING,
        "For engineers who build it into a program.",
    ),
    "html": Format(
        "A report for people, one page",
        page.write,
        Group.PEOPLE,
        "Opens in any browser and prints well.",
    ),
    "review": Format(
        "A page on which reviewers comment",
        review.write,
        Group.PEOPLE,
        "Opens in any browser; what they write comes back as a file.",
    ),
}
"""By name, as the command line knows them."""
