"""Policies and their immutable versions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """A named document whose identity survives edits."""

    id: str
    name: str
    created_at: str


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """Immutable text. ``hash`` is ``text_hash(text)``; ``number`` counts from 1 per policy."""

    id: str
    policy_id: str
    number: int
    hash: str
    text: str
    reason: str
    parent: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Unsaved text of a policy, kept at most a second behind the keyboard."""

    policy_id: str
    text: str
    cursor: int
    at: str
