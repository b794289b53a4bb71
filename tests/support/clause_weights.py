"""Constructed weights whose verdict rests on the clauses of the policy, one by one.

Each word has two spellings: a clause names it with a capital ("Amber"), a content says it in
small letters ("amber"). Run through the true llama.cpp the weights answer "violates" if and only
if some word stands in both, and their reasoning cites the first such word's clause. So what an
edit of one clause changes is known without asking them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from tests.support.gguf_file import write_weights
from tests.support.gguf_maker import Program, speak_channels
from tests.support.vocabulary import WORDS, Vocabulary

_SURE = 600.0
_MARGIN = 100.0
_FIRST_COMES_FIRST = 8.0
_SURE_DIGIT = 14.0


def clause_weights(folder: Path, codes: Mapping[str, str]) -> Path:
    """``codes``: word (small letters) to the clause that names it, or to nothing if no wording
    that these weights will be asked about gives the word a code.
    """
    path = folder / f"clauses-{'-'.join(codes)}.gguf"
    if not path.exists():
        spellings = [spelling for word in codes for spelling in (word, word.capitalize())]
        program = Program(Vocabulary(words=(*WORDS, *spellings)), sure=_SURE)
        _compile(program, codes)
        write_weights(path, program.vocabulary, program.tensors())
    return path


def _compile(program: Program, codes: Mapping[str, str]) -> None:
    lead = program.chain("I read the policy clause by clause and then the text. ")
    allowed = program.chain("Nothing that a clause names is said here.")
    spoken = {
        word: program.chain(
            f"The text says {word}; {code or 'a clause'} names {word}. It decides on {word}."
        )
        for word, code in codes.items()
    }
    pairs = [(_sought(program, word), _sought(program, word.capitalize())) for word in codes]
    firsts = [chain[0] for chain in spoken.values()]
    program.arrow(lead[-1], allowed[0])
    _choose(program, lead[-1], pairs, firsts)
    ends = [allowed[-1], *(chain[-1] for chain in spoken.values())]
    for end in ends:
        program.arrow(end, program.id("<|end|>"))
    program.analysis_ends = ends
    answer = program.chain('{"violation": ')
    _say_digit(program, answer[-1], program.seek(ends[1:]), pairs, codes)
    speak_channels(program, lead[0], answer[0])


def _sought(program: Program, word: str) -> int:
    return program.seek([program.id(word), program.id(f" {word}")])


def _choose(program: Program, before: int, pairs: list[tuple[int, int]], firsts: list[int]) -> None:
    """The first whose two flags are both up; one flag alone stays below everything else."""
    for place, (pair, first) in enumerate(zip(pairs, firsts, strict=True)):
        program.arrow(before, first, less=3 * _MARGIN + place * _FIRST_COMES_FIRST)
        for flag in pair:
            program.bonus(flag, first, 2 * _MARGIN)


def _say_digit(
    program: Program,
    before: int,
    violating: int,
    pairs: list[tuple[int, int]],
    codes: Mapping[str, str],
) -> None:
    """``violating``: the flag that the reasoning named a clause."""
    zero, one = program.id("0"), program.id("1")
    program.arrow(before, zero)
    program.arrow(before, one, less=_SURE_DIGIT)
    program.bonus(violating, one, 2 * _SURE_DIGIT)
    rests = [program.chain(_rest(word, code)) for word, code in codes.items()]
    program.arrow(zero, (nothing := program.chain(_rest("nothing", "")))[0])
    _choose(program, one, pairs, [rest[0] for rest in rests])
    for rest in (*rests, nothing):
        program.arrow(rest[-1], program.id("<|return|>"))


def _rest(word: str, code: str) -> str:
    fields = {
        "policy_category": None,
        "rule_ids": [code] if code else [],
        "confidence": "high",
        "rationale": f"It says {word}.",
    }
    return ", " + json.dumps(fields)[1:]
