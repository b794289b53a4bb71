"""What writers call outcomes, and the words that stand before them, as data."""

from __future__ import annotations

from typing import Final

from clausebench.domain.clause import Decision


def _listed(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split("|"))


_DECISION_WORDS: Final[dict[Decision, str]] = {
    Decision.ALLOWED: """
        valid safe allowed allow permitted permit acceptable compliant benign pass ok okay clean
        non-violating non_violating not_violating no_violation non-toxic approve approved accept
        permissible legitimate 0
        gültig erlaubt zulässig sicher unbedenklich
        valide autorisé permis conforme
        válido permitido seguro aceptable aceitável
        valido consentito ammesso sicuro
        dozwolone dozwolony bezpieczne
        дозволено безпечно допустимо
        مسموح آمن مقبول مجاز ایمن
        अनुमत सुरक्षित मान्य
        許可 許容 安全 有効
        允许 允許 合规 合規 有效
    """,
    Decision.VIOLATES: """
        invalid unsafe violates violate violation violating violated block blocked remove removed
        disallowed disallow prohibited forbidden harmful fail reject rejected deny not_allowed
        toxic banned ban 1
        ungültig verstoß verstoss verboten unzulässig unsicher
        invalide interdit violation
        inválido prohibido infringe viola proibido
        invalido vietato proibito
        zabronione narusza niedozwolone
        заборонено порушення порушує
        محظور ممنوع مخالف انتهاك غیرمجاز
        निषिद्ध उल्लंघन अमान्य
        違反 禁止 無効
        违反 違反 违规 違規 无效 無效
    """,
    Decision.ESCALATE: """
        escalate escalated review needs_review human_review needs-review manual_review uncertain
        unsure eskalieren prüfen escalader escalar escalare eskaluj ескалувати
        تصعيد ارجاع エスカレーション 要確認 升级 升級 人工审核 人工審核
    """,
}

DECISIONS: Final[dict[str, Decision]] = {
    word: decision for decision, words in _DECISION_WORDS.items() for word in words.split()
}
"""Casefolded outcome word to what it means."""

OUTPUT_KEYS: Final = _listed(
    """output|label|decision|verdict|classification|result|answer|expected output|expected label|
    expected|expected verdict|correct label|correct answer|action|outcome|rating|
    ausgabe|entscheidung|ergebnis|antwort|sortie|decision attendue|resultat|etiquette|reponse|
    salida|resultado|etiqueta|respuesta|decisión|saida|decisao|rotulo|resposta|
    uscita|risultato|etichetta|risposta|decisione|wynik|decyzja|etykieta|odpowiedz|
    вивід|результат|рішення|мітка|відповідь|المخرجات|النتيجة|القرار|التصنيف|الإجابة|
    خروجی|نتیجه|برچسب|پاسخ|आउटपुट|परिणाम|निर्णय|लेबल|उत्तर|出力|判定|結果|ラベル|回答|
    输出|輸出|结果|結果|判定|标签|標籤|答案"""
)
"""Casefolded words without accents that stand before a label: ``Output: INVALID``."""

CONTENT_KEYS: Final = _listed(
    """content|input|text|post|message|comment|user|prompt|request|query|example|
    inhalt|eingabe|beitrag|contenu|entree|contenido|entrada|conteudo|contenuto|tresc|зміст|вміст|
    текст|المحتوى|النص|محتوا|متن|सामग्री|पाठ|内容|入力|投稿|輸入|输入"""
)
"""Words that stand before quoted content in a written-out example."""

ALLOWED_MARKS: Final = "✅✓✔☑👍🟢🆗"
VIOLATES_MARKS: Final = "🚫❌✗✘⛔🔴👎✖🚨❗"
