"""Words that show how sure a text is of itself, in the languages models reason in."""

from __future__ import annotations

import re

HEDGES: tuple[str, ...] = (
    # English
    "maybe", "perhaps", "might", "may be", "could be", "possibly", "probably", "presumably",
    "likely", "unlikely", "unclear", "uncertain", "unsure", "not sure", "not clear", "ambiguous",
    "borderline", "arguably", "seems", "seem to", "appears to", "potentially", "debatable",
    "hard to say", "hard to tell", "not entirely", "not obviously", "not necessarily",
    "I think", "I guess", "I suppose", "can't be certain", "cannot be certain",
    # Spanish, Portuguese, French, Italian
    "quizás", "quizá", "tal vez", "probablemente", "posiblemente", "podría ser", "no está claro",
    "talvez", "provavelmente", "possivelmente", "pode ser", "não está claro",
    "peut-être", "probablement", "pourrait être", "il semble", "pas clair",
    "forse", "probabilmente", "potrebbe essere", "non è chiaro",
    # German, Dutch
    "vielleicht", "möglicherweise", "wahrscheinlich", "könnte sein", "vermutlich", "unklar",
    "grenzwertig", "misschien", "mogelijk", "waarschijnlijk", "onduidelijk",
    # Chinese, Japanese
    "可能", "也许", "或许", "不确定", "不清楚", "かもしれ", "おそらく", "不明確",
)  # fmt: skip
"""Phrases that lower the certainty of a statement."""

TURNS: tuple[str, ...] = (
    "however", "on the other hand", "on second thought", "then again", "that said",
    "nevertheless", "nonetheless", "hold on", "let me reconsider", "let's reconsider",
    "sin embargo", "por otro lado", "no entanto", "por outro lado", "cependant", "toutefois",
    "tuttavia", "jedoch", "allerdings", "andererseits", "echter", "但是", "然而", "不过", "しかし",
)  # fmt: skip
"""Phrases that turn against what was said before, wherever they stand."""

OPENING_TURNS: tuple[str, ...] = (
    "but", "wait", "actually", "yet", "hmm", "although", "still",
    "pero", "mas", "mais", "ma", "aber", "doch", "moment", "maar", "でも",
)  # fmt: skip
"""Words that turn only when they open a sentence; elsewhere they mean too many things."""


_SENTENCE_START = re.compile(r"""(?:\A|[.!?…:;—。！？\n]["'”’)*]*[ \t]*)\Z""")


def opens_a_sentence(text: str, offset: int) -> bool:
    """Whether nothing but marks and spaces stands between ``offset`` and a sentence's start."""
    return _SENTENCE_START.search(text[max(0, offset - 8) : offset]) is not None
