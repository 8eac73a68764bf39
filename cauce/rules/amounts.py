"""An amount of money in words, in Spanish and in English, as a receipt writes it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

MOST = Decimal(1_000_000)  # a receipt of this house never reaches it
_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
_ES_TENS = ("", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_ES_HUNDREDS = (
    "",
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
)
_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NAMES = {
    "usd": {"es": ("dólar", "dólares"), "en": ("US dollar", "US dollars")},
    "mxn": {"es": ("peso", "pesos"), "en": ("Mexican peso", "Mexican pesos")},
}


def _es(number: int) -> str:
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        head = "mil" if thousands == 1 else f"{_short(_es(thousands))} mil"
        return f"{head} {_es(rest)}" if rest else head
    if number > 100:
        hundreds, rest = divmod(number, 100)
        return f"{_ES_HUNDREDS[hundreds]} {_es(rest)}" if rest else _ES_HUNDREDS[hundreds]
    if number == 100:
        return "cien"
    if number < 30:
        return _ES[number]
    tens, rest = divmod(number, 10)
    return f"{_ES_TENS[tens]} y {_ES[rest]}" if rest else _ES_TENS[tens]


def _short(words: str) -> str:
    """Before a noun «uno» is «un», and «veintiuno» «veintiún»."""
    if words.endswith("veintiuno"):
        return f"{words[: -len('veintiuno')]}veintiún"
    return words[:-1] if words.endswith("uno") else words


def _en(number: int) -> str:
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        return f"{_en(thousands)} thousand{f' {_en(rest)}' if rest else ''}"
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{_EN[hundreds]} hundred{f' {_en(rest)}' if rest else ''}"
    if number < 20:
        return _EN[number]
    tens, rest = divmod(number, 10)
    return f"{_EN_TENS[tens]}-{_EN[rest]}" if rest else _EN_TENS[tens]


def in_words(amount: Decimal, currency: str, language: str) -> str | None:
    """«ciento veinte dólares 50/100»; None: below zero, a million or more, or no such currency."""
    if not 0 <= amount < MOST or currency not in NAMES:
        return None
    cents = int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    whole, rest = divmod(cents, 100)
    if whole >= MOST:
        return None
    language = "en" if language == "en" else "es"
    name = NAMES[currency][language][whole != 1]
    said = _en(whole) if language == "en" else _short(_es(whole))
    joined = "and " if language == "en" else ""
    return f"{said} {name} {joined}{rest:02d}/100"
