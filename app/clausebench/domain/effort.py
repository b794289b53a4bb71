"""How the model is asked to think: effort, sampling, prompt placement."""

from __future__ import annotations

from enum import StrEnum


class Effort(StrEnum):
    """Harmony reasoning effort."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Sampler(StrEnum):
    """``published``: temperature 1, top-p 1, as OpenAI recommends. ``repeatable``: greedy."""

    PUBLISHED = "published"
    REPEATABLE = "repeatable"


class Placement(StrEnum):
    """Where the policy stands in the prompt; results differ, so every run records it.

    ``harmony``: developer message as openai-harmony renders it. ``template``: as the Hugging
    Face chat template does (two more newlines). ``system``: inside the system message.
    """

    HARMONY = "harmony"
    TEMPLATE = "template"
    SYSTEM = "system"


class Pacing(StrEnum):
    """Whether an engine may judge several contents in one computation."""

    FASTEST = "fastest"
    EXACT = "exact"


class Repacking(StrEnum):
    """Whether weights are kept in memory a second time, in an order that is computed faster."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"
