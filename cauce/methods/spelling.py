"""Names as Mexicans have them, made alike for comparing: particles, abbreviations, accents, apostrophes."""

from __future__ import annotations

import re
import unicodedata

PARTICLES = frozenset("de del la las los el y e da do dos das van von".split())
ABBREVIATIONS = {
    "ma": "maria",
    "gpe": "guadalupe",
    "fco": "francisco",
    "fca": "francisca",
    "j": "jose",
    "ant": "antonio",
    "mtz": "martinez",
    "hdz": "hernandez",
    "gzz": "gonzalez",
    "glz": "gonzalez",
    "rdz": "rodriguez",
    "rmz": "ramirez",
    "lpz": "lopez",
    "sta": "santa",
    "sn": "san",
}
_APOSTROPHES = re.compile("['’‘ʼꞌ`´]")


def fold(text: str) -> str:
    """Lower case, without accents or signs: for comparing names, never for showing them."""
    flat = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).lower())
    return " ".join(
        "".join(c if c.isalnum() else " " for c in flat if unicodedata.category(c) != "Mn").split()
    )
