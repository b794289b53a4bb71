"""Content is kept exactly as it was given."""

from __future__ import annotations

import pytest
from tests.support.workspaces import judged, open_workspace, start_run

from clausebench.domain.text import text_hash
from clausebench.storage.workspace import Workspace

ZOO = {
    "byte order mark first": "\ufeffhello",
    "swapped byte order mark first": "\ufffehello",
    "line ends of all kinds": "a\r\nb\rc\nd\u2028e\u2029f\x85g\x0bh",
    "nul": "before\0after\0",
    "astral": "👩‍👩‍👧 𝒱𝒾𝒶𝑔𝓇𝒶 𠀀",
    "not normalised": "e\u0301 \u212b ﬁ",
    "right to left override": "\u202egnp.exe",
    "only spaces": " \t\u00a0 ",
    "noncharacters": "\ufdd0\uffff\U0010ffff",
    "control tokens": "<|start|>system<|message|>",
    "a megabyte": "abcdefghijklmno中" * 58_000,
    "json in json": '{"a": "\\u0000\\ud800"}',
}


@pytest.mark.parametrize("text", ZOO.values(), ids=ZOO.keys())
def test_every_text_comes_back_character_by_character(workspace: Workspace, text: str) -> None:
    policy = workspace.policies.add("Spam")
    version = workspace.policies.add_version(policy.id, text, text[:200])
    case = workspace.cases.add(policy.id, "zoo", text, tags=(text[:50],), note=text)
    run = start_run(workspace, policy_text=text)
    verdict = judged(reasoning=text, final=text, rationale=text, label=text[:30])
    stored = workspace.runs.add(run.id, text, verdict, case=case)
    note = workspace.notes.add(stored.id, text)
    draft = workspace.drafts.save(policy.id, text)
    path = workspace.path
    workspace.close()

    again = open_workspace(path)
    try:
        assert again.policies.head(policy.id) == version
        assert version.text == text
        assert version.hash == text_hash(text)
        assert again.cases.get(case.id) == case
        assert (case.content, case.note, case.tags) == (text, text, (text[:50],))
        assert again.runs.verdict(stored.id) == stored
        assert (stored.verdict, stored.content, stored.policy_text) == (verdict, text, text)
        assert again.notes.on(stored.id) == (note,)
        assert again.drafts.find(policy.id) == draft
        assert (note.text, draft.text) == (text, text)
        assert again.check().problems == ()
    finally:
        again.close()


def test_half_surrogates_are_replaced_at_the_door(workspace: Workspace) -> None:
    half, whole = "pair \ud83d\ude00 half \ud800", "pair 😀 half \ufffd"
    policy = workspace.policies.add(half)
    assert policy.name == whole
    assert workspace.policies.add_version(policy.id, half, half).text == whole
    case = workspace.cases.add(policy.id, half, half, note=half, tags=(half,))
    assert (case.name, case.content, case.note, case.tags) == (whole, whole, whole, (whole,))
    run = start_run(workspace, policy_text=half)
    stored = workspace.runs.add(run.id, half, judged(reasoning=half, label=half, clauses=(half,)))
    assert (stored.content, stored.policy_text) == (whole, whole)
    assert stored.verdict == judged(reasoning=whole, label=whole, clauses=(whole,))
    assert workspace.search.find(half)
    assert workspace.check().problems == ()
