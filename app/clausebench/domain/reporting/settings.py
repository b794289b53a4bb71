"""Everything that has to be alike to get the same verdicts again, terms, and how to check."""

from __future__ import annotations

from collections.abc import Iterator

from clausebench.domain.bundle.names import bundle_name
from clausebench.domain.bundle.release import Release
from clausebench.domain.reporting.model import Block, Fact, Facts, Items, Paragraph, Section
from clausebench.domain.reporting.wording import isolated


def settings_section(release: Release) -> Section:
    """The whole fingerprint."""
    return Section("settings", "Settings", tuple(_settings(release)))


def _settings(release: Release) -> Iterator[Block]:
    settings = release.settings
    contract = Fact("Output contract", isolated(release.contract), is_code=True)
    if settings is None:
        yield Facts((contract,))
        yield Paragraph("No run, so no settings.")
        return
    sure = settings.stop_when_sure
    facts = [
        Fact("Engine", isolated(settings.engine), is_code=True),
        Fact("Name", isolated(settings.name)),
        Fact("Language model", "yes" if settings.is_language_model else "no"),
        contract,
        Fact("Effort", settings.effort.value),
        Fact("Sampler", settings.sampler.value),
        Fact("Seed", str(settings.seed)),
        Fact("Repeats", str(settings.repeats)),
        Fact("Place of the policy", settings.placement.value),
        Fact("Pinned date", isolated(settings.pinned_date or "none")),
        Fact("Stops early", f"from a chance of {sure / 1000:g} on" if sure else "never"),
        *(Fact(isolated(n), isolated(v), is_code=True) for n, v in settings.details),
    ]
    if release.metrics is not None:
        facts.append(Fact("Run", isolated(release.metrics.run), is_code=True))
    yield Facts(tuple(facts))


def terms_section(release: Release) -> Section:
    """Licences as they were named; nothing is granted here."""
    told = tuple(
        f"{isolated(item.covers)}: {isolated(item.name) or 'no licence named'}"
        + (f" ({isolated(item.attribution)})" if item.attribution else "")
        for item in release.licences
    )
    blocks: tuple[Block, ...] = (Items(told),) if told else (Paragraph("No licence was named."),)
    return Section("terms", "Licences", blocks)


def verify_section(release: Release) -> Section:
    """How a stranger can check what this report says."""
    name = bundle_name(release.slug, release.version)
    blocks: list[Block] = [
        Paragraph(
            "This report is a rendering for reading; it carries no signature. What can be "
            "signed and checked is the policy bundle it was written from."
        ),
        Items(
            (
                f"clausebench verify {name} checks every file of the bundle, and who signed it.",
                (
                    "The policy hash is the SHA-256 of the policy's exact text, source/policy.md "
                    "in the bundle: sha256sum source/policy.md has to give the same."
                ),
                f"clausebench test {name} judges the cases again, on your own machine.",
            )
        ),
        Facts(tuple(_hashes(release))),
    ]
    return Section("verify", "How to check this report", tuple(blocks))


def _hashes(release: Release) -> Iterator[Fact]:
    yield Fact("Policy hash", release.policy_sha256, is_code=True)
    for number, earlier in enumerate(release.lineage[:5], start=1):
        yield Fact(f"{number} before", isolated(earlier), is_code=True)
    if release.chain_head:
        yield Fact("History's last link", isolated(release.chain_head), is_code=True)
