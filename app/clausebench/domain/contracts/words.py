"""Read an answer that is one word: a digit, VALID or INVALID, a label."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from clausebench.domain.clause import Decision
from clausebench.domain.contracts.repairs import UNREADABLE, Repair, repaired
from clausebench.domain.verdict import Reading, VerdictStatus

MARKS = " \t\r\n*_`~#>\"'“”‘’«».,:;!()[]{}<>-–—"
_LEAD = (
    r"^[^\w\n]*(?:final\s+|the\s+|my\s+)*"
    r"(?:answer|classification|output|label|verdict|decision|result|judge?ment)\b"
    r"[^:\n]{0,40}:\W*(?P<rest>\w.*)$"
)
_ANSWER_LINE = re.compile(_LEAD, re.IGNORECASE | re.MULTILINE)
_NEGATED = re.compile(
    r"(?:\b(?:not|never|neither|nor|no longer|cannot)|n['’]t)\s+"
    r"(?:(?:be|to|an?|the|as|at all|really|clearly|entirely|fully|strictly|considered)\s+)*\W*$",
    re.IGNORECASE,
)
_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Word:
    """A word the model may answer with, and what it means."""

    name: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class WordTable:
    """The words an answer is looked up in.

    ``codes`` are what the answer may cite besides. ``in_sentence``: whether a word counts when
    it stands in a sentence; a digit does not, there are too many other reasons for one.
    """

    words: tuple[Word, ...]
    codes: tuple[str, ...] = ()
    in_sentence: bool = False

    def word(self, text: str) -> Word | None:
        return next((w for w in self.words if w.name == text), None)

    def word_in_any_case(self, text: str) -> Word | None:
        plain = text.casefold()
        return next((w for w in self.words if w.name.casefold() == plain), None)


def read_words(text: str, table: WordTable) -> Reading:
    """The one word the answer names. Two different ones are unreadable, and so is none."""
    reading = read_alone(text, table)
    if reading is not None:
        return reading
    prose = _without_choices(text.replace("*", "").replace("`", ""), table)
    for search in (_on_answer_lines, _on_outer_lines, _in_sentences):
        named = search(prose, table)
        if len(named) > 1:
            return UNREADABLE
        if named:
            return repaired(_reading(named[0], prose, table), Repair.SURROUNDING_TEXT)
    is_word = len(text) <= _LONGEST_LABEL and len(text.split()) == 1
    return Reading(VerdictStatus.UNREADABLE, label=text if is_word else None)


def read_alone(text: str, table: WordTable) -> Reading | None:
    """The word when it is all there is, give or take marks around it and letter case."""
    word = table.word(text)
    if word is not None:
        return _reading(word, text, table)
    bare = text.strip(MARKS)
    repairs = (Repair.SURROUNDING_MARKS,) if bare != text else ()
    word = table.word(bare)
    if word is not None:
        return repaired(_reading(word, bare, table), *repairs)
    word = table.word_in_any_case(bare)
    if word is not None:
        return repaired(_reading(word, bare, table), *repairs, Repair.LETTER_CASE)
    return None


def cited_codes(text: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes named in the text, in order, each once."""
    pattern = _any_of(codes)
    return tuple(dict.fromkeys(pattern.findall(text))) if pattern else ()


def _reading(word: Word, text: str, table: WordTable) -> Reading:
    return Reading(
        VerdictStatus.OK,
        decision=word.decision,
        label=word.name,
        clauses=cited_codes(text, table.codes),
    )


def _without_choices(text: str, table: WordTable) -> str:
    """Take out the question, when the model repeats it: ``Answer (VALID or INVALID):``."""
    word = "|".join(re.escape(w.name) for w in table.words)
    return re.sub(rf"\(?\b(?:{word})(?:\s*(?:,|/|\||\bor\b|\band\b)\s*(?:{word}))+\b\)?", "", text)


def _on_answer_lines(text: str, table: WordTable) -> list[Word]:
    rests = [match.group("rest") for match in _ANSWER_LINE.finditer(text)]
    alone = [word for rest in rests if (word := table.word_in_any_case(rest.strip(MARKS)))]
    return _distinct((*alone, *(w for rest in rests for w in _mentions(rest, table))))


def _on_outer_lines(text: str, table: WordTable) -> list[Word]:
    lines = [line.strip(MARKS) for line in text.splitlines() if line.strip()]
    return _distinct(word for line in (*lines[:1], *lines[-1:]) if (word := table.word(line)))


def _in_sentences(text: str, table: WordTable) -> list[Word]:
    return _distinct(_mentions(text, table)) if table.in_sentence else []


def _mentions(text: str, table: WordTable) -> list[Word]:
    """The words spelled as in the table. A denied one might mean any other, so all of them."""
    pattern = _any_of(w.name for w in table.words)
    found: list[Word] = []
    for match in pattern.finditer(text) if pattern else ():
        if _NEGATED.search(text[max(0, match.start() - 60) : match.start()]):
            return list(table.words)
        found.extend(w for w in table.words if w.name == match.group())
    return found


def _distinct(words: Iterable[Word]) -> list[Word]:
    return list(dict.fromkeys(words))


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
