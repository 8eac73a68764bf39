"""The counter: tick what was noticed, say the neutral sentence, pass a turn number. Thirty seconds.

Nothing here knows of the document service, and no page shows a cue once it was sent.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from cauce.cases.access_desks import RECEIVES
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.intake.screenings.access import status_for_window
from cauce.intake.screenings.actions import acknowledge, pass_to_protection, record_cues, record_links
from cauce.intake.screenings.asking import of_space
from cauce.intake.screenings.links import asked_outright, cues_on, links_on, noticed_on
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import permits
from cauce.staff.accounts.away import away_at
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_here
from cauce.standards.qr import picture
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import CuesForm, LinksForm, TurnForm
from .pending import Pending, forget, held, hold, open_anew

RAISE = "encounter.raise"  # whoever may, stands at the counter of a post
ATTEND = "encounter.answer"
NOTHING = "nothing_more_now"
URGENT = "emergency_route"
TALK = "offer_private_talk"
PASS = "pasar"  # in the address: protection is told though nothing was ticked
DONE = say("Listo. Siga con el trámite.", "Done. Continue with the service.")
NOT_PASSED = say(
    "No se avisó a nadie de protección: lo que marcó no basta para pasar el turno. Siga con el trámite; si "
    "algo le preocupa, avise a protección, abajo; lo que marcó va también.",
    "Protection was not told: what you ticked is not enough to pass the turn on. Continue with the service; "
    "if something worries you, tell protection, below; what you ticked goes along.",
)
CARD = say(
    "Está bien. Entregue la tarjeta que se da a todo el mundo y siga con el trámite.",
    "That is fine. Give the card that everybody gets and continue with the service.",
)


def page(request: HttpRequest, name: str, post: Post, **more: object) -> HttpResponse:
    base = {"post": post, "nav": nav(request, "window:cues")}
    return render(request, f"screenings/{name}.html", base | more)


@require_http_methods(["GET", "POST"])
def cues(request: HttpRequest) -> HttpResponse:
    """The list to tick. Whatever was ticked before is forgotten when it opens anew.

    While headquarters has cues off, only what the person asks for stays on it.
    """
    post = post_here(request, RAISE)
    instrument, today = (
        current_edition().instruments["window-cues"],
        offices.day_at(None, timezone.now()),
    )
    data = request.POST if request.method == "POST" else None
    form = CuesForm(instrument, noticed_on(instrument, today), data)
    marks = permits(request.actor, "links.record", post.scope).allowed
    links = LinksForm(data) if marks and links_on(today) else None
    if request.method == "GET":
        open_anew(request)
    elif form.is_valid() and (links is None or links.is_valid()):
        try:
            _compare(request, post, links)
            return _lead_on(request, post, form.ticked())
        except CauceError as error:
            add_refusal(form, error)
    return page(
        request,
        "cues",
        post,
        form=form,
        links=links,
        intro=instrument.intro,
        once=form_token.reused(request),
        noticing=cues_on(today),
    )


def _compare(request: HttpRequest, post: Post, links: LinksForm | None) -> None:
    """Mark what else was noticed; the officer goes on as if nothing had been, whatever coincides."""
    if links is None or not links.given():
        return
    with suppress(AlreadyDone):
        record_links(
            actor=request.actor,
            post=post,
            given=links.given(),
            once=form_token.sent(request),
            minor=links.cleaned_data["minor"],
            cleared=links.cleaned_data["cleared"],
        )


def _lead_on(request: HttpRequest, post: Post, ticked: list[str]) -> HttpResponse:
    """What was ticked leads on, or an officer tells protection all the same: then it goes along too."""
    anyway = request.POST.get("do") == "pass"
    if anyway and not ticked and (before := held(request)):
        ticked = before.cues  # of the person of whom the page says that it was too little
    if anyway and not ticked:
        return redirect(f"{reverse('window:offer')}?{PASS}=1")
    try:
        result = record_cues(actor=request.actor, post=post, cues=ticked, once=form_token.sent(request))
    except AlreadyDone:
        return redirect("window:offer")
    offers = [offer for offer in result.outcomes if offer != NOTHING] or [TALK] * anyway
    hold(request, ticked, offers)
    if offers:
        return redirect("window:offer")
    messages.info(request, NOT_PASSED)
    return redirect("window:cues")


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """The sentence to say; then the turn number goes to protection, or nothing is kept.

    An officer may pass somebody on though nothing was ticked, or nothing that leads to it.
    """
    post = post_here(request, RAISE)
    pending = held(request)
    if request.method == "POST":
        if request.POST.get("do") == "no":
            forget(request)
            messages.success(request, CARD)
            return redirect("window:cues")
        return _pass(request, post, pending)
    if not (pending and pending.offers) and PASS not in request.GET:
        return redirect("window:cues")
    return _offer_page(request, post, pending, TurnForm(), form_token.new())


def _pass(request: HttpRequest, post: Post, pending: Pending | None) -> HttpResponse:
    # If what was ticked is gone, somebody still waits: the turn is passed without it.
    ticked = pending.cues if pending else []

    def passed(**given: Any) -> HttpResponse:
        made = pass_to_protection(**given)
        forget(request)
        if request.POST.get("do") == "mine":
            acknowledge(actor=request.actor, encounter=made)
            return redirect("protection:waiting", encounter_id=made.id)
        return redirect("window:turn", encounter_id=made.id)

    sent = pressed(
        request,
        Button(passed, TurnForm, again=lambda id: redirect("window:turn", encounter_id=id)),
        post=post,
        cues=ticked,
        asked=asked_outright(ticked),
        space=pending.space if pending else "",
    )
    return sent.answer or _offer_page(request, post, pending, sent.form, form_token.reused(request))


def _offer_page(
    request: HttpRequest, post: Post, pending: Pending | None, form: TurnForm, once: str
) -> HttpResponse:
    there = pending.space if pending and pending.space else "passport_window"
    instrument = of_space(there)
    texts = {text.id: text for text in instrument.offers}
    offers = (pending.offers if pending else []) or [TALK]
    return page(
        request,
        "offer",
        post,
        form=form,
        once=once,
        urgent=texts[URGENT] if URGENT in offers else None,
        talk=next((texts[one] for one in offers if one != URGENT), None),
        asked=instrument.asked_reason if pending and asked_outright(pending.cues) else None,
        away=away_at(post.code, timezone.now(), *RECEIVES),
        attends=permits(request.actor, ATTEND, post.scope).allowed,
    )


@require_GET
def turn(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """Whether somebody is coming for a turn; once somebody is, the counter shows nothing."""
    post = post_here(request, RAISE)
    status = status_for_window(request.actor, encounter_id)
    if status.state == "answered":
        messages.success(request, DONE)
        if request.htmx:
            return HttpResponseClientRedirect(reverse("window:cues"))
        return redirect("window:cues")
    minutes = int((timezone.now() - status.raised_at).total_seconds() // 60)
    return page(request, "turn", post, status=status, minutes=minutes)


@require_GET
def poster(request: HttpRequest) -> HttpResponse:
    """The universal offer, to be printed: the same for everybody, so that nobody is singled out."""
    guide = request.build_absolute_uri(reverse("guide:first"))
    return page(request, "poster", post_here(request, RAISE), guide=guide, code=picture(guide))
