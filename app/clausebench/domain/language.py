"""A guess at the language of a text, from its script, its letters and its commonest words.

Good enough for a chip beside a content. It says nothing rather than something doubtful.
"""

from __future__ import annotations

import re

from clausebench.domain.words import words_of

LANGUAGE_NAMES: dict[str, str] = {
    "am": "Amharic", "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "cs": "Czech", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "gu": "Gujarati", "he": "Hebrew",
    "hi": "Hindi", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada",
    "ko": "Korean", "lo": "Lao", "ml": "Malayalam", "mr": "Marathi", "my": "Burmese",
    "nl": "Dutch", "pa": "Punjabi", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "si": "Sinhala", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""English names of the languages that ``language_hint`` knows, by ISO 639 code."""

_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("latin", _LATIN), ("cyrillic", "\u0400-\u052f"), ("arabic", "\u0620-\u06ff\u0750-\u077f"),
    ("ja", "\u3041-\u30ff\uff66-\uff9d"), ("zh", "\u3400-\u9fff\U00020000-\U0003ffff"),
    ("ko", "\uac00-\ud7a3\u1100-\u11ff"), ("hi", "\u0904-\u0963"), ("bn", "\u0985-\u09f1"),
    ("pa", "\u0a05-\u0a74"), ("gu", "\u0a85-\u0ae1"), ("ta", "\u0b85-\u0bd7"),
    ("te", "\u0c05-\u0c61"), ("kn", "\u0c85-\u0ce1"), ("ml", "\u0d05-\u0d61"),
    ("si", "\u0d85-\u0df3"), ("th", "\u0e01-\u0e4e"), ("lo", "\u0e81-\u0eca"),
    ("my", "\u1000-\u103f"), ("ka", "\u10a0-\u10ff"), ("am", "\u1200-\u137f"),
    ("km", "\u1780-\u17d2"), ("el", "\u0370-\u03ff\u1f00-\u1fff"), ("he", "\u05d0-\u05ea"),
    ("hy", "\u0531-\u0587"),
)  # fmt: skip
_SCRIPT_PATTERNS = tuple((name, re.compile(f"[{letters}]")) for name, letters in _SCRIPTS)

# Within one script, letters that only some of its languages use; the first that occurs decides.
_TELLTALES: dict[str, tuple[tuple[str, str], ...]] = {
    "cyrillic": (
        ("[әғқңұһ]", "kk"), ("ў", "be"), ("[іїєґ]", "uk"), ("[ђјљњћџ]", "sr"), ("[ыэё]", "ru"),
        ("ъ", "bg"), ("", "ru"),
    ),
    "arabic": (("[ٹڈڑںےھہ]", "ur"), ("[پچژگکی]", "fa"), ("", "ar")),
    "hi": (("ळ", "mr"), ("", "hi")),
}  # fmt: skip

_COMMON_WORDS: dict[str, str] = {
    "en": "the and to of a in is you that it for on with this are your my be have not we can our"
    " what was at from do me if how here now so just all will but or by they an get i he she"
    " who don't it's i'm free click buy"
    " customer customers account illegal public email update message",
    "es": "el la los las de que y en un una es por con para no se lo su como más pero mi te está"
    " tu qué esta este son del al muy hay yo gratis aquí"
    " cómo una quiere nadie esos esas gana ganar hoy",
    "fr": "le la les de des et un une est que pour dans pas vous je ce en sur avec il qui ne du"
    " votre nous mon plus c'est au sont ça être mais ou cette ici"
    " voici personne comment nuit tout toute très même sans",
    "de": "der die das und ist nicht ein eine ich sie zu den mit für auf von es dem im auch wie"
    " wir ihr sind bei oder aber hier du mein dein werden kann nur noch"
    " wie dich dir niemand mag hallo ihnen wenn alle",
    "pt": "o a os as de que em um uma é para não se por mais como seu sua você do da no na"
    " dos eu meu está isso são ao mas aqui grátis"
    " ninguém oi segue clique agora",
    "it": "il lo la gli le di che e un una è per non con sono mi si come più ma del della questo"
    " ti tuo al nel anche hai io ho qui su da"
    " ecco nessuno vuole come ciao subito",
    "nl": "de het een en van ik is dat niet je op te met voor zijn er aan maar ook die als bij"
    " wat naar mijn jij we nog geen deze hier uw wordt"
    " hoe jij hallo om je niemand leuk",
    "pl": "i w na nie się z że to jest do jak ale po co tak za od ja czy są dla przez twój mam"
    " tylko już może jego bardzo tutaj"
    " nikt cię twoje jesteś mam",
    "tr": "ve bir bu için ile da de ne çok ama gibi daha mi var ben sen değil olarak kadar en her"
    " şey nasıl burada hemen sizin"
    " nasıl kimse seni hesabınız",
    "vi": "và của là có không cho một được với những người này tôi bạn để các trong đã sẽ khi"
    " nhưng nếu ở tại ngay",
    "id": "yang dan di ini itu dengan untuk tidak dari saya anda akan ada ke kami kamu pada adalah"
    " bisa juga sudah atau dalam apa karena gratis klik sini"
    " bagaimana cara akun",
    "sv": "och att det som en är på för med inte jag till av har den ett du om vi kan din här så"
    " från men eller alla nu"
    " hur upp ditt",
    "ro": "și de la în este nu un o cu pe că pentru sunt care mai din ce eu te să au fi aici dar"
    " acest foarte"
    " cum",
    "cs": "a je se na že v to s z do jsem o ne jak ale pro by tak za jsou jste co si také už nebo"
    " který tady"
    " jak",
    "hu": "a az és hogy nem is egy van ez meg de mi ha csak már itt nagyon még vagy azt én te"
    " kell mint",
    "fi": "ja on ei se että hän minä sinä oli mutta kun niin ole mitä tämä joka kuin vain nyt"
    " tai jos olet täällä"
    " miten",
    "tl": "ang ng sa na mga ay at ko mo ka hindi ito para si kung po ako siya lang namin dito"
    " niya kayo",
    "sw": "na ya wa kwa ni katika la za hii kama yako yangu sana lakini hapa wewe mimi bila cha"
    " hiyo watu",
}
_SPELLINGS: dict[str, str] = {
    "en": r"(?:ing|ings|tion|tions|ed|ly|ity|ment|ness|ght|ous|ies|er|ers)\b|th|wh|ck|ow|ea",
    "es": r"ción|(?:mente|ando|iendo|ar|ero|era|ados?|idos?)\b|\bgan|ll|uev",
    "fr": r"[èêëîï]|(?:eux|ez|oir|aire|elle|ette)\b|eau|oui|\b[ldjcsn]['’]|ou[trsv]",
    "de": r"[äöü]|sch|(?:ung|cht|keit|lich|ieren|en)\b|ei|\bge[a-z]+t\b|zu",
    "pt": r"ção|ções|nh|lh|(?:ando|endo|amente|eiro|eira)\b|\bvoc",
    "it": r"(?:zione|zioni|mente|are|ere|ato|ata|ello|ella|etto)\b|gli|cch|zz|\bcl?icca",
    "nl": r"ij|oe|aa|uu|(?:cht|isch|heid|lijk|en|tje)\b|sch|gr",
    "pl": r"cz|sz|rz|dz|(?:ych|ego|emu|nia)\b",
    "tr": r"(?:lar|ler|dır|dir|yor|mak|mek|ın|nız)\b",
    "vi": r"[ăđ]|ng|nh|\bth",
    "id": r"(?:kan|nya|lah|ang|an)\b|\b(?:me[mn]|ber|ter|pe[mn])|ng",
    "sv": r"[åäö]|(?:ning|ande|are|arna|orna|igt|lig|sk)\b|sj|tt",
    "ro": r"[âî]|(?:ului|ilor|ește|are|ează)\b",
    "cs": r"[ščž]|(?:ní|ého|ých|ost|ovat)\b",
    "hu": r"[áéó]|sz|gy|(?:ban|ben|nak|nek|ság|ség)\b",
    "fi": r"[äö]|(?:ssa|sta|lla|lle|inen|nen|taa)\b|kk|aa|ii|yy",
}
_OWN_LETTERS: dict[str, str] = {
    "es": "[ñ¿¡]", "de": "ß", "pt": "[ãõ]", "pl": "[ąćęłńśźż]", "tr": "[ğşıİ]", "ro": "[ășț]",
    "cs": "[ěřů]", "hu": "[őű]", "vi": "[ơưạảấầẩậắằặẹẻẽếềểễệỉịọỏốồổộớờởợụủứừửữựỳỷỹ]", "fr": "[œç]",
}  # fmt: skip
_LANGUAGES_OF_WORD = {
    word: tuple(code for code, words in _COMMON_WORDS.items() if word in words.split())
    for words in _COMMON_WORDS.values()
    for word in words.split()
    if len(word) > 1  # "a" and "o" also come from spelled-out words and addresses
}

_ENOUGH = 1.3
_SPELLING_WEIGHT = 0.4
_CLEARLY = 1.25


def language_hint(text: str) -> str:
    """An ISO 639 code, or "" when the text is too short, mixed, or in no language known here."""
    script = _main_script(text)
    if script == "latin":
        return _latin_language(text)
    return next(
        (code for letters, code in _TELLTALES.get(script, ()) if re.search(letters, text.lower())),
        script,
    )


def _main_script(text: str) -> str:
    """The script of at least half of the letters; kana among Chinese characters is Japanese."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPT_PATTERNS}
    if counts["ja"] * 10 > counts["zh"]:
        counts["ja"] += counts.pop("zh")
    script = max(counts, key=lambda name: counts[name])
    return script if counts[script] and 2 * counts[script] >= sum(counts.values()) else ""


def _latin_language(text: str) -> str:
    """By common words, each shared among its languages, and by how its words are spelled."""
    scores = dict.fromkeys(_COMMON_WORDS, 0.0)
    for word in words_of(text).folded:
        languages = _LANGUAGES_OF_WORD.get(word, ())
        for code in languages:
            scores[code] += 1 / len(languages)
    for code, letters in _OWN_LETTERS.items():
        scores[code] += len(re.findall(letters, text.lower()))
    for code, spelling in _SPELLINGS.items():
        scores[code] += _SPELLING_WEIGHT * len(re.findall(spelling, text.lower()))
    second, best = sorted(scores, key=lambda code: scores[code])[-2:]
    is_clear = scores[best] >= _ENOUGH and scores[best] >= _CLEARLY * scores[second]
    return best if is_clear else ""
