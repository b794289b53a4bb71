"""Signs that any text can carry."""

from __future__ import annotations

import pytest

from clausebench.engines.triage.cues import CUES, cues

SHOWN = {
    "a link": ("see shop.example/x", "see e.g. this. Then go"),
    "several links": ("a.example and https://b.example", "only a.example"),
    "a handle or hashtag": ("ask @mara", "mail mara@home.example"),
    "an amount of money": ("only 5 €", "only five euros"),
    "a number": ("room 12", "room twelve"),
    "words in capitals": ("READ THIS now, all of you people", "The UN met in Rome on that day"),
    "an exclamation mark": ("now！", "now."),
    "a question mark": ("لماذا؟", "why"),
    "repeated words": ("join join join now", "join us here now"),
    "emoji": ("well 🎉", "well ©"),
    "hidden characters": ("he\u200bllo", "hello"),
    "disguised letters": ("v1agra", "route 66a"),
}


def test_every_cue_is_shown_below() -> None:
    assert {cue.name for cue in CUES} == SHOWN.keys()


@pytest.mark.parametrize("name", SHOWN)
def test_a_cue_is_seen_where_it_is_and_not_where_it_is_not(name: str) -> None:
    present, absent = SHOWN[name]
    assert name in {cue.name for cue in cues(present)}
    assert name not in {cue.name for cue in cues(absent)}
