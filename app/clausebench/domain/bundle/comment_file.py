"""A file of comments as a reviewer's browser saves it. The names are the format's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from clausebench.domain.bundle.commenting import Mark, SubjectKind

FORMAT: Final = "clausebench-comments"
FORMAT_VERSION: Final = 1
SUFFIX: Final = ".comments.json"

MAX_BYTES: Final = 8 << 20
MAX_COMMENTS: Final = 2_000
MAX_WORDS: Final = 20_000
"""Characters of one comment; the review page takes no more."""


@dataclass(frozen=True, slots=True)
class ReviewedPolicy:
    """Which text was reviewed: ``sha256`` is its identity, the rest is for people."""

    slug: str
    title: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FileComment:
    """One comment. ``id`` is 32 hexadecimal digits that the page drew; ``ref`` is a clause's id
    or a case's name."""

    id: str
    subject: SubjectKind
    ref: str
    name: str
    mark: Mark
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class CommentFile:
    """``package`` is the hash of what the page showed; times are the reviewer's."""

    format: str
    version: int
    package: str
    policy: ReviewedPolicy
    who: str
    saved: str
    comments: tuple[FileComment, ...]


def plain_words(text: str) -> str:
    """Several lines without characters that steer or hide; joiners stay, as in titles."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_line(line) for line in lines).strip()


def _line(text: str) -> str:
    kept = (c for c in text if c.isprintable() or c in "\t\u200c\u200d\u00a0\u3000")
    return "".join(kept).rstrip()
