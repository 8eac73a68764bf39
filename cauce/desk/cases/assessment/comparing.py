"""Three laws side by side: each element, what supports it, what is missing, reasons and cautions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.content.model import Text
from cauce.protocol.editions.access import current_edition
from cauce.rules.law import ENOUGH, HEAD_TEXTS, NAME_TEXTS, STATE_TEXTS, Verdict
from cauce.ui.words import Words

ELEMENTS = ("act", "means", "purpose", "minor")
VERDICTS = {
    "met": Text(
        es="Con lo que se sabe, se reúnen los elementos", en="On what is known, every element is met"
    ),
    "not_met": Text(
        es="Con lo que se sabe, no se reúnen los elementos", en="On what is known, the elements are not met"
    ),
    "unclear": Text(es="Todavía no se puede determinar", en="It cannot be determined yet"),
}


def frozen(verdict: Verdict, *, adult: bool = False) -> dict[str, Any]:
    """A verdict as it stands, to be kept with the conclusion. ``adult``: of age then, as told."""
    return {
        "adult": adult and verdict.elements["minor"].state == "not_asked",
        "verdict": verdict.verdict,
        "elements": {
            name: {"state": e.state, "concepts": list(e.concepts), "against": list(e.against)}
            for name, e in verdict.elements.items()
        },
        "reasons": [{"es": r.es, "en": r.en, "concepts": list(r.concepts)} for r in verdict.reasons],
        "missing": list(verdict.missing),
        "forms": [list(form) for form in verdict.forms],
    }


# A conclusion is held against the readings: what says less than a law reads, and what says more than any.
AGAINST: dict[str, tuple[str, ...]] = {
    "possible": ("met", "unclear"),
    "presumed": ("met", "unclear"),
    "confirmed": ("met",),
}


def differing(conclusion: str, verdicts: Mapping[str, Mapping[str, Any]]) -> list[Text]:
    """The laws under which what is known reads otherwise than was concluded; none: they agree.

    In either direction: «not applicable» while a law is met, or more than any of the laws bears out. Whoever
    prefers not to continue contradicts none.
    """
    laws = current_edition().laws
    read = {law: said["verdict"] for law, said in verdicts.items()}
    if conclusion == "not_victim":
        return [laws[law].title for law, verdict in read.items() if verdict == "met"]
    enough = AGAINST.get(conclusion)
    if enough is None or any(verdict in enough for verdict in read.values()):
        return []
    return [laws[law].title for law in read]


def _kind(state: str) -> str:
    return "yes" if state in ENOUGH else "no" if state == "no" else "unknown"


def _capital(text: Text) -> Text:
    return Text(es=text.es[:1].upper() + text.es[1:], en=text.en[:1].upper() + text.en[1:])


def _joined(slugs: list[str]) -> Words:
    bank = current_edition().concepts
    known = [bank[slug].text for slug in slugs if slug in bank]
    return Words(es="; ".join(t.es for t in known), en="; ".join(t.en for t in known))


def _element(name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    head, state = HEAD_TEXTS[name], STATE_TEXTS[said["state"]]
    for_, against = _joined(said["concepts"]), _joined(said["against"])
    es, en = for_.es, for_.en
    if against.es:
        es += f"{'. ' if es else ''}En contra: {against.es}"
        en += f"{'. ' if en else ''}Against: {against.en}"
    label = Text(es=f"{head.es}: {state.es}", en=f"{head.en}: {state.en}")
    why = Text(es=es, en=en) if es else None
    return {"state": _kind(said["state"]), "label": _capital(label), "why": why}


def _conclusion(said: Mapping[str, Any]) -> Text:
    head = VERDICTS[said["verdict"]]
    if not said["missing"]:
        return Text(es=f"{head.es}.", en=f"{head.en}.")
    es = ", ".join(NAME_TEXTS[name].es for name in said["missing"])
    en = ", ".join(NAME_TEXTS[name].en for name in said["missing"])
    return Text(es=f"{head.es}. Falta saber: {es}.", en=f"{head.en}. To find out: {en}.")


OF_AGE = Text(
    es="Edad al ocurrir los hechos: dijo que era mayor de edad; no aplica",
    en="Age at the time of the events: says they were an adult; does not apply",
)
NOT_A_MINOR = Text(
    es="Edad al ocurrir los hechos: no aplica", en="Age at the time of the events: does not apply"
)
DOES_NOT_APPLY = "not_required"  # of an adult it is no element that fails: the others decide


def _elements(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = {name: _element(name, said["elements"][name]) for name in ELEMENTS}
    if said.get("adult"):
        found["minor"] = {"state": DOES_NOT_APPLY, "label": OF_AGE, "why": None}
    elif found["minor"]["state"] == "no":
        found["minor"] |= {"state": DOES_NOT_APPLY, "label": NOT_A_MINOR}
    return list(found.values())


def columns(verdicts: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The context of ``ui/compare.html``, and the reasons of each law for what is below it."""
    laws = current_edition().laws
    return [
        {
            "title": laws[law].title,
            "elements": _elements(said),
            "conclusion": _conclusion(said),
            "reasons": said["reasons"],
            "note": laws[law].note,
            "presumption": laws[law].presumption if said["elements"]["minor"]["state"] == "unknown" else None,
        }
        for law, said in verdicts.items()
    ]
