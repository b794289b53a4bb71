"""Transcripts: answers of a model kept in a file.

A transcript file holds JSON Lines. Each line is one answer:

``policy``     sha256 of the policy text, with or without ``sha256:``; or a list of such hashes.
               ``policy_hash`` and ``policy_sha256`` are read as well
``content``    what was judged, exactly
``reasoning``  the analysis channel
``final``      the final channel
``effort``     optional; a line without it answers at any effort
``tokens``     optional object: ``prompt``, ``reasoning``, ``final``
``seconds``    optional
``stop``       optional, why the model stopped: ``complete`` unless said

Several lines with the same policy, content and effort are repeats; the seed chooses, in turn.
The hash is that of the text the model reads (``JudgeRequest.policy_text``): when an output
contract is composed into a policy, that is not the text its writer sees, and a line that shall
answer for both names both hashes.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from clausebench.domain.effort import Effort
from clausebench.domain.errors import BadInputError
from clausebench.domain.plain import PlainError, from_plain
from clausebench.domain.text import text_hash, without_lone_surrogates
from clausebench.domain.verdict import StopReason, TokenCounts

_HASH_NAMES = ("policy", "policy_hash", "policy_sha256")
_BETWEEN_CHECKS = 500
"""Lines, about 20 ms."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """One answer."""

    content: str
    reasoning: str
    final: str
    effort: Effort | None = None
    tokens: TokenCounts = field(default_factory=TokenCounts)
    seconds: float = 0.0
    stop: StopReason = StopReason.COMPLETE


Key = tuple[str, str]
"""Hash of the policy, hash of the content."""


@dataclass(frozen=True, slots=True)
class TranscriptFile:
    """``sha256`` is of the file's bytes; each key's answers are in the file's order."""

    sha256: str
    answers: dict[Key, tuple[Transcript, ...]]


def read_transcripts(path: Path, check: Callable[[], None]) -> TranscriptFile:
    """``check`` is called now and then and may raise, as ``CancelToken.check`` does.

    Raises ``BadInputError`` when the file cannot be read or a line is no answer.
    """
    data = _bytes_of(path)
    answers: defaultdict[Key, list[Transcript]] = defaultdict(list)
    for number, line in enumerate(_text_of(data).split("\n"), start=1):
        if number % _BETWEEN_CHECKS == 0:
            check()
        if line.strip():
            hashes, transcript = _read_line(line, number)
            for policy in hashes:
                answers[policy, text_hash(transcript.content)].append(transcript)
    digest = hashlib.sha256(data).hexdigest()
    return TranscriptFile(digest, {key: tuple(found) for key, found in answers.items()})


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInputError(
            f"The transcripts {path.name} cannot be read.",
            error.strerror or "",
            "Choose a file that exists and that you may read.",
        ) from error


def _text_of(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _bad_line(line, "it is not UTF-8") from None


def _read_line(line: str, number: int) -> tuple[list[str], Transcript]:
    try:
        plain = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _bad_line(number, "it is not JSON") from None
    if not isinstance(plain, dict):
        raise _bad_line(number, "it is not a JSON object")
    try:
        # A null is what other tools write for a value they do not know.
        known = {name: value for name, value in plain.items() if value is not None}
        transcript = from_plain(Transcript, known)
    except PlainError as error:
        # Only the name of the field: the rest of the message may hold content.
        field = str(error).partition(":")[0].removeprefix("Transcript.")
        raise _bad_line(number, f"{field!r} is missing or of the wrong kind") from None
    # The answer goes on to places that hold UTF-8; the content is only compared.
    reasoning, final = map(without_lone_surrogates, (transcript.reasoning, transcript.final))
    return _hashes(plain, number), replace(transcript, reasoning=reasoning, final=final)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _hashes(plain: dict[str, object], number: int) -> list[str]:
    given = next((plain[name] for name in _HASH_NAMES if plain.get(name)), None)
    found = given if isinstance(given, list) else [given]
    hashes = ["sha256:" + str(x).lower().removeprefix("sha256:") for x in found]
    if not all(_is_hash(x) for x in hashes):
        raise _bad_line(number, "'policy' is not the sha256 of a policy text")
    return hashes


def _is_hash(text: str) -> bool:
    digits = text.removeprefix("sha256:")
    return len(digits) == 64 and set(digits) <= set("0123456789abcdef")


def _bad_line(number: int, why: str) -> BadInputError:
    return BadInputError(
        f"Line {number} of the transcripts is not an answer: {why}.",
        hint="Each line is a JSON object with policy, content, reasoning and final.",
    )
