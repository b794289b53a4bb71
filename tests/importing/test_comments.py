"""Comments are read as if an enemy had written the file."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.comment_files import AT, comment, comment_file, write_file

from clausebench.domain.bundle.comment_file import MAX_BYTES, MAX_COMMENTS, MAX_WORDS
from clausebench.domain.bundle.commenting import Mark, SubjectKind
from clausebench.domain.errors import BadInputError
from clausebench.importing.comments import is_comment_file, read_comment_file, read_comments

HASH = f"sha256:{'a' * 64}"


def _read(value: object) -> Any:
    return read_comments(json.dumps(value).encode(), "a.comments.json")


def test_what_the_page_saved_is_read(tmp_path: Path) -> None:
    agreed = comment(2, subject="policy", ref="", name="Spam", mark="agree", text="")
    path = write_file(tmp_path / "a.json", comment_file(HASH, comment(), agreed))
    assert is_comment_file(path)
    found = read_comment_file(path)
    assert (found.who, found.policy.sha256, found.saved) == ("Ana", HASH, AT)
    first, second = found.comments
    assert (first.subject, first.mark, first.text) == (
        SubjectKind.CLAUSE,
        Mark.PROBLEM,
        "Too wide.",
    )
    assert (second.subject, second.mark, second.text) == (SubjectKind.POLICY, Mark.AGREE, "")


def test_only_files_of_comments_are_taken_for_such(tmp_path: Path) -> None:
    (tmp_path / "x.Comments.JSON").write_text("")
    (tmp_path / "cases.json").write_text('[{"format": "clausebench-comments"}]')
    assert is_comment_file(tmp_path / "x.Comments.JSON")
    assert not is_comment_file(tmp_path / "cases.json")
    assert not is_comment_file(tmp_path / "nowhere.json")
    assert not is_comment_file(Path("-"))
    with pytest.raises(BadInputError, match="cannot be read"):
        read_comment_file(tmp_path / "nowhere.json")


def test_names_and_words_are_cleaned_of_what_steers() -> None:
    sly = comment(
        name="SP1\u202e\n\x1b[31m", text="a\x00\x1b[2Jb\u202ec\r\nd\u200d \ud800\u2066e  \n\n"
    )
    found = _read(comment_file(HASH, sly, who="  Ana\n\u202eB\x07 "))
    assert found.who == "Ana B"
    assert (found.comments[0].name, found.comments[0].text) == ("SP1 [31m", "a[2Jbc\nd\u200d e")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"format": "other"}, "holds no comments"),
        ({"version": 2}, "of format 2; this program reads 1"),
        ({"version": True, "extra": 1}, "a field that no comment has: “extra”"),
        ({"who": "\u202e "}, "does not say who"),
        ({"package": "sha256:0"}, "which text it is about"),
        ({"policy": {"slug": "s", "title": "t", "version": 1, "sha256": "x"}}, "which text"),
        ({"policy": {"slug": "s", "evil": 1}}, "a field that no comment has: “evil”"),
        ({"policy": []}, "does not hold what belongs there"),
        ({"comments": {}}, "does not hold what belongs there"),
        ({"comments": [1]}, "does not hold what belongs there"),
        ({"comments": [comment(evil=1)]}, "a field that no comment has: “evil”"),
        ({"comments": [comment(mark="praise")]}, "does not hold what belongs there"),
        ({"comments": [comment(text="\u202e")]}, "comment 1 without words"),
        ({"comments": [comment(), comment(2, id="../../x")]}, "comment 2 without a proper id"),
        ({"comments": [comment(at="yesterday")]}, "without a proper id or time"),
        ({"comments": [comment(at="2026-01-01T00:00:00")]}, "without a proper id or time"),
        ({"comments": [comment(text="x" * (MAX_WORDS + 1))]}, "too long"),
        ({"comments": [comment(ref="x" * 501)]}, "too long"),
        ({"comments": [comment(), comment()]}, "two comments of one id"),
        ({"comments": [{}] * (MAX_COMMENTS + 1)}, "more than 2,000 comments"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, Any], why: str) -> None:
    with pytest.raises(BadInputError) as refused:
        _read({**comment_file(HASH, comment()), **change})
    assert why in refused.value.title
    assert "othing" in refused.value.detail


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{" * 100_000, "is not valid JSON"),
        (b"[" * 300_000, "more values than comments need"),
        (b'{"format": "clausebench-comments", "format": "x"}', "is not valid JSON"),
        (b'{"format": NaN}', "is not valid JSON"),
        (b"\xff\xfe", "is not valid JSON"),
        (b" " * (MAX_BYTES + 1), "larger than 8 MiB"),
        (b"[]", "holds no comments"),
    ],
)
def test_bytes_that_mean_harm_are_refused(data: bytes, why: str) -> None:
    with pytest.raises(BadInputError) as refused:
        read_comments(data, "a.comments.json")
    assert why in refused.value.title


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_any_value_anywhere_is_read_or_refused(value: object) -> None:
    for key in ("who", "policy", "package", "comments", "saved"):
        with suppress(BadInputError):
            _read({**comment_file(HASH, comment()), key: value})
    for key in ("id", "ref", "name", "text", "at", "mark", "subject"):
        with suppress(BadInputError):
            _read(comment_file(HASH, comment(**{key: value})))
