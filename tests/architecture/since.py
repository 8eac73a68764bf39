"""What is younger than the oldest browser that is promised, by the version that brought it.

The versions are those of MDN's browser-compat-data 8.1.9 (CC0), Chromium first, then Firefox. The list
is curated: what people write without thinking of an old machine. What stands in ``ADORNS`` may be
missed: a browser without it skips that line or that rule, and nothing is lost but a look.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

MINIMUM = (88, 78)  # Chromium (January 2021), Firefox (June 2020, the long-lived one of that year)
with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
    ROWS = {row["name"]: row for row in csv.DictReader(lines)}
# Name (its first word says where) → an example, the versions, and how it is recognised.
NEWER = {name: (row["example"], (int(row["chromium"]), int(row["firefox"]))) for name, row in ROWS.items()}
SIGNS = {name: row["sign"] for name, row in ROWS.items() if row["sign"]}
ADORNS = frozenset(name for name, row in ROWS.items() if row["adorns"])
WHOLE_RULE = ("css :has()", "css :focus-visible", "css ::details-content")  # selectors
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
ASIDE = re.compile(r"/\*.*?\*/|(?<![:\w])//[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.DOTALL)
SUPPORTS = re.compile(r"@supports[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")


def _has(name: str, text: str) -> bool:
    return bool(re.search(SIGNS.get(name, rf"\b{re.escape(name[4:])}\s*:"), text))


def _branches(selector: str) -> list[str]:
    """The selectors of a list, split where no bracket is open."""
    found, depth = [""], 0
    for letter in selector:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    return found


def _plain(name: str, text: str) -> str:
    """Without what is said aside; of a style, without what asks first and the rules that may be missed."""
    if name.endswith(".html"):
        return text
    text = ASIDE.sub('""' if name.endswith(".js") else " ", text)
    if name.endswith(".css"):
        text = RULE.sub(lambda rule: "" if _adorns(rule[1]) else rule[0], SUPPORTS.sub("", text))
    return text


def _adorns(selector: str) -> bool:
    """Whether a browser that does not know one of these selectors misses a look alone.

    It skips the whole rule: what it knows may not stand in the same list.
    """
    parts = _branches(selector)
    return all(any(_has(name, one) for name in WHOLE_RULE) for one in parts)


def newer(name: str, text: str) -> list[str]:
    """What a file asks for that the oldest promised browser has not, with the version that has it.

    ``ADORNS`` are left out where missing them loses a look; a selector of them that would take a
    rule with it is named.
    """
    kind = name.rpartition(".")[2]
    plain = _plain(name, text)
    found = []
    for feature, (_, (chromium, firefox)) in NEWER.items():
        if not feature.startswith(f"{kind} ") or not _has(feature, plain):
            continue
        if feature in ADORNS and feature not in WHOLE_RULE:
            continue
        found.append(f"{name}: {feature} (Chromium {chromium}, Firefox {firefox})")
    return found
