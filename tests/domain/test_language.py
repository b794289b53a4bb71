from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.language import LANGUAGE_NAMES, language_hint


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Your parcel is waiting, confirm the address now."),
        ("es", "Tu paquete está esperando, confirma la dirección ahora."),
        ("fr", "Votre colis vous attend, confirmez votre adresse ici."),
        ("de", "Ihr Paket wartet, bestätigen Sie die Adresse."),
        ("pt", "Seu pacote está esperando, confirme o endereço agora."),
        ("it", "Il tuo pacco ti aspetta, conferma subito l'indirizzo."),
        ("nl", "Uw pakket wacht op u, bevestig het adres hier."),
        ("pl", "Twoja paczka czeka, potwierdź teraz adres."),
        ("tr", "Kargonuz bekliyor, adresi hemen onaylayın."),
        ("vi", "Bưu kiện của bạn đang chờ, hãy xác nhận địa chỉ."),
        ("id", "Paket Anda sudah menunggu, konfirmasi alamat di sini."),
        ("sv", "Ditt paket väntar, bekräfta adressen nu och här."),
        ("ru", "Ваша посылка ждёт, подтвердите адрес."),
        ("uk", "Ваша посилка чекає, підтвердіть адресу."),
        ("ar", "طردك في الانتظار، أكد العنوان الآن."),
        ("fa", "بسته شما منتظر است، آدرس را تأیید کنید."),
        ("ur", "آپ کا پارسل انتظار میں ہے۔"),
        ("hi", "आपका पार्सल इंतज़ार कर रहा है।"),
        ("zh", "您的包裹正在等待，请确认地址。"),
        ("ja", "お荷物が待っています。住所を確認してください。"),
        ("ko", "소포가 기다리고 있습니다. 주소를 확인하세요."),
        ("th", "พัสดุของคุณรออยู่ กรุณายืนยันที่อยู่"),
        ("el", "Το δέμα σας περιμένει."),
        ("he", "החבילה שלך ממתינה."),
    ],
)
def test_common_languages_are_recognised(language: str, text: str) -> None:
    assert language_hint(text) == language
    assert language in LANGUAGE_NAMES


@pytest.mark.parametrize(
    "text",
    ["", "👍👍", "asdf qwer", "b.u.y n.o.w", "http://x.com/a", "12345", "Hello مرحبا 你好吗朋友"],
)
def test_it_says_nothing_rather_than_something_doubtful(text: str) -> None:
    assert language_hint(text) == ""


@given(st.text(max_size=80))
def test_every_hint_has_a_name(text: str) -> None:
    assert language_hint(text) in {"", *LANGUAGE_NAMES}
