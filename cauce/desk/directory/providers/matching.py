"""What is known of a case beside what services say: the rows of the page, and why nothing fits."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.consent_to_store import may_keep
from cauce.cases.models import Case
from cauce.content.loader import parameter_on
from cauce.content.model import Text, both
from cauce.directory import register
from cauce.directory.access import Suggested, Suggestions, suggest, with_reported
from cauce.directory.freshness import capacity_since
from cauce.directory.places import town_of
from cauce.directory.tongues import language_code
from cauce.intake.screenings.known import known_in, read_of
from cauce.protocol.editions.access import current_edition
from cauce.rules.matching import BANDS, Asked, asked_from, out_of_reach
from cauce.rules.permissions import Actor, permits
from cauce.sharing.machines.access import places_reported
from cauce.sharing.referrals import access_feedback, access_unmet
from cauce.sharing.referrals.rules.unmet import REASONS

from . import sentences
from .living import answers, places_free
from .words import join

FAR_KM = 200
SAID = {
    "family": (both("viene con familia", "comes with family"), both("viene sin familia", "comes alone")),
    "labour": (both("los hechos ocurrieron en un trabajo", "it happened at work"), None),
    "sexual": (both("hubo violencia sexual", "there was sexual violence"), None),
    "access": (both("necesita apoyos", "needs support"), None),
    "pregnant": (both("está embarazada", "is pregnant"), None),
}
SEX = {"women": both("mujer", "woman"), "men": both("hombre", "man")}
UNKNOWN = {
    "sex": both("si es mujer u hombre", "whether the person is a woman or a man"),
    "age": both("la edad", "the age"),
    "family": both("si viene con familia", "whether family comes along"),
    "labour": both("si pasó en un trabajo", "whether it happened at work"),
    "access": both("si necesita apoyos", "whether support is needed"),
    "languages": both("qué lengua habla", "which language is spoken"),
}
# Where each is asked: a page of its own, else that very question of the case, and then back here.
PAGES = {"age": "protection:safety", "languages": "protection:tongue"}
FACTS = {
    "sex": "person.sex",
    "family": "person.with_children",
    "labour": "labour.situation",
    "access": "person.needs_support",
}
AGREED_FIRST = both(" (antes se pregunta si puede guardarse)", " (first ask whether it may be kept)")
# What a service takes or not, by what must be known of the person to say it.
NEEDS_KNOWN = {
    "sex": "sex",
    "age": "age",
    "minors": "age",
    "families": "family",
    "labour": "labour",
    "accessible": "access",
    "language": "languages",
}
# What left services out, as a reason of what was not found.
BY_ASPECT = {
    "minors": "minors",
    "families": "families",
    "labour": "labour",
    "accessible": "accessible",
    "capacity": "capacity",
    "language": "language",
}


def page_of(actor: Actor, case_id: str, need: str, language: str) -> dict[str, Any]:
    """The services for one need of one case; the case is read, and that is written down.

    Raises ``Absent`` for a case that the actor may not read.
    """
    at = timezone.now()
    page = cases.page_for(actor, UUID(case_id), "match", at)
    case, on = page.case, at.date()
    adult = int(parameter_on(current_edition(), "adulthood", on).value)
    asked = _spoken(asked_from(page.facts, need, adult=adult), page.facts, case, language)
    if asked.labour is None:
        asked = replace(asked, labour=_at_work(page, at))
    safety = cases.section(case, "safety")[1] or {}
    asked = replace(asked, sought=town_of(safety.get("sought_in", "")))
    post = case.post
    if post.latitude is not None and post.longitude is not None:
        asked = replace(asked, place=(post.latitude, post.longitude))
    found = suggest(
        actor,
        asked,
        record=access_feedback.ranks(actor, on),
        on=on,
        reported=places_reported(since=capacity_since(on)),
    )
    said = places_reported([one.entry.id for one in found.rows])
    told = access_feedback.of_services(actor, [one.entry.id for one in found.rows], on)
    unknown = unknown_of(asked, case, need)
    written = [row for row in access_unmet.of_case(case) if row.need == need]
    groups = _groups(found, told, said, on, f"?for={case.id}&need={need}")
    _offer_to_record(groups, unknown)
    if permits(actor, "referral.send", case.scope).allowed:
        _offer_to_ask(groups, reverse("protection:refer", args=[case.id]), need)
    # Where one can get to today stands first; what does not fit, always last.
    groups.sort(key=lambda one: (one["verdict"] == "no", not one["near"]))
    return {
        "groups": groups,
        "some_near": any(one["near"] for one in groups if one["verdict"] != "no"),
        "far_km": BANDS[-1],
        "tonight": need == "shelter",
        "known": known_words(asked),
        "unknown": unknown,
        "reasons": [
            {"code": code, "words": words, "ticked": code in ticked}
            for ticked in (_lacking(asked, found),)
            for code, words in REASONS.items()
        ],
        "nothing": not found.totals["fits"],
        "written": written[0] if written else None,
    }


def _at_work(page: cases.Page, at: dt.datetime) -> bool | None:
    """Whether what was told in a talk happened at work; None: no talk says so."""
    told = known_in(page.case, page.acts, at, read_of(page)).at("fact:labour.situation")
    return None if told is None else told.answer == "yes"


def _spoken(asked: Asked, facts: dict[str, Any], case: Any, language: str) -> Asked:
    """With the language that was typed, or the one the case knows; none: it is not known."""
    code = language_code(language, language) if language else ""
    if not code:
        known = cases.section(case, "tongue")[1]
        code = known["language"] if known else ""
    if not code and facts.get("person.needs_interpreter") is False:
        code = "spa"
    if not code:
        return asked
    return replace(asked, languages=frozenset({code}), near_languages=register.near(current_edition(), code))


def known_words(asked: Asked) -> Text | None:
    """What of the person was compared; None: nothing is known."""
    parts = [SEX[asked.sex]] if asked.sex else []
    if asked.age is not None:
        parts.append(both(f"{asked.age} años", f"{asked.age} years old"))
    for name, (yes, no) in SAID.items():
        said = getattr(asked, name)
        words = yes if said else no if said is False else None
        if words:
            parts.append(words)
    if asked.sought:
        town = asked.sought[0].title()
        es = f"la buscarían en {town}, así que nada de ahí encaja"
        parts.append(both(es, f"would be looked for in {town}, so that nothing there fits"))
    return join(parts) if parts else None


def unknown_of(asked: Asked, case: Case, need: str) -> list[dict[str, Any]]:
    """What would tell more if it were known, each with where it is asked, whether the person must first agree
    that it be kept, and what stands before it in the sentence; empty: nothing."""
    missing = [name for name in UNKNOWN if getattr(asked, name) in (None, "", frozenset())]
    last = {missing[-1]: both(" ni ", " or ")} if len(missing) > 1 else {}
    return [
        {
            "name": name,
            "words": UNKNOWN[name],
            "before": both(" ", " ") if name == missing[0] else last.get(name, both(", ", ", ")),
            "href": _asked_at(name, str(case.id), need),
            "agreed_first": AGREED_FIRST if name in FACTS and not may_keep(case, FACTS[name]) else None,
        }
        for name in missing
    ]


def _asked_at(name: str, case_id: str, need: str) -> str:
    if name in PAGES:
        return reverse(PAGES[name], args=[case_id]) + "#empezar"
    query = urlencode({"dato": FACTS[name], "need": need})
    return f"{reverse('protection:case', args=[case_id])}?{query}#averiguar"


HEADINGS = {
    "fits": both("Corresponden a lo que se sabe", "Match what is known"),
    "ask": both("Confirmar antes", "Confirm first"),
    "no": both("No encajan", "Do not fit"),
}
STATES = {"fits": "yes", "ask": "to_find_out", "no": "no"}


def _counted(total: int, near: int, far: int) -> Text:
    """How many there are, how many of them are here, and how far."""
    shown, km = near + far, BANDS[-1]
    es, en = ("Una opción", "One option") if total == 1 else (f"{total} opciones", f"{total} options")
    if total > shown:
        es, en = f"{es}; aquí están las {shown} primeras", f"{en}; the first {shown} are here"
    if near and far:
        es = f"{es}: {near} a menos de {km} km y {far} más lejos"
        en = f"{en}: {near} within {km} km and {far} farther away"
    elif far:
        es, en = f"{es}: ninguna a menos de {km} km", f"{en}: none within {km} km"
    return both(f"{es}.", f"{en}.")


def _groups(
    found: Suggestions, told: dict[UUID, Any], said: dict[UUID, Any], on: dt.date, query: str
) -> list[dict[str, Any]]:
    groups = []
    for verdict, heading in HEADINGS.items():
        rows = [
            _row(one, told.get(one.entry.id), said.get(one.entry.id), on, query) for one in found.of(verdict)
        ]
        near, far = ([one for one in rows if one["far"] is away] for away in (False, True))
        total = found.totals[verdict]
        groups.append(
            {
                "verdict": verdict,
                "heading": heading,
                "total": total,
                "counted": _counted(total, len(near), len(far)),
                "rows": rows,
                "near": near,
                "far": far,
                "placed_first": len({row["placed"] for row in near}) == 2,
            }
        )
    return groups


def _offer_to_record(groups: list[dict[str, Any]], unknown: list[dict[str, Any]]) -> None:
    """Beside what a row says is not known of the person, where it is answered."""
    for group in groups:
        for row in group["rows"] if group["verdict"] != "no" else ():
            row["unknown"] = [one for one in unknown if one["name"] in row["depends"]]


def _offer_to_ask(groups: list[dict[str, Any]], base: str, need: str) -> None:
    """From a row that may fit straight to its request, where the person is asked."""
    for group in groups:
        for row in group["rows"] if group["verdict"] != "no" else ():
            row["ask_href"] = f"{base}?{urlencode({'service': row['id'], 'need': need})}"


def _row(one: Suggested, told: Any, said: Any, on: dt.date, query: str) -> dict[str, Any]:
    entry, match = with_reported(one.entry, said, on), one.match
    free, where, gives = places_free(entry), sentences.where(entry), sentences.gives(entry)
    about = [part for part in (gives, where) if part]
    return {
        "id": entry.id,
        "title": entry.name,
        "far": match.near is not None and out_of_reach(match.near),
        "href": reverse("directory:entry", args=[entry.id]) + query,
        "state": STATES[match.verdict],
        "about": both(" · ".join(p.es for p in about), " · ".join(p.en for p in about)),
        "no": _flat(match.of("no")),
        "ask": _flat(match.of("ask")),
        "fits": _flat(match.of("fits")),
        "depends": {
            NEEDS_KNOWN[f.aspect]
            for f in match.findings
            if f.level in ("ask", "unsaid") and f.aspect in NEEDS_KNOWN
        },
        "free": free,
        "placed": bool(entry.offer.free),
        "answers": answers(told) if told and not told.few else None,
        "checked": sentences.checked(entry),
    }


def _flat(texts: tuple[Text, ...]) -> Text | None:
    if not texts:
        return None
    return both(" ".join(t.es for t in texts), " ".join(t.en for t in texts))


def _lacking(asked: Asked, found: Suggestions) -> set[str]:
    """The reasons that the services themselves give, to be ticked beforehand."""
    reasons = {BY_ASPECT[name] for name in found.out if name in BY_ASPECT}
    if "sex" in found.out and asked.sex:
        reasons.add(asked.sex)
    near = [one.match.near for one in found.rows if one.match.verdict == "fits"]
    if near and all(one is None or one[0] >= FAR_KM for one in near):
        reasons.add("distance")
    return reasons or {"none"}
