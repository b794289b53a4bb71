"""GGUF files of the gpt-oss architecture, made here: a few megabytes, no download.

``scripted_weights`` writes CONSTRUCTED weights: run through the true llama.cpp they say a
``Script``, word for word. ``random_weights`` writes weights without sense, for what depends on
every bit of the arithmetic.

How constructed weights work. Embeddings are one-hot and the experts are zero, so the residual
stream is the current token plus flags that attention writes, and the output matrix is a table
"after this token comes that one". Layer 0 looks at the token before (its keys turn by one RoPE
step), which tells the final channel's ``<|message|>`` from the analysis's. Layer 1, which sees
everything, tells whether the analysis has ended and whether ``zzbad`` and ``zzallow`` occur;
its keys use the slowest RoPE pair, so distance does not matter.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise
from pathlib import Path

import numpy as np
from tests.support.gguf_file import (
    CONTEXT_LENGTH,
    HEAD_DIM,
    HEADS,
    Array,
    tensor_shapes,
    write_weights,
)
from tests.support.scripts import ALLOWING_WORD, BAD_WORD, SCRIPTS, Script, Shape
from tests.support.vocabulary import Vocabulary

_SURE = 60.0
_CHOICE = 14.0
_FLAG = 0.1


class Flag(IntEnum):
    """Dimensions of the residual stream after the one-hot tokens."""

    AFTER_FINAL = 0
    AFTER_RECIPIENT = 1
    ANALYSIS_ENDED = 2
    BAD = 3
    ALLOWING = 4


_EVERYWHERE = 3  # flags of layer 1: one head each


def scripted_weights(
    folder: Path, script: str | Script = "rationale", *, context_length: int = CONTEXT_LENGTH
) -> Path:
    """Weights that say ``script``; made once per folder, script and context length."""
    spoken = SCRIPTS[script] if isinstance(script, str) else script
    key = hashlib.sha256(f"{spoken}{context_length}".encode()).hexdigest()[:12]
    path = folder / f"scripted-{key}.gguf"
    if not path.exists():
        program = Program(Vocabulary())
        _compile(program, spoken)
        write_weights(path, program.vocabulary, program.tensors(), context_length)
    return path


def random_weights(folder: Path, *, context_length: int = CONTEXT_LENGTH, width: int = 128) -> Path:
    """Weights whose every logit depends on the whole context."""
    path = folder / f"random-{context_length}-{width}.gguf"
    if not path.exists():
        vocabulary = Vocabulary()
        random = np.random.default_rng(7)
        shapes = tensor_shapes(len(vocabulary), width)
        tensors = {
            name: random.normal(1.0 if name.endswith("norm.weight") else 0.0, 0.2, shape)
            for name, shape in shapes.items()
        }
        write_weights(
            path, vocabulary, {n: t.astype(np.float32) for n, t in tensors.items()}, context_length
        )
    return path


@dataclass
class Program:
    """The table "after this token comes that one", with what the flags add to it.

    ``sought`` are further flags, each up when one of its tokens is anywhere in the context.
    ``sure`` must exceed whatever the flags add to one token: they add it at every place.
    """

    vocabulary: Vocabulary
    after: list[tuple[int, int, float]] = field(default_factory=list)
    flagged: dict[tuple[int, int], float] = field(default_factory=dict)
    sought: list[list[int]] = field(default_factory=list)
    sure: float = _SURE
    analysis_ends: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)

    def id(self, text: str) -> int:
        return self.vocabulary.id(text)

    def arrow(self, before: int, following: int, less: float = 0.0) -> None:
        self.after.append((before, following, self.sure - less))

    def seek(self, tokens: list[int]) -> int:
        """The flag that is up when one of ``tokens`` is in the context."""
        self.sought.append(tokens)
        return len(Flag) + len(self.sought) - 1

    def bonus(self, flag: int, token: int, more: float) -> None:
        self.flagged[flag, token] = more

    def verdict(
        self, before: int, allowed: int, violates: int, *, margin: float, less: float = 0.0
    ) -> None:
        """``violates`` when the bad word occurs and the allowing word does not."""
        self.arrow(before, allowed, less)
        self.arrow(before, violates, less + margin)
        self.bonus(Flag.BAD, violates, 2 * margin)
        self.bonus(Flag.ALLOWING, violates, -2 * margin)

    def chain(self, text: str) -> list[int]:
        """Tokens of their own that spell ``text``, one after the other."""
        ids = self.vocabulary.add_chain(text)
        for before, following in pairwise(ids):
            self.arrow(before, following)
        return ids

    def tensors(self) -> dict[str, Array]:
        """All tensors: zero where ``tensor_shapes`` is not spoken for."""
        size = len(self.vocabulary)
        width = -(-(size + len(Flag) + len(self.sought)) // 64) * 64
        heads = max(HEADS, _EVERYWHERE + len(self.sought))
        gain = float(np.sqrt(width))  # what RMSNorm multiplies a unit vector with
        shapes = tensor_shapes(size, width, heads)
        tensors = {name: np.zeros(shape, np.float32) for name, shape in shapes.items()}
        for name, tensor in tensors.items():
            if name.endswith("norm.weight"):
                tensor[:] = 1.0
        tensors["token_embd.weight"][np.arange(size), np.arange(size)] = 1.0
        output = tensors["output.weight"]
        for before, following, logit in self.after:
            output[following, before] = logit / gain
        for (flag, token), logit in self.flagged.items():
            output[token, size + flag] = logit / gain / _FLAG
        self._look_back(tensors, size, gain)
        self._look_everywhere(tensors, size, gain)
        return tensors

    def _look_back(self, tensors: dict[str, Array], size: int, gain: float) -> None:
        """Layer 0, head 0: query and key agree best at a distance of one token.

        Six fast RoPE pairs (half dimensions i and i + 32) turn together; at any other distance
        within the window their agreement is too small to count.
        """
        pairs = np.arange(6)
        turn = 150_000.0 ** (-pairs / 32)
        strength = 14.0
        tensors["blk.0.attn_q.bias"][pairs] = strength
        tensors["blk.0.attn_k.bias"][pairs] = strength * np.cos(turn)
        tensors["blk.0.attn_k.bias"][pairs + 32] = strength * np.sin(turn)
        seen = {Flag.AFTER_FINAL: [self.id("final")], Flag.AFTER_RECIPIENT: self.recipients}
        for row, (flag, tokens) in enumerate(seen.items()):
            tensors["blk.0.attn_v.weight"][row, tokens] = 1.0 / gain
            tensors["blk.0.attn_output.weight"][size + flag, row] = _FLAG

    def _look_everywhere(self, tensors: dict[str, Array], size: int, gain: float) -> None:
        """Layer 1, one head per flag: is one of these tokens anywhere in the context?"""
        sought: dict[int, list[int]] = {
            Flag.ANALYSIS_ENDED: self.analysis_ends,
            Flag.BAD: [self.id(BAD_WORD), self.id(f" {BAD_WORD}")],
            Flag.ALLOWING: [self.id(ALLOWING_WORD), self.id(f" {ALLOWING_WORD}")],
        } | {len(Flag) + n: tokens for n, tokens in enumerate(self.sought)}
        for head, (flag, tokens) in enumerate(sought.items()):
            first = head * HEAD_DIM
            tensors["blk.1.attn_q.bias"][first + 31] = 8.0
            tensors["blk.1.attn_k.weight"][first + 31, tokens] = 40.0 / gain
            tensors["blk.1.attn_v.weight"][first, tokens] = 1.0 / gain
            tensors["blk.1.attn_output.weight"][size + flag, first] = _FLAG


def speak_channels(program: Program, analysis: int, answer: int) -> None:
    """Reasoning from the token ``analysis`` on, then an answer from ``answer`` on."""
    message = program.id("<|message|>")
    program.arrow(message, answer, less=_CHOICE)
    program.bonus(Flag.AFTER_FINAL, answer, 2 * _CHOICE)
    program.arrow(program.id("assistant"), program.id("<|channel|>"))
    _go_between(program, analysis, program.id("final"))


def _compile(program: Program, script: Script) -> None:
    """The script as arrows between tokens."""
    analysis = _say_analysis(program, script)
    _say_answer(program, script)
    if script.shape is not Shape.FREE_TEXT:
        program.arrow(program.id("assistant"), program.id("<|channel|>"))
    is_call = script.shape is Shape.TOOL_CALL
    _go_between(program, analysis, _call_tool(program) if is_call else program.id("final"))


def _go_between(program: Program, analysis: int, second: int) -> None:
    """The control tokens and channel names; ``second`` is the channel after the analysis."""
    channel, message = program.id("<|channel|>"), program.id("<|message|>")
    program.arrow(message, analysis)
    program.arrow(program.id("<|end|>"), program.id("<|start|>"))
    program.arrow(program.id("<|start|>"), program.id("assistant"))
    program.arrow(program.id("analysis"), message)
    program.arrow(program.id("final"), message)
    program.arrow(channel, program.id("analysis"))
    program.arrow(channel, second, less=_CHOICE)
    program.bonus(Flag.ANALYSIS_ENDED, second, 2 * _CHOICE)


def _say_analysis(program: Program, script: Script) -> int:
    """Returns its first token."""
    lead = program.chain(script.reasoning)
    program.analysis_ends = ends = lead[-1:]
    if script.violates.reasoning:
        allowed = program.chain(script.allowed.reasoning)
        violates = program.chain(script.violates.reasoning)
        program.verdict(lead[-1], allowed[0], violates[0], margin=_CHOICE)
        program.analysis_ends = ends = [allowed[-1], violates[-1]]
    following = {
        Shape.ENDS_IN_ANALYSIS: program.id("<|return|>"),
        Shape.REASONS_FOR_EVER: lead[0],
    }
    for token in ends:
        program.arrow(token, following.get(script.shape, program.id("<|end|>")))
    return lead[0]


def _say_answer(program: Program, script: Script) -> None:
    """After the final channel's ``<|message|>``; free text comes right after the role, too."""
    entries = {program.id("<|message|>"): _CHOICE}
    if script.shape is Shape.FREE_TEXT:
        entries[program.id("assistant")] = 0.0
    lead = program.chain(script.answer) if script.answer else []
    for before, less in entries.items() if lead else ():
        program.arrow(before, lead[0], less)
    labels = _say_labels(program, script, {lead[-1]: 0.0} if lead else entries)
    for first in lead[:1] or labels:
        program.bonus(Flag.AFTER_FINAL, first, 2 * _CHOICE)
    if not labels:
        again = script.shape is Shape.ANSWERS_FOR_EVER
        program.arrow(lead[-1], lead[0] if again else program.id("<|return|>"))


