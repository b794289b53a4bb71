"""Word matching against a policy's own examples: the engine that is always there."""

from __future__ import annotations

from clausebench.engines.triage.engine import TriageEngine

__all__ = ["TriageEngine"]
