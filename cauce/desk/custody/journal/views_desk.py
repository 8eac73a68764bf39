"""Who looked at whom, what is out of the ordinary, emergency openings, what went out, refusals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases.access_seen import folio_for_audit, for_audit
from cauce.content.model import Text
from cauce.custody.journal import access_desk as access
from cauce.custody.journal import rules as unusual
from cauce.staff.offices import access as offices
from cauce.ui.words import language_of, say

from .showing import frame, moment, older, rows, who

DAYS = 7
# Reads that take data out although they are no act.
OUT = ("case.export", "form.printed", "card.printed")
ASK = {
    "many": Text(es="Muchos expedientes distintos en una hora", en="Many different records in an hour"),
    "night": Text(
        es="Expedientes abiertos de noche, según la hora del consulado",
        en="Records opened by night, by the hour of the post",
    ),
    "foreign": Text(
        es="Expedientes de un consulado al que no pertenece",
        en="Records of a post the person does not belong to",
    ),
    "refused": Text(es="Muchas negativas distintas en una hora", en="Many different refusals in an hour"),
    "row": Text(
        es="Negativas una tras otra, más rápido de lo que alguien se equivoca",
        en="Refusals in a row, faster than anybody mistypes",
    ),
    "identity": Text(
        es="Abrió una identidad y después no hizo nada", en="Opened an identity and did nothing after"
    ),
}


class LookForm(forms.Form):
    """A folio, the id of a case, or part of a name of the staff."""

    q = forms.CharField(
        label=say("Folio, o nombre de quien trabaja aquí", "Folio, or name of somebody who works here"),
        max_length=60,
        help_text=say(
            "Nunca el nombre de la persona atendida: aquí no se puede buscar.",
            "Never the name of a person served: that cannot be searched here.",
        ),
        error_messages={"required": say("Escriba un folio o un nombre.", "Write a folio or a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


@require_http_methods(["GET", "POST"])
def looked(request: HttpRequest) -> HttpResponse:
    """Search by person of the staff or by case, then who looked; the list is an entry itself."""
    form = LookForm(request.POST if request.method == "POST" else None)
    choices: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["q"]
        if case := for_audit(request.actor, words):
            return HttpResponseRedirect(f"{request.path}?caso={case[0]}")
        found = offices.find_staff(request.actor, words)
        choices = [{"name": u.display_name, "href": f"?quien={u.id}"} for u in found]
        if not choices:
            form.add_error(
                "q",
                say(
                    "No hay folio ni nombre así. Pruebe con menos letras.",
                    "There is no such folio or name. Try fewer letters.",
                ),
            )
    page, about = _looked(request)
    case_id = _uuid(request.GET.get("caso", "")) if about else ""
    context = frame(
        request,
        "auditor:looked",
        form=form,
        choices=choices,
        about=about,
        page=page,
        rows=rows(page.entries, get_language(), {case_id: about} if case_id else {}),
        pages=older(page.older, **_asked(request)),
        case_id=case_id,
    )
    return render(request, "journal/looked.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest) -> dict[str, str]:
    """Of whom, or of which case."""
    for name in ("quien", "caso"):
        if _uuid(request.GET.get(name, "")):
            return {name: request.GET[name]}
    return {}


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _looked(request: HttpRequest) -> tuple[access.Found, str]:
    """What was asked for in the address; without it the newest refusals are not shown either."""
    mark = request.GET.get("antes", "")
    if user := _uuid(request.GET.get("quien", "")):
        name = offices.names_of({user}).get(user, "")
        return access.by_person(request.actor, user, mark), name
    if (id := _uuid(request.GET.get("caso", ""))) and (case := for_audit(request.actor, id)):
        return access.by_case(request.actor, id, case[1], mark), folio_for_audit(request.actor, id)
    access.opened(request.actor)
    return access.Found([], ""), ""


@require_GET
def found_unusual(request: HttpRequest) -> HttpResponse:
    """Looks of the last days that somebody should ask about; never who did how much."""
    now = timezone.now()
    looks, cut = access.looks(request.actor, now - dt.timedelta(days=DAYS))
    people = {one.actor for one in looks if len(one.actor) == 36}
    names, grants = offices.names_of(people), offices.roles_of(people)
    posts = {user: frozenset(g.post for g in held if g.post) for user, held in grants.items()}
    zones = {post.code: ZoneInfo(post.time_zone) for post in offices.posts()}
    language = language_of(get_language())
    found = [
        {
            "what": ASK[one.rule],
            "who": who(one.actor, names),
            "count": one.count,
            "first": moment(one.first, language),
            "last": moment(one.last, language),
            "href": f"{reverse('auditor:looked')}?quien={one.actor}",
        }
        for one in unusual.find(
            (look for look in looks if look.what != "case.read_to_sign"), zones=zones, posts=posts, until=now
        )
    ]
    context = frame(request, "auditor:unusual", rows=found, days=DAYS, cut=cut)
    return render(request, "journal/unusual.html", context)


def _tab(request: HttpRequest, route: str, names: Sequence[str], heading: Text, empty: Text) -> HttpResponse:
    mark = request.GET.get("antes", "")
    if names:
        page = access.of_names(request.actor, route.partition(":")[2], names, mark)
    else:
        page = access.refusals(request.actor, mark)
    context = frame(
        request,
        route,
        page=page,
        rows=rows(page.entries, get_language()),
        pages=older(page.older),
        heading=heading,
        empty=empty,
    )
    return render(request, "journal/tab.html", context)


@require_GET
def glass(request: HttpRequest) -> HttpResponse:
    """Records opened in an emergency, and whether somebody looked at it afterwards."""
    return _tab(
        request,
        "auditor:glass",
        access.names_with("glass.", more=("glass.open", "glass.review")),
        Text(es="Ver qué se abrió en una emergencia", en="See what was opened in an emergency"),
        Text(es="Nadie ha abierto nada en una emergencia.", en="Nobody has opened anything in an emergency."),
    )


@require_GET
def exports(request: HttpRequest) -> HttpResponse:
    """What left the system: files and sheets."""
    return _tab(
        request,
        "auditor:exports",
        access.names_with("export.", more=OUT),
        Text(es="Ver qué salió del sistema", en="See what left the system"),
        Text(es="Nada ha salido del sistema.", en="Nothing has gone out of the system."),
    )


@require_GET
def refusals(request: HttpRequest) -> HttpResponse:
    """What somebody tried and had no right to."""
    return _tab(
        request,
        "auditor:refusals",
        (),
        Text(es="Ver qué se negó, y a quién", en="See what was refused, and to whom"),
        Text(es="No se ha negado nada.", en="Nothing has been refused."),
    )
