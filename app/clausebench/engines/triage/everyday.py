"""Everyday sentences in many languages: what ordinary text looks like, to tell it from the rest.

They serve as a yardstick (how close does a sentence about nothing in particular come to this
policy?) and tell common words from rare ones. One file per language, one sentence per line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from clausebench.engines.triage.folding import fold, words
from clausebench.engines.triage.passages import Passage

_CLEARLY = 2
"""Words; close relatives share one easily."""


@dataclass(frozen=True, slots=True)
class Language:
    """``code`` is ISO 639-1."""

    code: str
    sentences: tuple[Passage, ...]
    vocabulary: frozenset[str]


@cache
def languages() -> tuple[Language, ...]:
    """Every language there is a file for, in the order of their codes."""
    folder = files(__package__) / "everyday"
    found = sorted(f.name for f in folder.iterdir() if f.name.endswith(".txt"))
    return tuple(_read(name, (folder / name).read_text("utf-8")) for name in found)


def language_of(texts: Sequence[str]) -> Language:
    """The language whose everyday words are the largest share of the texts' words."""
    spoken = [word for text in texts for word in words(fold(text))]
    return max(languages(), key=lambda x: sum(word in x.vocabulary for word in spoken))


def is_foreign(content: Sequence[Passage], language: Language) -> bool:
    """Whether the everyday words of another language clearly outnumber this one's."""
    spoken = [word for passage in content for word in passage.words]
    hits = {x.code: sum(word in x.vocabulary for word in spoken) for x in languages()}
    return max(hits.values()) - hits[language.code] >= _CLEARLY


def _read(name: str, text: str) -> Language:
    sentences = tuple(Passage(line) for line in text.splitlines() if line)
    vocabulary = frozenset(word for s in sentences for word in s.words)
    return Language(name.removesuffix(".txt"), sentences, vocabulary)
