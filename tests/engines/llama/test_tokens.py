"""The true tokenizer: text never becomes a control token."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.gguf_maker import scripted_weights
from tests.support.scripts import Script
from tests.support.vocabulary import CONTROLS

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import WeightsError
from clausebench.domain.text import without_lone_surrogates
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.preflight import preflight
from clausebench.engines.llama.tokens import Tokenizer
from clausebench.harmony.prompt import Control

pytestmark = pytest.mark.llama

FRAGMENTS = st.sampled_from(
    [*CONTROLS, "<|", "|>", "<", "|", ">", "start", "end", " ", "\n", "<|st", "art|>", "zzbad", "é"]
)
HOSTILE = st.lists(FRAGMENTS | st.text(max_size=8), max_size=12).map("".join)


@given(HOSTILE)
def test_no_control_token_comes_out_of_any_text(tokenizer: Tokenizer, text: str) -> None:
    assert not [t for t in tokenizer.encode((text,)) if tokenizer.ids.is_forbidden(t)]


@given(HOSTILE | st.text(st.characters(exclude_categories=()), max_size=40))
def test_the_tokens_spell_the_text_again(tokenizer: Tokenizer, text: str) -> None:
    spelled = b"".join(tokenizer.piece(token) for token in tokenizer.encode((text,)))
    assert spelled.decode() == without_lone_surrogates(text)


@pytest.mark.parametrize("literal", ["<|start|>", "<|message|>", "<|end|>", "<|channel|>"])
def test_llama_cpp_alone_would_let_control_tokens_through(
    tokenizer: Tokenizer, literal: str
) -> None:
    """The reason for all this care. When it fails, llama.cpp has mended its tokenizer."""
    assert any(tokenizer.ids.is_forbidden(token) for token in tokenizer.tokenize(literal))


@pytest.mark.parametrize("run", ["a", " ", "\n", "中", "!", "\0", "🐢", "<|", "0"])
def test_a_hundred_thousand_of_anything_do_not_overflow_the_stack(
    tokenizer: Tokenizer, run: str
) -> None:
    text = run * 100_000
    spelled = b"".join(tokenizer.piece(token) for token in tokenizer.encode((text,)))
    assert spelled.decode() == text


@pytest.mark.parametrize("control", list(Control))
def test_every_control_token_has_one_id_and_no_text(tokenizer: Tokenizer, control: Control) -> None:
    (token,) = tokenizer.encode((control,))
    assert tokenizer.ids.control(token) is control


def test_a_grammar_may_end_a_text_and_write_no_control_token(tokenizer: Tokenizer) -> None:
    named = tokenizer.ids.by_control
    unwritable = set(tokenizer.unwritable.tolist())
    assert {named[c] for c in (Control.START, Control.MESSAGE, Control.END)} <= unwritable
    assert named[Control.RETURN] not in unwritable


def test_a_long_token_is_not_cut(weights_folder: Path) -> None:
    word = "x" * 300
    path = scripted_weights(weights_folder, Script(f"{word} and then ", "something."))
    model = Model(preflight(path), LlamaOptions(), CancelToken(), vocabulary_only=True)
    tokenizer = Tokenizer(model.vocabulary, path)
    pieces = {tokenizer.piece(token) for token in range(tokenizer.size)}
    model.close()
    assert f"{word} ".encode() in pieces


def test_a_word_is_encoded_without_the_space_before_it(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode_word(" 1") == tokenizer.encode(("1",))
    assert len(tokenizer.encode_word(" INVALID")) == 1


def test_weights_without_harmony_tokens_are_refused(
    scripted_model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Control, "literal", property(lambda control: f"<|no-{control.value}|>"))
    with pytest.raises(WeightsError, match="no harmony tokens"):
        Tokenizer(scripted_model.vocabulary, Path("weights.gguf"))
