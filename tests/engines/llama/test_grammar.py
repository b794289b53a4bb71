"""Grammars, as llama.cpp runs them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from clausebench.domain.errors import EngineError
from clausebench.engines.llama.grammar import Grammar
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.tokens import Tokenizer
from clausebench.harmony.prompt import Control

pytestmark = pytest.mark.llama


@pytest.fixture
def binary(scripted_model: Model) -> Iterator[Grammar]:
    grammar = Grammar.compile(scripted_model.vocabulary, 'root ::= "0" | "1"')
    yield grammar
    grammar.close()


def _id(tokenizer: Tokenizer, text: str) -> int:
    (token,) = tokenizer.encode((text,))
    return token


def test_only_what_the_grammar_says_is_allowed(binary: Grammar, tokenizer: Tokenizer) -> None:
    assert [binary.allows(_id(tokenizer, t)) for t in ("0", "1", "2", "zzbad")] == [
        *(True, True, False, False)
    ]


def test_the_end_is_allowed_only_at_the_end(binary: Grammar, tokenizer: Tokenizer) -> None:
    end = tokenizer.ids.by_control[Control.RETURN]
    assert not binary.allows(end)
    binary.accept(_id(tokenizer, "1"))
    assert binary.allows(end)


def test_asking_changes_nothing(binary: Grammar, tokenizer: Tokenizer) -> None:
    zero = _id(tokenizer, "0")
    assert all(binary.allows(zero) for _ in range(5))


def test_a_copy_goes_its_own_way(binary: Grammar, tokenizer: Tokenizer) -> None:
    copy = binary.copy()
    copy.accept(_id(tokenizer, "1"))
    assert binary.allows(_id(tokenizer, "0"))
    assert not copy.allows(_id(tokenizer, "0"))
    copy.close()


def test_a_mask_keeps_the_logits_of_what_is_allowed(binary: Grammar, tokenizer: Tokenizer) -> None:
    logits = np.arange(tokenizer.size, dtype=np.float32)
    masked = binary.mask(logits)
    allowed = [_id(tokenizer, "0"), _id(tokenizer, "1")]
    assert list(np.flatnonzero(np.isfinite(masked))) == allowed
    assert list(masked[allowed]) == [float(token) for token in allowed]


@pytest.mark.parametrize("text", ["root ::= (", "root ::= nothing", "no grammar at all"])
def test_a_grammar_that_cannot_be_read_is_an_error(scripted_model: Model, text: str) -> None:
    with pytest.raises(EngineError, match="grammar cannot be used"):
        Grammar.compile(scripted_model.vocabulary, text)
