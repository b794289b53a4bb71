"""A page is one file that fetches and runs nothing, and says everything to every reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.releases import of_text, starter
from tests.support.tested_releases import SECRET, by_triage, judged_spam, many_scripts

from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case
from clausebench.domain.reporting import ReportKind, guideline_report, report_of
from clausebench.exporting.reports import page

RELEASES = {
    "empty": of_text(""),
    "untested": starter("spam"),
    "judged": judged_spam(),
    "triage": by_triage(),
    "scripts": many_scripts(),
}
VOID = {"meta", "rect", "line", "br"}
KNOWN = VOID | {
    *("html", "head", "title", "style", "body", "a", "div", "header", "nav", "main", "section"),
    *("p", "h1", "h2", "h3", "h4", "ol", "ul", "li", "dl", "dt", "dd", "span", "b", "q", "pre"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "svg"),
    *("desc", "footer"),
}


class Tree(HTMLParser):
    """Every element opened, with its attributes; refuses what is not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text.append(data)

    def all(self, tag: str) -> Iterator[dict[str, str]]:
        return (attrs for name, attrs in self.elements if name == tag)


def tree_of(release: Release, kind: ReportKind = ReportKind.RESULTS) -> Tree:
    (data,) = page.write(release, kind).values()
    return Tree(data.decode())


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> Release:
    return RELEASES[request.param]


@pytest.mark.parametrize("kind", ReportKind)
def test_a_page_is_sound_and_keeps_to_itself(release: Release, kind: ReportKind) -> None:
    tree = tree_of(release, kind)
    assert {tag for tag, _ in tree.elements} <= KNOWN
    ids = [attrs["id"] for _, attrs in tree.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for attrs in tree.all("a")]
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    for tag, attrs in tree.elements:
        assert not [name for name in attrs if name in ("src", "style") or name.startswith("on")]
        assert set(attrs.get("aria-labelledby", "").split()) <= set(ids), tag
    policies = [a["content"] for a in tree.all("meta") if "http-equiv" in a]
    assert policies[0].startswith("default-src 'none'; style-src 'unsafe-inline'")


@pytest.mark.parametrize("kind", ReportKind)
def test_headings_go_down_one_step_at_a_time(release: Release, kind: ReportKind) -> None:
    levels = [int(tag[1]) for tag, _ in tree_of(release, kind).elements if re.match(r"h\d$", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_readers_of_every_kind_find_their_way(release: Release) -> None:
    tree = tree_of(release, ReportKind.EVIDENCE)
    tags = [tag for tag, _ in tree.elements]
    assert [tags.count(mark) for mark in ("main", "nav", "header", "footer")] == [1, 1, 1, 1]
    assert next(tree.all("html"))["lang"] == "en"
    assert tags.count("table") == tags.count("caption") == tags.count("thead")
    assert {attrs["scope"] for attrs in tree.all("th")} <= {"row", "col"}
    for picture in tree.all("svg"):
        assert picture["role"] == "img"
        assert " of " in picture["aria-label"] or "no cases" in picture["aria-label"]
    assert {a["dir"] for tag in ("td", "pre", "h1") for a in tree.all(tag)} <= {"auto"}


def test_every_bar_has_its_numbers_beside_it() -> None:
    told = "".join(tree_of(judged_spam()).text)
    for bar in (
        b for block in report_of(judged_spam()).blocks() for b in getattr(block, "bars", ())
    ):
        assert told.count(bar.words) >= 2  # in the picture's title, and beside it
    assert "target 90 %" in told


def test_colours_can_be_read() -> None:
    (data,) = page.write(starter("spam")).values()
    styles = data.decode()
    for block in re.findall(r":root \{([^}]+)\}", styles)[:2]:
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
        for ink in ("ink", "faint", "link", "good", "bad", "caution"):
            for paper in ("paper", f"{ink}-soft", "soft"):
                if paper in colours:
                    assert _contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contents_stay_away_unless_they_are_asked_for() -> None:
    told = "".join(tree_of(judged_spam()).text)
    assert SECRET not in told
    assert judged_spam().cases[0].content not in told
    whole = "".join(tree_of(judged_spam(), ReportKind.EVIDENCE).text)
    assert SECRET in whole
    assert judged_spam().cases[0].content in whole


HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "</style><img src=x onerror=alert(1)>",
        '" onmouseover="alert(1)',
        "javascript:alert(1)",
        "]]><!--",
        "&lt;b&gt;",
        "\u202e\u2066",
        "{{x}} #panic() $x$",
    ]
) | st.text(st.characters(), max_size=20)


OURS = {name for _, attrs in tree_of(judged_spam(), ReportKind.EVIDENCE).elements for name in attrs}


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
@settings(max_examples=40, deadline=None)
def test_nothing_that_people_wrote_becomes_markup(
    title: str, clause: str, name: str, content: str
) -> None:
    plain = judged_spam()
    case = Case("", "", name, content, plain.cases[0].expected, note=content)
    rows = tuple(replace(row, case=name, label=title) for row in plain.verdicts[:3])
    made = replace(
        of_text(f"# {title}\n\n- SP1 {clause}\n"),
        title=title,
        cases=(case,),
        verdicts=rows,
        settings=plain.settings,
        metrics=plain.metrics,
        changelog=f"# {clause}\n\n- **{name}**\n  - is: {content}\n",
    )
    for report in (report_of(made, ReportKind.EVIDENCE), guideline_report(made)):
        found = Tree(page.page_of(report).decode())
        assert {tag for tag, _ in found.elements} <= KNOWN
        names = {name for _, attrs in found.elements for name in attrs}
        assert names <= OURS
