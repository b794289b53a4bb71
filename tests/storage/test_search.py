"""Finding things again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.workspaces import VERDICT, judged, start_run

from clausebench.storage.search import DocumentKind
from clausebench.storage.workspace import Workspace


def test_everything_written_is_found_newest_first(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    version = workspace.policies.add_version(policy.id, "No pills at all.", "")
    case = workspace.cases.add(policy.id, "herbs", "buy herbs", note="pills in disguise")
    run = start_run(workspace, policy_id=policy.id)
    judged_case = workspace.runs.add(run.id, "pills!", judged(reasoning="", final=""), case=case)
    judged_bare = workspace.runs.add(run.id, "harmless", judged(reasoning="It sells pills."))
    workspace.notes.add(judged_case.id, "pills, really?")

    hits = workspace.search.find("pills")
    assert [(h.kind, h.id, h.title) for h in hits] == [
        (DocumentKind.NOTE, judged_case.id, "herbs"),
        (DocumentKind.VERDICT, judged_bare.id, "Spam"),
        (DocumentKind.VERDICT, judged_case.id, "herbs"),
        (DocumentKind.CASE, case.id, "herbs"),
        (DocumentKind.VERSION, version.id, "Spam"),
    ]
    assert [h.snippet for h in hits] == [
        "pills, really?",
        "It sells pills.",
        "pills!",
        "pills in disguise",
        "No pills at all.",
    ]


def test_all_terms_must_be_there_in_any_order(workspace: Workspace) -> None:
    run = start_run(workspace)
    workspace.runs.add(run.id, "cheap blue pills", VERDICT)
    assert len(workspace.search.find("pill cheap")) == 1
    assert workspace.search.find("cheap herbs") == ()


@pytest.mark.parametrize(
    ("content", "query"),
    [
        ("这是一个诈骗电话", "诈骗"),
        ("ซื้อยาลดน้ำหนักวันนี้", "ลดน้ำหนัก"),
        ("전화사기꾼", "사기"),
        ("हिन्दी में ठगी", "हिन्दी"),
        ("free 💰💰 now", "💰"),
        ("Ｖｉａｇｒａ", "viagra"),
        ("vi\u200bagra", "viagra"),
        ("résumé", "RESUME"),
        ("ПРОДАМ", "продам"),
        ("before\0after", "after"),
        ("cites SP2.a here", "sp2.a"),
    ],
)
def test_words_of_any_script_are_found(workspace: Workspace, content: str, query: str) -> None:
    run = start_run(workspace)
    found = workspace.runs.add(run.id, content, judged(reasoning="", final=""))
    workspace.runs.add(run.id, "something else, 别的东西", judged(reasoning="", final=""))
    assert [h.id for h in workspace.search.find(query)] == [found.id]


def test_pages_follow_each_other_without_gap_or_overlap(workspace: Workspace) -> None:
    run = start_run(workspace)
    ids = [workspace.runs.add(run.id, f"pills {n}", VERDICT).id for n in range(7)]
    seen: list[str] = []
    page = workspace.search.find("pills", limit=3)
    while page:
        seen += [h.id for h in page]
        page = workspace.search.find("pills", limit=3, before=page[-1].place)
    assert seen == ids[::-1]


def test_a_search_can_be_kept_to_one_policy(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    case = workspace.cases.add(policy.id, "a", "pills")
    workspace.runs.add(start_run(workspace).id, "pills", VERDICT)
    assert [h.id for h in workspace.search.find("pills", policy.id)] == [case.id]


def test_what_a_case_no_longer_says_is_not_found(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    case = workspace.cases.add(policy.id, "a", "pills", note="first")
    workspace.cases.change(replace(case, content="herbs", note="second"))
    assert workspace.search.find("pills") == ()
    assert workspace.search.find("first") == ()
    assert len(workspace.search.find("herbs second")) == 1


def test_a_removed_case_is_not_found_until_it_is_back(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    case = workspace.cases.add(policy.id, "a", "pills")
    workspace.cases.remove(case.id)
    assert workspace.search.find("pills") == ()
    workspace.cases.restore(case.id)
    assert [h.id for h in workspace.search.find("pills")] == [case.id]


@pytest.mark.parametrize("query", ["", "  ", "!!!", '"', "(", "*"])
def test_a_query_without_words_finds_nothing(workspace: Workspace, query: str) -> None:
    workspace.runs.add(start_run(workspace).id, "pills", VERDICT)
    assert workspace.search.find(query) == ()


@given(st.text(max_size=40))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_legal_query(workspace: Workspace, query: str) -> None:
    workspace.search.find(query)


@given(
    st.sampled_from(["AND", "OR", "NOT", "NEAR(", "content:", "^", "-x", "{a b}:c", "a+b", "x*"])
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_index_language_cannot_be_spoken_by_accident(workspace: Workspace, query: str) -> None:
    workspace.search.find(f"pills {query} herbs")
