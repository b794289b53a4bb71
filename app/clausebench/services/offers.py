"""What a repository has to offer: single GGUF files, and the parts of one together."""

from __future__ import annotations

import re
from itertools import groupby

from clausebench.domain.weights import Choice, RemoteFile, RemoteRepo

_PART = re.compile(r"-\d{5}-of-\d{5}\.gguf$")


def offers(repo: RemoteRepo) -> tuple[Choice, ...]:
    """In the order of their names. Without GGUF files nothing."""
    files = repo.matching("*.gguf")
    groups = groupby(files, key=_stem)
    return tuple(Choice(repo, tuple(group)) for _, group in groups)


def _stem(file: RemoteFile) -> str:
    """The parts of one share it, and nobody else does."""
    return _PART.sub("", file.name)
