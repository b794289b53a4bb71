"""A ROOST policy pack: unpacked below ``policy-packs/<organisation>/`` it is a contribution."""

from __future__ import annotations

from clausebench.domain.bundle.names import prompt_name
from clausebench.domain.bundle.release import Release
from clausebench.exporting import tabular
from clausebench.exporting.files import Files, text_file
from clausebench.exporting.reports.front import licence, readme


def write(release: Release) -> Files:
    """``README.md``, ``LICENSE``, the policy and its data set."""
    return {"README.md": readme(release), "LICENSE": licence(release), **pack(release)}


def pack(release: Release) -> Files:
    """The two folders that make a pack of a bundle."""
    index = f"# Example policies\n\n- [{release.title}]({release.slug}/policy.md)"
    return {
        "example_policies/README.md": text_file(index),
        prompt_name(release.slug): release.prompt.encode(),
        f"datasets/{release.slug}.csv": tabular.table(release),
    }
