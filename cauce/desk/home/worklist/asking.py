"""Which cases the worklist is of: whose, and what its filters ask, which stands in the address as codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from cauce.cases import access_day
from cauce.cases.access_day import Asked
from cauce.cases.access_desks import RECEIVES
from cauce.cases.models import KeptFilter
from cauce.content.model import Text, both
from cauce.desk.cases.frame.saying import language
from cauce.desk.measurement.figures import PHASES
from cauce.rules import bands
from cauce.sharing.binational import access as binational
from cauce.sharing.referrals import access as referrals
from cauce.sharing.referrals import access_transfers as transfers
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.ui import form_token
from cauce.ui.fields import words
from cauce.ui.listed import Filters, address, picks
from cauce.ui.words import say

POSTS = "consulado"
ALL = say("Todos", "All")
NAMES: dict[str, Text] = {
    bands.NOW: both("Ahora", "Now"),
    bands.TODAY: both("Hoy", "Today"),
    bands.WEEK: both("Esta semana", "This week"),
    bands.LATE: both("Atrasado", "Late"),
    bands.LATER: both("Más adelante o sin fecha", "Later, or without a date"),
}
# Of which cases: with codes, since an address stays in the history of a browser.
WHICH: dict[str, Text] = {
    "a": both("Con peligro", "With danger"),
    "b": both("De menores de edad, o sin saber la edad", "Of minors, or age not known"),
    "c": both("Sin responsable", "Nobody in charge"),
}
WAITS: dict[str, Text] = {
    "nosotros": both("Este consulado", "This post"),
    "firma": both("Una segunda firma", "A second signature"),
    "respuesta": both("Una organización", "An organisation"),
    "mexico": both("Una oficina en México", "An office in Mexico"),
    "traslado": both("Otro consulado", "Another post"),
}
NAMED = {"de", "paso", "banda", "espera", "cuales"}  # in the address
LEFT = both("ya no trabaja aquí", "no longer works here")


def _people(post: Post, chosen: str) -> list[tuple[str, Any]]:
    """Who works on cases there; and whoever is asked for by the address and left, with that said."""
    found: list[tuple[str, Any]] = [
        (str(one.id), one.display_name) for one in offices.staff(post.code, *RECEIVES)
    ]
    if chosen and chosen not in dict(found):
        found += [(id, say(es, en)) for id, (es, en) in _who_left(post, {chosen}).items()]
    return found


def _who_left(post: Post, ids: set[str]) -> dict[str, tuple[str, str]]:
    """Of these ids, whoever once worked at the post, with that they left; in both languages."""
    here = {id for id in ids if offices.ever_held(id, *RECEIVES).filter(post_id=post.code).exists()}
    names = offices.names_of(here) if here else {}
    return {id: (f"{name} ({LEFT.es})", f"{name} ({LEFT.en})") for id, name in names.items()}


class ListFilters(Filters):
    """The filters of the post's list. ``asked``: somebody is about to choose."""

    asked = False


def filters_of(request: HttpRequest, post: Post) -> ListFilters:
    """What the address asks; who works there is read when somebody chooses, or names one of them."""
    asked = bool(request.GET.get("filtrar"))
    people = _people(post, request.GET.get("de", "")) if asked or set(request.GET) & NAMED else []
    found = ListFilters(
        request,
        {
            "de": picks(say("A cargo de", "In charge"), people, ALL),
            "paso": picks(
                say("Paso", "Kind of step"), [(id, words(name)) for id, name in PHASES if id != "P1"], ALL
            ),
            "banda": picks(
                say("Vence", "Due"),
                [(id, words(name)) for id, name in NAMES.items()],
                say("Todo", "Any time"),
            ),
            "espera": picks(
                say("Se espera a", "Waiting for"), [(id, words(name)) for id, name in WAITS.items()], ALL
            ),
            "cuales": picks(
                say("Solo los casos", "Only cases"), [(id, words(name)) for id, name in WHICH.items()], ALL
            ),
        },
        kept={"ver": POSTS},
    )
    found.asked = asked
    return found


def _waited(post: Post) -> dict[str, Any]:
    return {
        "firma": access_day.to_be_signed(post.code),
        "respuesta": referrals.cases_waiting(post.code),
        "mexico": binational.cases_waiting(post.code),
        "traslado": transfers.cases_waiting(post.code),
    }


def asked_by(chosen: dict[str, str], post: Post) -> Asked:
    """What these filters ask of the cases of a post."""
    waits, which = chosen["espera"], chosen["cuales"]
    ours = waits == "nosotros"
    return Asked(
        officer=chosen["de"],
        unowned=which == "c",
        danger=which == "a",
        minors=which == "b",
        phase=f"{chosen['paso']}-" if chosen["paso"] else "",
        within=[_waited(post)[waits]] if waits and not ours else (),
        without=list(_waited(post).values()) if ours else (),
    )


def has_left(filters: Filters) -> bool:
    """Whether the list is of a colleague who no longer works there: what was left in their name is shown."""
    said = dict(filters.fields["de"].choices).get(filters.chosen["de"], "")
    return bool(filters.chosen["de"]) and str(said).endswith(f"({LEFT[language()]})")


def kept(kept_rows: Iterable[KeptFilter], filters: Filters, post: Post) -> list[dict[str, Any]]:
    """The filters that somebody keeps, each said by what it asks, with where it leads."""
    lists = {name: dict(field.choices) for name, field in filters.fields.items()}
    rows = list(kept_rows)
    gone = {one.asks["de"] for one in rows if one.asks.get("de")} - set(lists["de"])
    left = _who_left(post, gone) if gone else {}
    lists["de"] |= {id: say(es, en) for id, (es, en) in left.items()}
    found = []
    for one in rows:
        said = [str(lists[name][value]) for name, value in one.asks.items() if value in lists.get(name, {})]
        href = address({"ver": POSTS} | one.asks)
        found.append({"id": one.id, "label": " · ".join(said), "href": href, "once": form_token.new()})
    return found
