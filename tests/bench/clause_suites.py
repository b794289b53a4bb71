"""Policies of single-word clauses, posts that say some of the words, and edits of one clause."""

from __future__ import annotations

import random
import re

from clausebench.domain.case import Case, Expectation
from clausebench.services.desk import Desk

WORDS = ("amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "heath", "islet", "jetty")
RULES = tuple((f"R{place}", word) for place, word in enumerate(WORDS))
CODES = {word: code for code, word in RULES} | {"quay": "", "reef": "R50"}
"""What constructed weights say of each word; no policy that they are asked about first has the
last two."""
_NAMED = re.compile(r"Posts that mention (\w+)")


def rule_text(rules: tuple[tuple[str, str], ...]) -> str:
    """A policy with one clause for each word, the word with a capital."""
    lines = "\n".join(f"- {code} Posts that mention {word.capitalize()}" for code, word in rules)
    return f"# Words\n\n## Violates\n\n{lines}\n\n## Allowed\n\n- R99 Everything else\n"


def keep_posts(desk: Desk, chance: random.Random, count: int) -> tuple[Case, ...]:
    """In a policy of their own; none, one or two of the words in each."""
    policy = desk.library.create(f"Words {chance.random()}", rule_text(RULES)).policy
    for number in range(count):
        said = chance.sample(tuple(CODES), chance.choice((0, 1, 1, 2)))
        content = f"post {number} " + " ".join(said)
        desk.library.keep_case(policy.id, content, Expectation(), name=f"n{number}")
    return desk.library.cases(policy.id)


def edited(chance: random.Random, kind: str) -> str:
    """One clause dropped, reworded ("drop", "reword"), or a clause more ("add")."""
    place = chance.randrange(len(RULES))
    code, _word = RULES[place]
    put = {"drop": (), "reword": ((code, "quay"),), "add": (RULES[place], ("R50", "reef"))}[kind]
    return rule_text((*RULES[:place], *put, *RULES[place + 1 :]))


def true_flips(cases: tuple[Case, ...], new: str) -> set[str]:
    """Names of the cases whose decision the edit changes, known from how the weights are made."""

    def violates(text: str, content: str) -> bool:
        said = content.split()
        return any(word.lower() in said for word in _NAMED.findall(text))

    old = rule_text(RULES)
    return {c.name for c in cases if violates(old, c.content) is not violates(new, c.content)}
