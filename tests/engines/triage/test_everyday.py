"""Everyday sentences in many languages."""

from __future__ import annotations

import pytest

from clausebench.engines.triage.everyday import Language, is_foreign, language_of, languages

BY_CODE = {language.code: language for language in languages()}
EVERY = pytest.mark.parametrize("language", languages(), ids=list(BY_CODE))


@EVERY
def test_every_language_has_enough_different_sentences(language: Language) -> None:
    texts = [sentence.text for sentence in language.sentences]
    assert len(texts) == len(set(texts)) >= 20
    assert all(text == text.strip() for text in texts)


@EVERY
def test_a_language_is_told_from_the_others(language: Language) -> None:
    assert language_of([s.text for s in language.sentences[::3]]) is language


@EVERY
def test_its_own_sentences_are_not_foreign(language: Language) -> None:
    assert not any(is_foreign([sentence], language) for sentence in language.sentences)


def test_another_language_is_foreign() -> None:
    english, spanish = BY_CODE["en"], BY_CODE["es"]
    assert is_foreign(spanish.sentences[:1], english)
    assert is_foreign(english.sentences[:1], spanish)


def test_what_no_language_has_is_not_called_foreign() -> None:
    assert not is_foreign([], BY_CODE["en"])
