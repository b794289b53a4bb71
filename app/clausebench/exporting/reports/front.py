"""README and LICENSE of a bundle or pack."""

from __future__ import annotations

from clausebench.domain.bundle.release import Release
from clausebench.exporting.files import text_file

_PARTS = (
    ("source/policy.md", "the policy as its writer wrote it"),
    ("example_policies/, datasets/", "a ROOST policy pack: what the model reads, and the cases"),
    ("clauses.jsonl, cases.jsonl, precedents.jsonl, labels.jsonl", "the parts, exact"),
    ("human/guideline.md", "the same clauses for people who decide by hand"),
    ("reports/", "how it was tested, what changed"),
    ("schema/", "the answer's JSON Schema, grammar and golden answers"),
    ("integrations/", "promptfoo, OpenAI evals, Inspect, Ollama, vLLM, OPA, Osprey, Coop, Python"),
    ("bundle.json, CHECKSUMS.sha256", "what this bundle is, and the hash of every file"),
)


def readme(release: Release, *, is_bundle: bool = False) -> bytes:
    """What this is and how to check it."""
    lines = [
        f"# {release.title}",
        "",
        f"Version {release.version}, revision {release.revision}, {release.created}.",
        f"Policy hash: `{release.policy_sha256}`.",
        f"{len(release.clauses)} clauses, {len(release.cases)} cases.",
    ]
    if is_bundle:
        lines += ["", "| where | what |", "|---|---|"]
        lines += [f"| {where} | {what} |" for where, what in _PARTS]
        lines += [
            "",
            "Check it with `clausebench verify FILE`, run it with `clausebench test FILE`, or",
            "unpack it and run `sha256sum -c CHECKSUMS.sha256`.",
        ]
    return text_file("\n".join(lines))


def licence(release: Release) -> bytes:
    """The terms as they were named, and whom to name; nothing is granted here."""
    lines = [f"Terms of the policy “{release.title}”, version {release.version}", ""]
    if not release.licences:
        lines.append("No licence was named for this policy and its cases. Ask whoever sent it.")
    for item in release.licences:
        named = f" Attribution: {item.attribution}" if item.attribution else ""
        lines.append(f"- {item.covers}: {item.name or 'no licence named'}.{named}")
    return text_file("\n".join(lines))
