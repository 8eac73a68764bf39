"""Find who can help, read one entry, say that it is still right, ask for a reserved address."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cauce.custody.journal.door import Absent, check_may
from cauce.directory import access
from cauce.directory.access import upkeep as keeping
from cauce.directory.actions import verify_entry
from cauce.rules.permissions import Actor, permits
from cauce.sharing.machines.access import places_reported
from cauce.sharing.referrals import access_feedback
from cauce.staff.offices.access import day_at
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.numbers import whole
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import living, matching, sentences
from .forms import FindForm, case_in
from .words_living import CAUTIONS

RESERVED = say("Reservado", "Reserved")
KEPT = ("need", "state", "city", "language", "q", "sex", "takes", "current")


def _query(data: QueryDict) -> str:
    """The search and the case, to be carried along every link of the directory; '' if none."""
    pairs = [(name, value) for name in KEPT for value in data.getlist(name) if value]
    case = case_in(data.get("for"))
    asked = urlencode(pairs + ([("for", case)] if case else []))
    return f"?{asked}" if asked else ""


def _page(request: HttpRequest, name: str, **more: object) -> HttpResponse:
    base = {"nav": nav(request, "directory:find"), "query": _query(request.GET)}
    return render(request, f"providers/{name}.html", base | more)


@require_GET
def find_page(request: HttpRequest) -> HttpResponse:
    """The search and its best rows. Opened without one: what is near the post."""
    check_may(request.actor, "directory.find")
    asked = request.GET.copy()
    if not any(name in asked for name in KEPT) and request.post:
        asked["state"] = request.post.state
    form, rows, total = FindForm(asked), [], 0
    looked = form.is_valid() and any(form.cleaned_data.values())
    matched = _matched(request, form) if looked else None
    if matched:
        return _page(request, "match", form=form, case=case_in(request.GET.get("for")), **matched)
    if looked:
        found = access.find(request.actor, form.wanted(request.post))
        query, total = _query(asked), found.total
        rows = [
            sentences.row(entry, reverse("directory:entry", args=[entry.id]) + query) for entry in found.rows
        ]
    return _page(
        request,
        "find",
        form=form,
        rows=rows,
        total=total,
        looked=looked,
        case=case_in(request.GET.get("for")),
        may_review=permits(request.actor, "directory.edit").allowed,
    )


def _matched(request: HttpRequest, form: FindForm) -> dict[str, object] | None:
    """The services for a need of a case; None: nobody asked for a case, or it is not for this reader,
    or more was asked than the case says: then it is a search like any other."""
    case, need = case_in(request.GET.get("for")), form.cleaned_data["need"]
    if form.details_used() or form.cleaned_data["state"]:
        return None
    if not case or not need or not permits(request.actor, "case.read").allowed:
        return None
    try:
        found = matching.page_of(request.actor, case, need, form.cleaned_data["language"])
    except Absent:
        return None
    return found | {"need": need, "once": form_token.new()}


def _refer_href(request: HttpRequest, service_id: UUID) -> str:
    """Where a referral to this service begins for the case that is looked for; '' when none is."""
    case = case_in(request.GET.get("for"))
    if not case or not permits(request.actor, "referral.send").allowed:
        return ""
    try:
        need = {"need": request.GET["need"]} if request.GET.get("need") else {}
        query = urlencode({"service": service_id} | need)
        return f"{reverse('protection:refer', kwargs={'case_id': case})}?{query}"
    except NoReverseMatch:
        return ""


@require_GET
def entry_page(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """One entry as this reader may see it, with what is not known said first."""
    on = day_at(None, timezone.now())
    entry = access.with_reported(
        access.service_for(request.actor, service_id), places_reported([service_id]).get(service_id), on
    )
    sealed = entry.phones_sealed or any(place.sealed for place in entry.places)
    told = access_feedback.of_services(request.actor, [entry.id], on).get(entry.id)
    cautious = permits(request.actor, "directory.caution").allowed
    return _page(
        request,
        "entry",
        answers=living.answers(told),
        entry=entry,
        cautions=keeping.cautions_of(request.actor, entry.id) if cautious else (),
        agreed=living.agreed(keeping.agreements_of(entry.organization), on, keeping.alert_days(on)),
        kinds_of_caution=CAUTIONS,
        once=form_token.new(),
        facts=_facts(entry),
        sealed=sealed,
        checked=sentences.checked(entry),
        not_known=sentences.not_known(entry),
        closed=sentences.closed(entry),
        refer_href=_refer_href(request, service_id),
        may_open=sealed and permits(request.actor, "directory.read_address").allowed,
        may_verify=permits(request.actor, "directory.edit").allowed,
        link=entry.url if entry.url.startswith(("https://", "http://")) else "",
    )


def _facts(entry: access.EntryView) -> list[dict[str, object]]:
    """The entry line by line; None is said as «not known»."""
    phones = ", ".join(f"{p.number} ext. {p.extension}" if p.extension else p.number for p in entry.phones)
    takes = sentences.takes(entry)
    streets = "; ".join(
        ", ".join(filter(None, (p.street, p.city, f"{p.state} {p.postal_code}".strip())))
        for p in entry.places
        if not p.sealed and p.street
    )
    lines = [
        (say("Qué da", "What it gives"), sentences.gives(entry)),
        (say("Dónde", "Where"), sentences.where(entry)),
        (say("A quién recibe", "Who it accepts"), _lines(takes) if takes else None),
        (say("Idiomas", "Languages"), sentences.speaks(entry)),
        (say("Teléfonos", "Telephones"), phones or (RESERVED if entry.phones_sealed else None)),
    ]
    lines += living.offers(entry)
    optional = [
        (say("Dirección", "Address"), streets),
        (say("Horario", "Hours"), _lines(sentences.hours(entry))),
        (say("Cómo se pide", "How to apply"), entry.application),
        (say("Requisitos", "Requirements"), entry.eligibility),
        (say("Costo", "Cost"), entry.fees),
        (say("Interpretación", "Interpretation"), entry.interpretation),
        (say("Correo", "E-mail"), entry.email),
        (say("Aviso", "Notice"), entry.alert),
    ]
    lines += [(name, value) for name, value in optional if value]
    return [{"name": name, "value": value} for name, value in lines]


def _lines(texts: list) -> object:
    return say(" ".join(t.es for t in texts), " ".join(t.en for t in texts)) if texts else ""


def role_of(actor: Actor) -> str:
    """The role by which the actor may change the directory."""
    for grant in actor.grants:
        if permits(Actor(actor.user, (grant,)), "directory.edit").allowed:
            return grant.role
    return ""


@require_POST
def verify(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Somebody called and the entry is right: it is fresh again from today."""
    service = access.entry_for(request.actor, service_id)
    here = redirect(reverse("directory:entry", args=[service_id]) + _query(request.GET))
    page = pressed(
        request,
        Button(
            verify_entry, said=say("Gracias: la ficha está al día.", "Thank you: the entry is up to date.")
        ),
        then=here,
        service=service,
        role=role_of(request.actor),
        version=whole(request.POST.get("version"), -1),
        on=day_at(request.post, timezone.now()),
    )
    return page.answer or here


@require_POST
def address(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """A reserved address, for who may; asking for it is written down. Never at an address of its own."""
    entry = access.service_for(request.actor, service_id)
    here = request.post.code if request.post else None
    return _page(request, "address", entry=entry, sealed=access.sealed_for(request.actor, service_id, here))
