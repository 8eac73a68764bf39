"""In which language a talk is held: the list to choose from, and what the case already knows of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cauce.cases import access
from cauce.cases.models import Case
from cauce.directory import register
from cauce.protocol.editions.access import current_edition
from cauce.ui.words import say

OFFICERS = "spa"  # the language of whoever attends, unless somebody says otherwise
FIRST = (OFFICERS, "eng")
INTERPRETER = (
    ("none", say("Sin intérprete", "No interpreter")),
    ("in_person", say("En persona", "In person")),
    ("phone", say("Por teléfono", "By telephone")),
    ("relay", say("En dos pasos (relevo)", "In two steps (relay)")),
)


def language_choices(*known: str) -> list[tuple[str, str]]:
    """Languages by code: Spanish, those of the case, English, sign languages, then by name.

    ``known`` may name a variant that the short list does not have: it is added.
    """
    edition = current_edition()
    rows = {row["code"]: row for row in edition.catalogues["languages"]}
    words = {code: say(row["name_es"], row["name_en"]) for code, row in rows.items()}
    asked = [code for code in known if code and code not in FIRST]
    if any(code not in words for code in asked):
        words |= {one.code: one.name for one in register.tongues(edition) if one.code in asked}
    signs = [code for code, row in rows.items() if row["kind"] == "sign"]
    others = sorted(rows, key=lambda code: register.plain(rows[code]["name_es"]))
    order = [FIRST[0], *asked, *FIRST[1:], *signs, *others]
    return [(code, words[code]) for code in dict.fromkeys(order) if code in words]


def spoken(
    case: Case,
    answers: Sequence[tuple[Any, dict[str, Any]]] | None = None,
    told: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """How the last talk about consent was held, else what the case knows of language and interpreter:
    what a form starts from, to be changed if today is otherwise. Empty: nothing is known.

    ``answers``: the answers about consent, newest first, and ``told``: the section of the tongue, where
    the page has them.
    """
    tongue = access.section(case, "tongue")[1] or {} if told is None else told
    newest = next(iter(access.consents(case) if answers is None else answers), None)
    if newest is not None and _still_holds(newest[1], tongue):
        return _of_answer(newest[1])
    if not tongue.get("language"):
        return {}
    chain = tongue.get("chain") or []
    # By telephone first, as the page of the interpreter says; a chain of two is a relay.
    by = "relay" if len(chain) > 1 else "phone" if chain else tongue.get("by") or "none"
    return {
        "language": tongue["language"],
        "interpreter": by,
        "through": OFFICERS if by == "relay" else "",
        "into": tongue.get("into") or OFFICERS,
        "interpreters": ", ".join(chain),
    }


def _still_holds(terms: dict[str, Any], tongue: dict[str, Any]) -> bool:
    """Whether language and interpreter are still those of that answer, not written down since."""
    same = not tongue or terms.get("language") == tongue.get("language")
    return same and bool(terms.get("interpreters") or not tongue.get("chain"))


def _of_answer(terms: dict[str, Any]) -> dict[str, Any]:
    chain = list(terms.get("chain") or ())
    return {
        "language": terms.get("language") or OFFICERS,
        "interpreter": terms.get("interpreter") or "none",
        "through": chain[1] if len(chain) > 2 else "",
        "into": chain[-1] if len(chain) > 1 else OFFICERS,
        "interpreters": ", ".join(terms.get("interpreters") or ()),
    }
