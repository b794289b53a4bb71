"""Every format that a release can be written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from clausebench.domain.bundle.names import bundle_name
from clausebench.domain.bundle.release import Release
from clausebench.domain.reporting import ReportKind
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
    roost,
    structured_requests,
    tabular,
)
from clausebench.exporting.bundle import write_bundle
from clausebench.exporting.files import Files
from clausebench.exporting.reports import guideline, page, pdf


@dataclass(frozen=True, slots=True)
class Format:
    """One format: ``title`` is for people, ``write`` gives files with relative names."""

    title: str
    write: Callable[[Release], Files]


def _bundle(release: Release) -> Files:
    return {bundle_name(release.slug, release.version): write_bundle(release)}


ALL: Mapping[str, Format] = {
    "bundle": Format("A policy bundle: everything in one verifiable file", _bundle),
    "promptfoo": Format("A promptfoo project", promptfoo.write),
    "openai-evals": Format("An OpenAI evals registry entry with samples", openai_evals.write),
    "inspect": Format("An Inspect task with its data set", inspect_dataset.write),
    "ollama": Format("An Ollama Modelfile", ollama.write),
    "requests": Format("Requests for Chat, Responses and vLLM", structured_requests.write),
    "vllm": Format("Requests for Chat, Responses and vLLM", structured_requests.write),
    "batch": Format("Batch files for OpenAI and vLLM", batch.write),
    "roost": Format("A ROOST policy pack", roost.write),
    "csv": Format("The cases for spreadsheets", tabular.write_csv),
    "jsonl": Format("The cases for programs", tabular.write_jsonl),
    "opa": Format("An OPA bundle: from verdict to action", opa.write),
    "osprey": Format("Osprey labels, function and rule", osprey.write),
    "coop": Format("Coop policies", coop.write),
    "criteria": Format("Criteria texts for Zentropi and any-guardrail", criteria.write),
    "python": Format("A Python client with golden answers", client.write),
    "html": Format("A report for people, one page", page.write),
    "pdf": Format("A report for people, on paper", pdf.write),
    "guideline": Format("A guideline for moderators: page, paper and Markdown", guideline.write),
}
"""By name, as the command line knows them."""

REPORTS: Mapping[str, Callable[[Release, ReportKind], Files]] = {
    "html": page.write,
    "pdf": pdf.write,
}
"""Those that come as several sorts of report."""
