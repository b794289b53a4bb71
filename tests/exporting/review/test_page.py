"""The review page runs nothing but its own script, fetches nothing, and shows texts as texts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.releases import STARTERS, full_release, starter

from clausebench.domain.bundle.comment_file import (
    FORMAT,
    FORMAT_VERSION,
    MAX_BYTES,
    MAX_COMMENTS,
    MAX_WORDS,
    SUFFIX,
)
from clausebench.domain.bundle.commenting import Mark, SubjectKind
from clausebench.domain.bundle.release import Release
from clausebench.exporting.review import write
from clausebench.exporting.review.page import SCRIPTS

OWN = files("clausebench.exporting.review")
HOSTILE = "</script><script>hit()</script><!--<script><img src=x onerror=hit()>\u202e\u2028\r\0]]>"


class _Elements(HTMLParser):
    """The page as a browser takes it apart: elements, attributes, and what is in scripts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.inside: dict[str, str] = {}
        self._now = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(sorted(name for name, _ in attrs))))
        self._now = f"{tag} {dict(attrs).get('type') or ''}".strip()

    def handle_data(self, data: str) -> None:
        self.inside[self._now] = self.inside.get(self._now, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._now = ""


def page_of(release: Release) -> str:
    ((name, data),) = write(release).items()
    assert name == f"{release.slug}-{release.version}.review.html"
    return data.decode("utf-8")


def data_of(release: Release) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        _Elements(page_of(release)).inside["script application/json"]
    )
    return found


def _hostile(text: str) -> Release:
    full = full_release()
    case = replace(full.cases[0], name=text, content=text, note=text, tags=(text,), language=text)
    row = replace(
        full.verdicts[0], case=text, reasoning=text, final=text, label=text, clauses=(text,)
    )
    changelog = f"# Changes from version 1 to version 2\n\n## Clauses reworded\n\n- **{text}**\n"
    return replace(
        full, title=text, cases=(case,), verdicts=(row,), changelog=changelog, precedents=()
    )


SHAPE = _Elements(page_of(full_release())).tags


def test_the_page_allows_exactly_its_own_script_and_style() -> None:
    page = page_of(full_release())
    found = _Elements(page)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    for kind, where in (("script", "script"), ("style", "style")):
        digest = hashlib.sha256(found.inside[where].encode()).digest()
        assert f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert not [n for _, names in found.tags for n in names if n.startswith("on") or n == "style"]


@pytest.mark.parametrize("name", [*SCRIPTS, "review.css", "review.html"])
def test_the_pages_own_files_fetch_nothing_and_make_no_markup_of_texts(name: str) -> None:
    text = OWN.joinpath(name).read_text("utf-8")
    wrong = r"https?:|//\w+\.|url\(|@import|innerHTML|outerHTML|insertAdjacent|document\.write"
    wrong += r"|\beval\b|new Function|fetch\(|XMLHttp|WebSocket|sendBeacon|import\(|\.(src|style)\b"
    assert re.search(wrong, text) is None
    assert len(text.splitlines()) <= 300


def test_whatever_people_wrote_adds_no_element() -> None:
    hostile = _hostile(HOSTILE)
    assert _Elements(page_of(hostile)).tags == SHAPE
    (case,) = data_of(hostile)["cases"]
    assert (case["name"], case["content"]) == (HOSTILE, HOSTILE)


@given(st.text(st.characters(codec=None), max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_text_adds_an_element(text: str) -> None:
    assert _Elements(page_of(_hostile(text))).tags == SHAPE


@pytest.mark.parametrize("name", STARTERS)
def test_the_page_has_every_word_of_the_policy_and_every_case(name: str) -> None:
    release = starter(name)
    data = data_of(release)
    shown = [data["policy"]["opening"], *(clause["words"] for clause in data["clauses"])]
    assert "".join("".join(shown).split()) == "".join(release.text.split())
    assert {case["name"]: case["content"] for case in data["cases"]} == {
        case.name: case.content for case in release.cases
    }
    assert {case["standing"] for case in data["cases"]} == {"untested"}
    assert write(release) == write(release)


def test_the_package_is_named_by_what_it_shows() -> None:
    one, other = data_of(full_release()), data_of(replace(full_release(), title="Ham"))
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", one["package"])
    assert one["package"] != other["package"]


def test_page_and_reader_agree_on_what_a_comment_is() -> None:
    text = OWN.joinpath("comments.js").read_text("utf-8")
    said = dict(re.findall(r"^const ([A-Z_]+) = (.*?);", text, re.MULTILINE))
    assert json.loads(said["FORMAT"]) == FORMAT
    assert int(said["FORMAT_VERSION"]) == FORMAT_VERSION
    assert json.loads(said["MARKS"]) == [mark.value for mark in Mark]
    assert json.loads(said["SUBJECTS"]) == [kind.value for kind in SubjectKind]
    assert (int(said["LONGEST"]), int(said["MOST"])) == (MAX_WORDS, MAX_COMMENTS)
    assert said["LARGEST_FILE"] == f"{MAX_BYTES >> 20} << 20"
    assert f"{SUFFIX}`" in text


@pytest.mark.parametrize("scheme", [0, 1])
def test_every_ink_can_be_read_on_every_ground(scheme: int) -> None:
    text = OWN.joinpath("review.css").read_text("utf-8")
    found = re.findall(r":root \{(.*?)\}", text, re.DOTALL)[scheme]
    colors = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6})", found))
    inks = ("text", "muted", "accent", "bad", "good", "doubt", "kind")
    for ground in ("surface", "sunken"):
        assert [i for i in inks if _contrast(colors[i], colors[ground]) < 4.5] == []
        assert _contrast(colors["edge"], colors[ground]) >= 3
        assert _contrast(colors["focus"], colors[ground]) >= 3
    assert _contrast(colors["on-accent"], colors["accent"]) >= 4.5


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
