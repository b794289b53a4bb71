"""What tells who somebody is gets found, and the same thing gets the same pseudonym."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.releases import full_release, of_text, starter

from clausebench.domain.case import Case
from clausebench.domain.redaction.finding import PersonalKind, find_personal
from clausebench.domain.redaction.replacing import leaks, redacted

FOUND = [
    (
        "to ana.lima+x@mail.example.org.uk today",
        PersonalKind.EMAIL,
        "ana.lima+x@mail.example.org.uk",
    ),
    ("mail jörg@müller.de!", PersonalKind.EMAIL, "jörg@müller.de"),
    ("ask @lena_w, please", PersonalKind.HANDLE, "@lena_w"),
    ("(@lena.w@social.town)", PersonalKind.HANDLE, "@lena.w@social.town"),
    ("call +49 (0)30 123456-78 now", PersonalKind.PHONE, "+49 (0)30 123456-78"),
    ("ring 0170/1234567", PersonalKind.PHONE, "0170/1234567"),
    ("ring 555-123-4567.", PersonalKind.PHONE, "555-123-4567"),
    ("from 192.168.1.20:", PersonalKind.IP, "192.168.1.20"),
    ("from 2001:db8::1 again", PersonalKind.IP, "2001:db8::1"),
    ("at 221b Baker Street, London", PersonalKind.ADDRESS, "221b Baker Street"),
    ("in der Lindenstraße 12a wohnt", PersonalKind.ADDRESS, "Lindenstraße 12a"),
    ("au 12 rue de la Paix", PersonalKind.ADDRESS, "12 rue de la Paix"),
    ("vive en calle Mayor 5", PersonalKind.ADDRESS, "calle Mayor 5"),
    ("to DE89 3704 0044 0532 0130 00 please", PersonalKind.NUMBER, "DE89 3704 0044 0532 0130 00"),
    ("card 4111 1111 1111 1111", PersonalKind.NUMBER, "4111 1111 1111 1111"),
    ("SSN 078-05-1120", PersonalKind.NUMBER, "078-05-1120"),
    ("account 123456789", PersonalKind.NUMBER, "123456789"),
]
LEFT = [
    "Meet on 2026-02-03 or 03.02.2026.",
    "It costs 10.000.000 or 1,000,000,000.",
    "Write to help@shop.example or a@b.test.",
    "Version 1.2.3 and 10:30 to 11:45.",
    "@person_3 and person-1@mail.example",
    "@person_bcdfghjk, person-bcdfghjk@mail.example, [phone bcdfghjk]",
    "See example.com/@someone and a@b",
    "0.0.0.0 and 999.1.1.1",
    "XX00 1234 5678 9012",
    "Five streets, one Way",
    "",
]


@pytest.mark.parametrize(("text", "kind", "what"), FOUND, ids=[what for _, _, what in FOUND])
def test_it_is_found(text: str, kind: PersonalKind, what: str) -> None:
    assert [(p.kind, p.text) for p in find_personal(text)] == [(kind, what)]


@pytest.mark.parametrize("text", LEFT)
def test_it_is_left_alone(text: str) -> None:
    assert find_personal(text) == ()


@given(st.text(st.sampled_from("ab1290@.:+-()/ \nDE"), max_size=80))
def test_any_text_can_be_searched_and_findings_never_overlap(text: str) -> None:
    at = 0
    for found in find_personal(text):
        assert found.span.start >= at
        assert found.span.of(text) == found.text
        at = found.span.end


def test_the_search_is_fast_on_long_runs() -> None:
    import time

    began = time.process_time()
    for text in ("1" * 50_000, "a." * 25_000, "@a" * 20_000, "a1:" * 20_000, "+1 " * 20_000):
        find_personal(text)
    assert time.process_time() - began < 5


def _cases(*contents: str) -> tuple[Case, ...]:
    return tuple(Case("", "", f"case-{n}", text) for n, text in enumerate(contents, start=1))


def test_the_same_person_has_the_same_pseudonym_everywhere() -> None:
    release = of_text("Be nice. Ask Ana@mail.com.", cases=_cases("hi @bo!", "bye @BO, @ana, @bo"))
    found = redacted(release)
    assert [case.content for case in found.cases] == [
        "hi @person_1!",
        "bye @person_1, @person_2, @person_1",
    ]
    assert found.text == release.text
    assert redacted(found) == found
    told = {leak.text: leak.places for leak in leaks(release)}
    assert told["Ana@mail.com"] == ("policy",)
    assert told["@bo"] == ("case-1", "case-2")
    assert not [leak for leak in leaks(found) if leak.places != ("policy",)]


def test_with_a_key_the_same_person_has_the_same_pseudonym_in_every_release() -> None:
    key = b"k" * 32
    one = redacted(of_text("P", cases=_cases("@ana wrote to @bo, 0170/1234567")), key=key)
    two = redacted(of_text("Q", cases=_cases("ask @BO, @bo or 0170-1234567")), key=key)
    _, bo, phone = one.cases[0].content.replace("wrote to", "").replace(",", "").split(maxsplit=2)
    assert two.cases[0].content == f"ask {bo}, {bo} or {phone}"
    assert bo.startswith("@person_")
    assert redacted(two, key=key) == two
    other = redacted(of_text("Q", cases=_cases("ask @bo")), key=b"o" * 32)
    assert bo not in other.cases[0].content


def test_without_a_key_numbers_go_on_after_those_of_an_earlier_redaction() -> None:
    release = of_text("P", cases=_cases("@person_1 wrote to @bo and @person_3, @ana too"))
    assert redacted(release).cases[0].content == (
        "@person_1 wrote to @person_2 and @person_3, @person_4 too"
    )


def test_what_is_to_be_kept_is_kept() -> None:
    release = of_text("P", cases=_cases("@bo and @ana"))
    assert redacted(release, keep=("@bo",)).cases[0].content == "@bo and @person_2"


def test_names_that_tell_are_numbered_and_still_fit_together() -> None:
    full = full_release()
    first, second = full.cases[0], full.cases[1]
    second = replace(second, name="0170-1234567", twin=first.name)
    first = replace(first, twin="0170-1234567", note="ask @bo")
    third = replace(full.cases[2], name="case-2")
    rows = tuple(replace(row, case="0170-1234567", reasoning="says @bo") for row in full.verdicts)
    release = replace(
        full,
        cases=(first, second, third),
        verdicts=rows,
        precedents=(replace(full.precedents[0], case="0170-1234567", reason="@bo"),),
        labels=(replace(full.labels[0], case="0170-1234567", note="@bo"),),
    )
    found = redacted(release)
    assert [case.name for case in found.cases] == [first.name, "case-2-x", "case-2"]
    assert found.cases[0].twin == "case-2-x"
    assert {row.case for row in found.verdicts} == {"case-2-x"}
    assert (found.precedents[0].case, found.precedents[0].reason) == ("case-2-x", "@person_1")
    assert (found.labels[0].note, found.cases[0].note) == ("@person_1", "ask @person_1")
    assert found.verdicts[0].reasoning == "says @person_1"
    assert found.verdicts[0].reasoning_sha256 == rows[0].reasoning_sha256


def test_the_starters_have_only_invented_people() -> None:
    assert not [leak for leak in leaks(starter("spam")) if leak.kind is PersonalKind.EMAIL]


def test_what_is_kept_is_kept_in_every_spelling() -> None:
    release = of_text(
        "# P\n",
        cases=(
            Case("", "", "one", "Call +49 30 1234567 or @Bo"),
            Case("", "", "two", "Call +49-30-1234567 or @bo"),
        ),
    )
    kept = redacted(release, keep=("+49 30 1234567",))
    assert [case.content for case in kept.cases] == [
        "Call +49 30 1234567 or @person_1",
        "Call +49-30-1234567 or @person_1",
    ]
