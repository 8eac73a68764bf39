"""Names of languages as directories write them, brought to ISO 639-3 (collective codes kept).

Where a name covers several languages (Zapoteco, Náhuatl, Mixteco), the code of the group is used:
the variant has to be asked. Codes: ISO 639-2/3.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from cauce.content.plain import plain

with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as rows:
    _WORDS = {row["code"]: row["words"] for row in csv.DictReader(rows)}


# The same words by code, for whoever looks a language up. An apostrophe and a space stand as written.
SAID = {code: tuple(words.split()) for code, words in _WORDS.items()}


_CODES = {plain(word): code for code, words in _WORDS.items() for word in words.split()}
# Two-letter and three-letter codes stand for a language only when they are the whole text.
_LONG = {word: code for word, code in _CODES.items() if len(word) > 3 or word in ("mam", "asl")}


def language_code(name: str, code: str = "") -> str:
    """The ISO 639-3 code of the first language that the code or the name says; '' when none."""
    whole = _CODES.get(plain(code.strip())) or _CODES.get(plain(name.strip()))
    if whole:
        return whole
    for word in re.findall(r"[\w'’]+", plain(name)):
        if word.replace("’", "'") in _LONG:
            return _LONG[word.replace("’", "'")]
    return code.strip().lower() if len(code.strip()) == 3 else ""