def _say_labels(program: Program, script: Script, entries: dict[int, float]) -> list[int]:
    """The two labels, each with what follows it; none if the script has no labels."""
    branches = (script.allowed, script.violates)
    labels = [program.id(branch.label) for branch in branches if branch.label]
    for before, less in entries.items() if labels else ():
        program.verdict(before, *labels, margin=script.margin, less=less)
    for label, branch in zip(labels, branches, strict=False):
        rest = program.chain(branch.rest) if branch.rest else []
        for following in rest[:1]:
            program.arrow(label, following)
        program.arrow([label, *rest][-1], program.id("<|return|>"))
    return labels


def _call_tool(program: Program) -> int:
    """A commentary message to a tool instead of an answer; its first token."""
    commentary, message = program.id("commentary"), program.id("<|message|>")
    recipient = program.chain(" to=functions.lookup")
    arguments = program.chain('{"query": "the policy"}')
    program.recipients = recipient[-1:]
    program.arrow(commentary, recipient[0])
    program.arrow(recipient[-1], message)
    program.arrow(message, arguments[0], less=_CHOICE)
    program.bonus(Flag.AFTER_RECIPIENT, arguments[0], 2 * _CHOICE)
    program.arrow(arguments[-1], program.id("<|call|>"))
    return commentary
