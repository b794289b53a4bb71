"""How a verdict came about: everything that could have changed it."""

from __future__ import annotations

from collections.abc import Iterator

from clausebench.domain.run import Run, StoredVerdict
from clausebench.ui.panels.history.run_words import PLACEMENT_WORDS, SAMPLER_WORDS, wording_words
from clausebench.ui.text.clock_words import clock_words

Fact = tuple[str, str]

_DETAILS_OF_THE_RUN = frozenset({"sampler", "placement", "pinned_date"})


def facts(run: Run, stored: StoredVerdict | None) -> Iterator[Fact]:
    """Names and values, the ones that people ask for most first."""
    settings, engine = run.settings, run.engine
    yield "Policy", f"{run.policy_name or 'unnamed'}, {wording_words(run)}"
    yield "Engine", engine.name if engine.is_language_model else f"{engine.name}: no language model"
    yield "Effort", str(settings.effort)
    yield "Sampling", SAMPLER_WORDS[settings.sampler]
    yield "Seed", str(stored.verdict.seed if stored else settings.seed)
    yield "Repeats", str(settings.repeats)
    yield "Policy placement", PLACEMENT_WORDS[settings.placement]
    yield "Date told to the model", settings.pinned_date or "none"
    for name, value in engine.details:
        if name not in _DETAILS_OF_THE_RUN:
            yield name.replace("_", " ").replace("-", " ").capitalize(), value
    yield "Policy text", run.policy_hash
    yield "Began", clock_words(run.started_at)
    if run.finished_at:
        yield "Ended", clock_words(run.finished_at)
