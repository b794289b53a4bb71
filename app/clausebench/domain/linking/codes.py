"""Citations: clause codes as people and models write them, and codes that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausebench.domain.clause import Clause, ClauseKind, ParsedPolicy
from clausebench.domain.linking.links import Link, LinkKind
from clausebench.domain.text import Span
from clausebench.domain.words import Phrasebook, Words, word_count, words_of

_FAMILY = re.compile(r"([^\W\d_]+(?:[-_][^\W\d_]+){0,2})([ .\-_]?)\d")
_BREAKS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|[\s.()\[\]/_-]+")
_DEPICTION = re.compile(r"^[A-Za-z][-_](?=[A-Za-z])")
_LONG_SUBCLAUSE = re.compile(r"\d\.[a-z]{2}")
_CUE = re.compile(
    r"(?:\b(?:sections?|rules?|clauses?|criteri(?:on|a)|articles?|policy)|§|#)[ ]*[\"“'(]?\Z",
    re.IGNORECASE,
)
_JUDGES = frozenset({ClauseKind.VIOLATES, ClauseKind.ALLOWED, ClauseKind.EXCEPTION})


def code_key(written: str) -> str:
    """What ``SP2.a``, ``sp2a``, ``SP 2(a)`` and ``SP-02.a`` have in common."""
    parts = filter(None, _BREAKS.split(written))
    return ".".join(part.lstrip("0") or "0" for part in parts).casefold()


def find_clause(policy: ParsedPolicy, written: str) -> Clause | None:
    """The clause that an id, or a code in any of its usual spellings, stands for."""
    keys = {code_key(written), code_key(_DEPICTION.sub("", written))}
    coded = (clause for clause in policy.clauses if clause.code and code_key(clause.code) in keys)
    return policy.clause(written) or next(coded, None)


@dataclass(frozen=True, slots=True)
class CodeFinder:
    """Finds the citations of one policy's clauses.

    A code of letters and digits is found wherever it stands. A code that is only a number or one
    word needs a cue before it ("section 4.1"). A clause without a code is cited by its title.
    """

    _by_key: dict[str, Clause]
    _families: frozenset[tuple[str, str]]
    _pattern: re.Pattern[str] | None
    _named: Phrasebook[Clause]

    @classmethod
    def of(cls, policy: ParsedPolicy) -> CodeFinder:
        families = frozenset((m[1], m[2]) for m in map(_FAMILY.match, policy.codes) if m)
        by_key = {code_key(c.code): c for c in reversed(policy.clauses) if c.code}
        labels = frozenset(w for label in policy.labels for w in words_of(label.name).folded)
        named = [
            (clause.code or clause.title, clause)
            for clause in policy.clauses
            if _is_plain_code(clause) or _is_citable_by_title(clause, labels)
        ]
        return cls(by_key, families, _code_pattern(families, policy.codes), Phrasebook.of(named))

    def find(self, words: Words) -> Iterator[Link]:
        """Every citation, known or not; they may overlap."""
        if self._pattern:
            yield from filter(None, map(self._judge, self._pattern.finditer(words.text)))
        for span, clause in self._named.find(words):
            if not _could_be_prose(clause) or _is_cited(words.text, span, clause):
                yield _citation(span, clause)

    def _judge(self, found: re.Match[str]) -> Link | None:
        """A code, unless its spelling makes it look like ordinary words ("as 2")."""
        span = Span(*found.span())
        if not self._is_written_like_a_code(found["family"], found["gap"]):
            return None
        for start in (span.start, found.start("family")):
            if clause := self._by_key.get(code_key(found.string[start : span.end])):
                return _citation(span, clause)
        return Link(LinkKind.UNKNOWN_CITATION, span, name=found.group())

    def _is_written_like_a_code(self, written: str, gap: str) -> bool:
        """In another case, a code must be longer than a letter and keep the policy's spaces."""
        for family, own_gap in self._families:
            is_free = len(family) > 1 and (gap != " " or own_gap == " ")
            if written == family or (is_free and written.casefold() == family.casefold()):
                return True
        return False


def _citation(span: Span, clause: Clause) -> Link:
    name = clause.code or clause.title
    return Link(LinkKind.CITATION, span, clause.id, policy_span=clause.own, name=name)


def _is_plain_code(clause: Clause) -> bool:
    return clause.code is not None and not _FAMILY.match(clause.code)


def _could_be_prose(clause: Clause) -> bool:
    """Whether the code alone could be a number or a word of the sentence."""
    code = clause.code or ""
    return bool(code) and (not any(map(str.isalpha, code)) or len(words_of(code)) == 1)


def _is_cited(text: str, span: Span, clause: Clause) -> bool:
    """Spelled as in the policy, after a word that announces a citation."""
    before = text[max(0, span.start - 16) : span.start]
    return span.of(text) == clause.code and _CUE.search(before) is not None


def _is_citable_by_title(clause: Clause, label_words: frozenset[str]) -> bool:
    """Whether the title is how one would cite the clause: more than one word, and no label."""
    words = words_of(clause.title).folded
    return (
        clause.code is None
        and clause.kind in _JUDGES
        and word_count(words) >= 2
        and label_words.isdisjoint(words)
    )


def _code_pattern(
    families: Iterable[tuple[str, str]], codes: Iterable[str]
) -> re.Pattern[str] | None:
    """A pattern for every code that has the shape of this policy's codes.

    One letter and a hyphen may stand before a code: depiction and request (``D-SP2``, ``R-SP2``).
    A capital after the dot is no sub-clause, a new sentence begins there.
    """
    names = sorted({family for family, _ in families}, key=len, reverse=True)
    if not names:
        return None
    letter = "[a-z]{1,3}" if any(map(_LONG_SUBCLAUSE.search, codes)) else "[a-z]"
    return re.compile(
        rf"(?<![^\W_])(?:[A-Za-z][-_])?(?P<family>(?i:{'|'.join(map(re.escape, names))}))"
        r"(?P<gap>[ .\-_]?)\d{1,3}"
        rf"(?:\({letter}\)|[.\-]?{letter}(?![^\W_])|\.\d{{1,3}})*(?![^\W_])"
    )
