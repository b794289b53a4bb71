"""Read a file of comments as if an enemy had made it: small, strict, and cleaned."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from clausebench.domain.bundle.comment_file import (
    FORMAT,
    FORMAT_VERSION,
    MAX_BYTES,
    MAX_COMMENTS,
    MAX_WORDS,
    SUFFIX,
    CommentFile,
    FileComment,
    ReviewedPolicy,
    plain_words,
)
from clausebench.domain.bundle.commenting import Mark
from clausebench.domain.bundle.names import plain_title
from clausebench.domain.errors import BadInputError
from clausebench.domain.plain import PlainError, from_plain
from clausebench.importing.bundle.strict_json import strict_value

_MAX_VALUES: Final = 200_000
"""Brackets and braces, commas inside of words included: what bounds the memory of the values."""
_LONGEST_REF: Final = 500
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{32}")
_START = re.compile(rb'\s*\{\s*"format"\s*:\s*"' + FORMAT.encode() + rb'"')


def is_comment_file(path: Path) -> bool:
    """By its name, or by how it begins. False for what cannot be read."""
    if path.name.casefold().endswith(SUFFIX):
        return True
    try:
        with path.open("rb") as file:
            return _START.match(file.read(200)) is not None
    except OSError:
        return False


def read_comment_file(path: Path) -> CommentFile:
    """Raises ``BadInputError``."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInputError(f"{path.name} cannot be read: {error.strerror}.") from error
    return read_comments(data, path.name)


def read_comments(data: bytes, name: str) -> CommentFile:
    """The comments with every text cleaned of what steers or hides. Raises ``BadInputError``;
    ``name`` is the file's."""
    if len(data) > MAX_BYTES:
        raise _refused(name, f"is larger than {MAX_BYTES >> 20} MiB")
    if sum(map(data.count, (b"[", b"{", b","))) > _MAX_VALUES:
        raise _refused(name, "holds more values than comments need")
    try:
        value = strict_value(data)
    except ValueError:
        raise _refused(name, "is not valid JSON") from None
    _refuse_others(value, name)
    _refuse_unknown(value, name)
    try:
        found = from_plain(CommentFile, value)
    except (PlainError, RecursionError):
        raise _refused(name, "does not hold what belongs there") from None
    return _cleaned(found, name)


def _refuse_others(value: Any, name: str) -> None:
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise _refused(name, "holds no comments")
    version = value.get("version")
    if version != FORMAT_VERSION:
        raise BadInputError(
            f"{name} is of format {str(version)[:20]}; this program reads {FORMAT_VERSION}.",
            "Nothing was kept.",
            "A newer Clausebench may read it.",
        )


def _refuse_unknown(value: dict[str, Any], name: str) -> None:
    policy, comments = value.get("policy"), value.get("comments")
    if isinstance(comments, list) and len(comments) > MAX_COMMENTS:
        raise _refused(name, f"has more than {MAX_COMMENTS:,} comments")
    parts = [(CommentFile, value), (ReviewedPolicy, policy)]
    parts += [(FileComment, each) for each in comments] if isinstance(comments, list) else []
    for kind, part in parts:
        known = {field.name for field in fields(kind)}
        unknown = [key for key in part if key not in known] if isinstance(part, dict) else []
        if unknown:
            raise _refused(name, f"has a field that no comment has: “{plain_title(unknown[0])}”")


def _cleaned(found: CommentFile, name: str) -> CommentFile:
    who = plain_title(found.who)
    policy = replace(
        found.policy, title=plain_title(found.policy.title), slug=plain_title(found.policy.slug)
    )
    if not who:
        raise _refused(name, "does not say who comments")
    if not (_HASH.fullmatch(found.package) and _HASH.fullmatch(policy.sha256)):
        raise _refused(name, "does not say which text it is about")
    comments = tuple(
        _comment(comment, f"comment {number}", name)
        for number, comment in enumerate(found.comments, start=1)
    )
    if len({comment.id for comment in comments}) != len(comments):
        raise _refused(name, "has two comments of one id")
    return replace(found, who=who, policy=policy, comments=comments)


def _comment(comment: FileComment, which: str, name: str) -> FileComment:
    text = plain_words(comment.text)
    if not _ID.fullmatch(comment.id) or not _is_moment(comment.at):
        raise _refused(name, f"has a {which} without a proper id or time")
    if len(text) > MAX_WORDS or len(comment.ref) > _LONGEST_REF:
        raise _refused(name, f"has a {which} that is too long")
    if not text and comment.mark is not Mark.AGREE:
        raise _refused(name, f"has a {which} without words")
    return replace(comment, text=text, name=plain_title(comment.name) or "(no name)")


def _is_moment(text: str) -> bool:
    try:
        return len(text) <= 40 and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _refused(name: str, what: str) -> BadInputError:
    return BadInputError(
        f"{name} {what}.",
        "The file is refused, and nothing of it was kept.",
        "Ask the reviewer to save the comments again.",
    )
