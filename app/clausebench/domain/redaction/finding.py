"""Find e-mail addresses, phone numbers, handles, addresses and numbers that belong to a person.

Patterns, not understanding: a name in running text is not found, and now and then a harmless
number is. That is why findings are shown before anything is replaced.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.text import Span


class PersonalKind(StrEnum):
    """Where two fit, the first one wins."""

    EMAIL = "e-mail"
    HANDLE = "handle"
    NUMBER = "number"
    IP = "IP address"
    ADDRESS = "address"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Personal:
    """One place in a text."""

    kind: PersonalKind
    span: Span
    text: str


_INVENTED = re.compile(r"(?:\.|@)(?:example|invalid|test|localhost)(?:\.(?:com|org|net))?$")
"""Domains that RFC 2606 keeps for examples belong to nobody."""
_OWN_HANDLE = re.compile(r"@person_(?:\d+|[bcdfghjklmnpqrst]{8,64})")
"""What an earlier redaction put there."""
_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Square|Sq|Way|Close)"
)
_ROMANCE = r"(?:rue|avenue|boulevard|place|chemin|calle|plaza|via|viale|piazza|rua|avenida|carrer)"
_LEADING = r"(?:(?:de|du|des|la|le|les|del|della|los|las|el|da|do)\s+|l['’]|d['’])*"
_DIALLED = r"(?:\+|00|0|\()[\d(][\d\s()./-]{5,18}\d"
_NAMES = r"[A-ZÀ-Ý][\w'’-]*(?:\s+[A-ZÀ-Ý][\w'’-]*){0,3}"


def _is_someones(text: str) -> bool:
    return _INVENTED.search(text.casefold()) is None


def _is_handle(text: str) -> bool:
    return _OWN_HANDLE.fullmatch(text) is None and _is_someones(text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_card(text: str) -> bool:
    """The Luhn checksum, which numbers of cards have (ISO/IEC 7812)."""
    digits = [int(digit) for digit in reversed(_digits(text))]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return len(digits) >= 13 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _is_iban(text: str) -> bool:
    """The remainder modulo 97 (ISO 13616)."""
    plain = re.sub(r"\s", "", text)
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def _is_ip(text: str) -> bool:
    try:
        return not ipaddress.ip_address(text).is_unspecified
    except ValueError:
        return False


def _is_phone(text: str) -> bool:
    digits = _digits(text)
    is_date = re.fullmatch(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}", text)
    return 8 <= len(digits) <= 15 and is_date is None


def _always(_: str) -> bool:
    return True


_PATTERNS: tuple[tuple[PersonalKind, str, Callable[[str], bool]], ...] = (
    (
        PersonalKind.EMAIL,
        r"(?<![\w.+@-])[\w.+-]{1,64}@[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62})+",
        _is_someones,
    ),
    (PersonalKind.HANDLE, r"(?<![\w@/.])@\w[\w.]{0,29}\w(?:@[\w-]+(?:\.[\w-]+)+)?", _is_handle),
    (
        PersonalKind.NUMBER,
        r"(?<!\w)[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?(?!\w)",
        _is_iban,
    ),
    (PersonalKind.NUMBER, r"(?<![\w.+-])\d(?:[ -]?\d){12,18}(?![\w-])", _is_card),
    (PersonalKind.NUMBER, r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])", _always),
    (PersonalKind.IP, r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)", _is_ip),
    (PersonalKind.IP, r"(?<![\w:])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{1,4}(?![\w:])", _is_ip),
    (
        PersonalKind.ADDRESS,
        rf"(?<!\w)\d{{1,5}}[a-zA-Z]?\s+(?:[A-Z][\w'’.-]*\s+){{1,3}}{_STREET}\b",
        _always,
    ),
    (
        PersonalKind.ADDRESS,
        r"(?<!\w)[A-ZÄÖÜ][\w-]*(?:straße|strasse|str\.|weg|platz|allee|gasse)\s+\d{1,4}[a-z]?(?!\w)",
        _always,
    ),
    (
        PersonalKind.ADDRESS,
        rf"(?<!\w)\d{{1,4}}(?:\s?bis)?,?\s+(?i:{_ROMANCE})\s+{_LEADING}[A-ZÀ-Ý]\w+",
        _always,
    ),
    (
        PersonalKind.ADDRESS,
        rf"(?<!\w)(?i:{_ROMANCE})\s+{_LEADING}{_NAMES},?\s+\d{{1,4}}(?!\w)",
        _always,
    ),
    (
        PersonalKind.PHONE,
        rf"(?<![\w.,-])(?:{_DIALLED}|\d{{3}}[-. ]\d{{3}}[-. ]\d{{4}})(?![\w-])",
        _is_phone,
    ),
    (PersonalKind.NUMBER, r"(?<![\w.,-])\d{9,19}(?![\w-]|[.,]\d)", _always),
)
_COMPILED = tuple((kind, re.compile(pattern), check) for kind, pattern, check in _PATTERNS)


def find_personal(text: str) -> tuple[Personal, ...]:
    """In the order of the text; no two overlap."""
    taken: list[Personal] = []
    covered = bytearray(len(text))
    for personal in _candidates(text):
        start, end = personal.span.start, personal.span.end
        if not any(covered[start:end]):
            covered[start:end] = b"\1" * (end - start)
            taken.append(personal)
    return tuple(sorted(taken, key=lambda personal: personal.span.start))


def _candidates(text: str) -> Iterator[Personal]:
    for kind, pattern, is_right in _COMPILED:
        for match in pattern.finditer(text):
            if is_right(match.group()):
                yield Personal(kind, Span(*match.span()), match.group())
