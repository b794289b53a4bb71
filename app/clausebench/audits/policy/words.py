"""Words that make a rule depend on taste, as data: en, de, fr, es, pt, it, pl, uk, ar, fa, hi, ja,
zh. Entries are fragments of regular expressions in small letters that begin with a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from clausebench.domain.text import Span

_FIRST_UNSPACED: Final = "\u2e80"


class Vocabulary:
    """Words to look for in lower-cased text. Scripts without spaces match anywhere."""

    def __init__(self, *lines: str) -> None:
        fragments = [fragment for line in lines for fragment in line.split("|")]
        unspaced = [f for f in fragments if any(c >= _FIRST_UNSPACED for c in f)]
        spaced = [f for f in fragments if f not in unspaced]
        # What must not stand before a word is checked afterwards: a pattern that starts with
        # letters is several times faster than one that starts by looking back.
        self._spaced = re.compile(rf"(?:{'|'.join(spaced)})(?![\w/])")
        self._unspaced = re.compile("|".join(unspaced) or r"(?!)")

    def spans(self, lowered: str) -> Iterator[Span]:
        """Where the words are, in no particular order."""
        for match in self._spaced.finditer(lowered):
            before = lowered[match.start() - 1 : match.start()]
            if not (before.isalnum() or before in ("/", "_")):
                yield Span(*match.span())
        if not lowered.isascii():
            yield from (Span(*match.span()) for match in self._unspaced.finditer(lowered))

    def is_in(self, lowered: str) -> bool:
        return any(True for _span in self.spans(lowered))


HEDGES: Final = Vocabulary(
    "generally|usually|typically|normally|mostly|ordinarily|largely|as a rule|in general",
    "in most cases|for the most part|as appropriate|where appropriate|when appropriate",
    "normalerweise|meistens|gewöhnlich|üblicherweise|in der regel|im allgemeinen|grundsätzlich",
    "généralement|habituellement|normalement|en général|d'habitude|le plus souvent",
    "generalmente|normalmente|usualmente|habitualmente|por lo general|en general",
    "geralmente|em geral|na maioria das vezes",
    "di solito|in genere|abitualmente|solitamente",
    "zazwyczaj|zwykle|na ogół|przeważnie",
    "зазвичай|як правило|переважно|здебільшого",
    "عادة|عادةً|غالبا|غالبًا|عموما|عمومًا",
    "معمولا|معمولاً|عموما|عموماً|اغلب",
    "आमतौर पर|सामान्यतः|प्रायः|अक्सर",
    "通常|一般的に|たいてい|普段",
    "一般来说|一般來說|往往|大多数情况",
)

OPEN_LISTS: Final = Vocabulary(
    r"etc\.?|et cetera|and so on|and so forth|and the like|or similar things",
    r"usw\.?|und so weiter|und dergleichen|et ainsi de suite|y así sucesivamente|e così via|ecc\.?",
    r"e assim por diante|itd\.?|itp\.?|i tak dalej|тощо|і так далі|і т\. ?д\.?",
    "إلخ|وما إلى ذلك|وهكذا|و غیره|وغیره|इत्यादि|वगैरह|等等|など|云云",
)

TASTE_WORDS: Final = Vocabulary(
    "egregious|inappropriate|excessive|objectionable|problematic|unreasonable|distasteful",
    "gratuitous|vulgar|obscene|indecent|improper|questionable|disrespectful|undesirable",
    "offensive|disturbing|extreme|unacceptable",
    "unangemessen(?:e[mnrs]?)?|anstößig(?:e[mnrs]?)?|übertrieben(?:e[mnrs]?)?|fragwürdig(?:e[mnrs]?)?",
    "inapproprié(?:e?s?)|excessi(?:f|ve)s?|choquante?s?|inapropiad[oa]s?|excesiv[oa]s?|ofensiv[oa]s?",
    "inapropriad[oa]s?|excessiv[oaie]s?|inappropriat[oaie]|offensiv[oaie]|discutibil[ei]",
    "nieodpowiedni\\w*|nadmiern\\w*|obraźliw\\w*|неприйнятн\\w*|надмірн\\w*|недоречн\\w*",
    "غير لائق|غير مناسب|مفرط|نامناسب|زننده|अनुचित|आपत्तिजनक|不適切|過度|不当|不當|不恰当|过分",
)

PRECEDENCE_WORDS: Final = Vocabulary(
    "wins?|wins over|beats?|overrides?|outranks?|takes? precedence|precedence|priority|prevails?",
    "highest[- ]severity|most severe|in case of conflict|conflicts?|supersedes?|dominant|trumps?",
    r"if both|if several|if more than one|comes first|ambigu\w+|edge cases?|borderline|if unclear",
    "vorrang|geht vor|im zweifel|prime sur|l'emporte|prioritaire|en cas de doute|prevalece",
    "prioridad|prioridade|prevale|priorità|in caso di dubbio|pierwszeństwo|nadrzędn\\w+",
    r"переважає|пріоритет\w*|сумнів\w*|الأولوية|أولوية|تغلب|اولویت|مقدم|प्राथमिकता|優先|优先|冲突",
)

ESCALATION_WORDS: Final = Vocabulary(
    r"escalat\w+|human review\w*|manual review|to a person|to a human|ask a person|by a person",
    r"a moderator|specialist|second opinion|eskal\w+|escalad\w+|escalar|remont\w+",
    r"revisión humana|revisão humana|revisione umana|ескал\w+|تصعيد|مراجعة بشرية|ارجاع|بازبینی",
    r"एस्केलेट|मानव समीक्षा|エスカレ|人間|上报|上報|升级|升級|人工",
)

ANSWER_WORDS: Final = Vocabulary(
    *(
        f"{verb} {amount}|{verb} with {amount}"
        for verb in ("return", "respond", "reply", "answer", "output")
        for amount in ("only", "exactly", "one", "a single", "a json", "the json", "json")
    ),
    "json object|antworte mit|antworte nur|antworten sie|gib genau|réponds par|répondez",
    "responde solo|responde con|responda apenas|responda com|rispondi solo|rispondi con",
    "odpowiedz tylko|odpowiedz jednym|відповідай|дай відповідь|أجب|پاسخ بده|उत्तर दें",
    "と答え|と回答|回答してください|请回答|請回答|只输出|只輸出|只回答",
)
