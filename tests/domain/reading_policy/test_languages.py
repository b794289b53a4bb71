from __future__ import annotations

import pytest

from clausebench.domain.clause import ClauseKind, Decision
from clausebench.domain.reading_policy import parse
from clausebench.domain.reading_policy.keywords import decision_of, is_output_key, kind_of_title

_KINDS = (
    ClauseKind.INSTRUCTION,
    ClauseKind.DEFINITION,
    ClauseKind.VIOLATES,
    ClauseKind.ALLOWED,
    ClauseKind.EXCEPTION,
    ClauseKind.PRECEDENCE,
    ClauseKind.ESCALATION,
    ClauseKind.OUTPUT,
    ClauseKind.EXAMPLE,
)
_SECTIONS = {
    "en": "Instructions|Definitions|Not allowed|Allowed|Exceptions|Precedence|Escalation"
    "|Output|Examples",
    "de": "Anweisung|Begriffe|Verboten|Erlaubt|Ausnahmen|Vorrang|Eskalation|Ausgabe|Beispiele",
    "fr": "Consignes|Définitions|Interdit|Autorisé|Exceptions|Priorité|Escalade|Sortie|Exemples",
    "es": "Instrucciones|Definiciones|Prohibido|Permitido|Excepciones|Prioridad|Escalación"
    "|Salida|Ejemplos",
    "pt": "Instruções|Definições|Proibido|Permitido|Exceções|Prioridade|Escalação|Saída|Exemplos",
    "it": "Istruzioni|Definizioni|Vietato|Consentito|Eccezioni|Precedenza|Escalation|Output|Esempi",
    "pl": "Instrukcje|Definicje|Zabronione|Dozwolone|Wyjątki|Pierwszeństwo|Eskalacja"
    "|Wynik|Przykłady",
    "uk": "Інструкції|Визначення|Заборонено|Дозволено|Винятки|Пріоритет|Ескалація|Вивід|Приклади",
    "ar": "التعليمات|التعريفات|المحتوى المحظور|المحتوى المسموح|الاستثناءات|الأولوية|التصعيد"
    "|المخرجات|الأمثلة",
    "fa": "دستورالعمل|تعاریف|ممنوع|مجاز|استثناها|اولویت|ارجاع|خروجی|نمونه‌ها",
    "hi": "निर्देश|परिभाषाएँ|निषिद्ध|अनुमत|अपवाद|प्राथमिकता|एस्केलेशन|आउटपुट|उदाहरण",
    "ja": "指示|定義|禁止事項|許可される内容|例外|優先順位|エスカレーション|出力|例",
    "zh": "说明|定义|违规内容|允许内容|例外|优先级|升级|输出|示例",
}


@pytest.mark.parametrize("language", _SECTIONS)
def test_section_names_are_known_in(language: str) -> None:
    names = _SECTIONS[language].split("|")
    assert [kind_of_title(name) for name in names] == list(_KINDS)


@pytest.mark.parametrize("language", _SECTIONS)
def test_sections_give_their_lines_a_kind_in(language: str) -> None:
    names = _SECTIONS[language].split("|")
    text = "# X\n\n" + "\n\n".join(f"## {name}\n\n- a\n- b" for name in names)
    parsed = parse(text)
    sections = [c for c in parsed.clauses if c.depth == 1]
    assert [c.kind for c in sections] == list(_KINDS)
    assert {c.kind for c in parsed.children(sections[2].id)} == {ClauseKind.VIOLATES}


@pytest.mark.parametrize("language", _SECTIONS)
def test_bare_section_names_are_headings_in(language: str) -> None:
    names = _SECTIONS[language].split("|")
    parsed = parse("X 2\n\n" + "\n\n".join(f"{name}\n- a\n- b" for name in names[:5]))
    assert [c.kind for c in parsed.clauses if c.depth == 1] == list(_KINDS[:5])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("What is not allowed", ClauseKind.VIOLATES),
        ("Does NOT violate policy", ClauseKind.ALLOWED),
        ("Content that does not violate", ClauseKind.ALLOWED),
        ("Invalid", ClauseKind.VIOLATES),
        ("Unsafe", ClauseKind.VIOLATES),
        ("Disallowed content", ClauseKind.VIOLATES),
        ("Non-violating content", ClauseKind.ALLOWED),
        ("Child safety violations", ClauseKind.VIOLATES),
        ("Examples of violations", ClauseKind.EXAMPLE),
        ("Exceptions to violations", ClauseKind.EXCEPTION),
        ("Nicht erlaubt", ClauseKind.VIOLATES),
        ("Unzulässig", ClauseKind.VIOLATES),
        ("Verstößt nicht", ClauseKind.ALLOWED),
        ("Niedozwolone", ClauseKind.VIOLATES),
        ("Недозволений вміст", ClauseKind.VIOLATES),
        ("不违反政策的内容", ClauseKind.ALLOWED),
        ("違反しない内容", ClauseKind.ALLOWED),
        ("अनुमति नहीं", ClauseKind.VIOLATES),
        ("DEFINICIONES", ClauseKind.DEFINITION),
        ("Definition of Label", None),
        ("Classification levels", None),
        ("Graphic depictions", None),
    ],
)
def test_negations_win_over_what_they_negate(title: str, kind: ClauseKind | None) -> None:
    assert kind_of_title(title) is kind


@pytest.mark.parametrize(
    ("word", "decision"),
    [
        ("INVALID", Decision.VIOLATES),
        ("`valid`", Decision.ALLOWED),
        ("Escalate", Decision.ESCALATE),
        ("VERSTOẞ", Decision.VIOLATES),
        ("INTERDIT", Decision.VIOLATES),
        ("válido", Decision.ALLOWED),
        ("違反", Decision.VIOLATES),
        ("مسموح", Decision.ALLOWED),
        ("maybe", None),
        ("a word that is far too long to be a label", None),
    ],
)
def test_outcome_words_are_known(word: str, decision: Decision | None) -> None:
    assert decision_of(word) is decision


def test_output_keys_are_known_without_accents() -> None:
    assert all(
        map(is_output_key, ("Output", "**Label**", "Ausgabe", "Étiquette", "输出", "Result"))
    )
    assert not is_output_key("Reasoning")


def test_full_width_colons_and_numbers_are_read() -> None:
    parsed = parse(
        "政策\n\n定义\n刷单：花钱买评论。\n\n违规内容\n1、花钱买来的好评\n（2）威胁店员\n"
    )
    assert [c.term for c in parsed.terms] == ["刷单"]
    items = [c for c in parsed.clauses if c.kind is ClauseKind.VIOLATES and c.depth == 2]
    assert [c.title for c in items] == ["花钱买来的好评", "威胁店员"]


def test_marks_for_right_to_left_text_do_not_hide_a_heading() -> None:
    parsed = parse("\u200f# سياسة\n\n\u200f## المحتوى المحظور\n\u200f- وعود بأرباح\n")
    assert [c.kind for c in parsed.clauses[1:]] == [ClauseKind.VIOLATES] * 2
