"""The content speaks to the classifier: orders, claims about its own label, control tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from clausebench.audits.rationale.evidence import Evidence
from clausebench.domain.clause import Finding, Severity
from clausebench.domain.text import Span
from clausebench.domain.words import words_of

ADDRESSED = "content.addresses-classifier"
CONTROL = "content.control-token"

# Special tokens of common chat formats, and headers that pretend to be another turn.
_CONTROL_TOKENS = re.compile(
    r"<\|[a-z_]{2,24}\|>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>|</?s>|<\|?(?:im_start|im_end)"
    r"|^[ \t]*#{2,3}[ \t]*(?:system|instructions?|assistant|response)[ \t]*:?[ \t]*$"
    r"|\[(?:system|admin|developer)[^\]\n]{0,80}\]|^[ \t]*(?:system|assistant|developer)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)

# Matched against the content's folded words with one blank between them, so that case, punctuation,
# line breaks, full-width letters and invisible characters cannot hide them. "~" stands for up to
# four words between; Chinese and Japanese have a blank after every character.
_IGNORE = "(?:ignore|disregard|forget|override|bypass|skip|do not follow|don't follow)"
_RULES = "(?:instructions?|rules?|polic(?:y|ies)|guidelines?|prompts?|directions?|safety|filters?)"
_PHRASES = (
    rf"{_IGNORE}~{_RULES}",
    r"(?:you are|you're|act as|pretend to be)~(?:classifier|moderator|language model|ai)",
    r"(?:developer|admin|debug|testing|test|training|god|jailbreak|dan) mode",
    r"(?:safety|policy|filters?|moderation|guardrails?|checks)~(?:disabled|suspended|deactivated)",
    r"(?:note|message|attention|instructions?) (?:to|for)~(?:classifier|moderator|reviewer|model)",
    r"(?:ignora|ignore|olvida|omite)~(?:instrucciones|reglas|políticas)",
    r"(?:ignorez?|oublie|oubliez)~(?:instructions|règles|consignes)",
    r"(?:ignoriere|ignorieren|vergiss|vergessen)~(?:anweisungen|regeln|richtlinien|vorgaben)",
    r"(?:ignore|esqueça|desconsidere)~(?:instruções|regras|políticas)",
    r"(?:ignora|dimentica)~(?:istruzioni|regole)",
    r"(?:игнорируй|игнорируйте|забудь|забудьте)~(?:инструкции|правила|указания)",
    r"(?:忽 略|无 视|忘 记)~(?:指 令|说 明|规 则|提 示)",
    r"(?:指 示|ル ー ル|命 令)~(?:無 視|忘 れ)",
)
_VERDICTS = "safe|benign|allowed|harmless|compliant|non violating|not spam"
_ABOUT_LABELS = (
    r"(?:classify|label|mark|rate|treat|categorize|flag)~(?:as|is)(?: a)? (?:{labels})",
    r"(?:this|above|following|content|message|email|text)~(?:is|as|are|be|was|now) (?:{labels})",
    r"(?:answer|respond|reply|output|return)(?: only| just| with| exactly| the word)* (?:{labels})",
)
_A_FEW_WORDS = r"(?: \S+){0,4} "


def audit(evidence: Evidence) -> Iterator[Finding]:
    """At most one warning of each kind; the spans lie in the content."""
    addressed = next(words_of(evidence.content).search(_addressing(_label_words(evidence))), None)
    if addressed:
        yield Finding(
            ADDRESSED,
            Severity.WARNING,
            "The content speaks to the classifier.",
            addressed,
            hint="Check that the reasoning judges these words instead of following them.",
        )
    control = _CONTROL_TOKENS.search(evidence.content)
    if control:
        yield Finding(
            CONTROL,
            Severity.WARNING,
            "The content imitates the marks that separate turns of a conversation.",
            Span(*control.span()),
            hint="They reached the model as plain text; check that it took them as such.",
        )


def _label_words(evidence: Evidence) -> tuple[str, ...]:
    names = (" ".join(words_of(label.name).folded) for label in evidence.policy.labels)
    return tuple(name for name in names if len(name) > 2)


@lru_cache(maxsize=16)
def _addressing(labels: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for everything that addresses a classifier with these labels."""
    verdicts = "|".join((*map(re.escape, labels), _VERDICTS))
    phrases = (*_PHRASES, *(phrase.replace("{labels}", verdicts) for phrase in _ABOUT_LABELS))
    joined = "|".join(phrases).replace("~", _A_FEW_WORDS)
    return re.compile(rf"(?<= )(?:{joined})(?= )")
