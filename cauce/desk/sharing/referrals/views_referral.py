"""One referral on its line: answered, silent or taken back, and what the person says of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.content.loader import parameter_on
from cauce.content.model import Text
from cauce.custody.journal.door import AlreadyDone
from cauce.desk.cases.frame.frame import case_page
from cauce.desk.sharing.referrals.partner.showing import exchanges, reference, shared_facts
from cauce.rules.pathway import on_the_way
from cauce.rules.referral import ARRIVED, OPEN, STATE_LABELS, WAITING, chases, possible
from cauce.sharing.referrals import access, access_envelopes
from cauce.sharing.referrals.access_links import newest_of
from cauce.sharing.referrals.actions import (
    LookAgain,
    close_links,
    confirm_given,
    invite,
    record_answer,
    withdraw,
)
from cauce.sharing.referrals.actions.sending import AGAIN
from cauce.sharing.referrals.facts import purpose_of
from cauce.ui import form_token
from cauce.ui.errors import refuse

from . import answering
from .forms_more import MoreForm
from .forms_told import ToldForm
from .next_providers import next_services, same_service
from .views_envelope import summary

DRAWN = {"done": "done", "current": "here", "ahead": "ahead", "passed": "done"}
BROKEN = ("rejected", "withdrawn", "expired", "error", "not_completed")
CHASES = ("chase-first", "chase-second", "chase-third")
WAYS = {
    "link": Text(es="por enlace", en="by link"),
    "told": Text(es="por teléfono, lo anotó quien atiende", en="by telephone, recorded here"),
}
SAYS: dict[str, bool | None] = {"given": True, "not_given": False, "not_said": None}


@require_http_methods(["GET", "POST"])
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Where it is, who is waited for, and what may be done from here."""
    found = access.referral_for(request.actor, referral_id)
    context = case_page(request, found.case_id, "referral", timezone.now(), "protection:refer")
    told = ToldForm(found.state, request.POST if request.POST.get("do") == "told" else None)
    more = answering.more_form(request, context, found)
    forms = (more, told)
    if request.method == "POST":
        try:
            invited = _post(request, found, context, forms)
        except AlreadyDone:
            invited = None
        except LookAgain:
            return _page(request, found, context | {"telling": more.telling()}, forms)
        except CauceError as error:
            if not refuse(request, error, *forms):
                return redirect("protection:referral", referral_id=found.id)
            invited = None
        if invited:  # shown this once, on the page that answers the button
            return _page(request, found, context, forms, invited)
        if not any(one.errors for one in forms) and request.POST.get("do") != "number":
            return redirect("protection:referral", referral_id=found.id)
    return _page(request, found, context, forms)


def _page(
    request: HttpRequest,
    found: Any,
    context: dict[str, Any],
    forms: tuple[MoreForm, ToldForm],
    invited: Any = None,
) -> HttpResponse:
    more, told = forms
    numbers = None  # None: not asked for; shown on the answer to the button alone
    if request.method == "POST" and request.POST.get("do") == "number":
        numbers = access.intake_for(request.actor, found)
    edition, at = context["edition"], context["at"]
    shared = access.shared_by(found)
    needs = {row.id: row.title for row in edition.catalogues["needs"]}
    find = {"for": found.case_id, "need": found.need}
    link = newest_of(found, at) if found.partner_id is None else None
    return render(
        request,
        "referrals/referral.html",
        context
        | answering.shown(found, more)
        | {
            "referral": found,
            "stations": _stations(found),
            "state": STATE_LABELS[found.state],
            "need": needs.get(found.need, found.need),
            "reason": _reason(edition, found),
            "facts": shared_facts(found, shared),
            "exchanges": exchanges(found),
            "clock": context["post"],
            "chases": _chases(found, context),
            "waiting": found.state in WAITING,
            "may_withdraw": "withdraw" in possible(found.state, "sender"),
            "again": found.state in AGAIN,
            "asked": found.state == "info_requested",
            "same_href": same_service(found) if found.state == "withdrawn" else "",
            "find_href": f"{reverse('directory:find')}?{urlencode(find)}",
            "next_services": next_services(request, found) if found.state in AGAIN else [],
            "may_confirm": found.state == "completed" and found.asked_at is None and found.confirmed is None,
            "gives_papers": purpose_of(found) is not None,
            "way_there": _way_there(context),
            "on_the_way": on_the_way(context["page"].plan, context["page"].acts),
            "papers": summary(access_envelopes.newest_of(found)),
            "open": found.state in OPEN,
            "unasked": found.state in OPEN and not found.service.sharing,
            "may_call": access.may_call(found),
            "numbers": numbers,
            "by_link": found.partner_id is None,
            "link": link,
            "invited": invited,
            "link_address": _address(request, invited),
            "told": told,
            "form": more if more.is_bound else told,
            "reference": reference(found),
            "shown_code": _spaced(invited),
            "saw_by_link": found.state in ("withdrawn", "expired")
            and found.partner_id is None
            and any(step.state == "acknowledged" for step in access.steps_of(found)),
        },
    )


def _way_there(context: dict[str, Any]) -> str:
    """Where the way to the place that agreed is prepared, and the arrival noted; '' when none is owed."""
    done, steps = context["edition"].actions, context["page"].plan
    owed = (
        one.action
        for one in steps
        if one.state in ("open", "overdue") and ARRIVED in done[one.action].done_by
    )
    step = next(owed, None)
    return reverse("protection:record", args=[context["case"].id, step]) if step else ""


def _address(request: HttpRequest, invited: Any) -> str:
    return request.build_absolute_uri(reverse("reply:request", args=[invited.token])) if invited else ""


def _spaced(invited: Any) -> str:
    """«1234 5678»: as it is said on the telephone."""
    return f"{invited.code[:4]} {invited.code[4:]}" if invited else ""


def _reason(edition: Any, found: Any) -> Any:
    """Why it was declined, or what came of it, in words; None: nobody said."""
    code = found.rejection if found.state == "rejected" else found.result
    lists = ("rejection_reasons", "referral_results", "not_completed_reasons")
    names = {"rejected": lists[0], "completed": lists[1], "not_completed": lists[2]}
    rows = edition.catalogues[names[found.state]] if found.state in names else ()
    return next((row.title for row in rows if row.id == code), None)


def _stations(found: Any) -> list[dict[str, Any]]:
    # After a question back a state is come to again: the line shows how and when it was the first time.
    ways = {step.state: WAYS.get(step.way) for step in reversed(access.steps_of(found))}
    return [
        {
            "label": stop.label,
            "at": stop.at,
            "state": "broken" if stop.state in BROKEN else DRAWN[stop.kind],
            "note": ways.get(stop.state) if stop.at else None,
        }
        for stop in access.line_of(found)
    ]


def _chases(found: Any, context: dict[str, Any]) -> list[dict[str, Any]]:
    """The days on which silence is chased, and which of them have come."""
    if found.state not in WAITING:
        return []
    on = context["at"].date()
    days = [parameter_on(context["edition"], name, on).value for name in CHASES]
    if found.due_at is not None:  # what is due sooner is chased when it is due, and not days later
        days = [day for day in days if found.sent_at + timedelta(days=day) < found.due_at]
    came = len(chases(found.state, found.sent_at, days, context["at"]))
    return [{"days": day, "done": i < came} for i, day in enumerate(days)]


def _post(request: HttpRequest, found: Any, context: dict[str, Any], forms: tuple[MoreForm, ToldForm]) -> Any:
    """Do what the button says; what it gives back is to be shown once, None: nothing."""
    given = {"actor": request.actor, "referral": found, "once": form_token.sent(request)}
    do, at = request.POST.get("do"), context["at"]
    more, told = forms
    if do == "invite":
        return invite(at=at, **given)
    if do == "told":
        if told.is_valid():
            record_answer(at=at, **told.answered(), **given)
    elif do in SAYS:
        confirm_given(given=SAYS[do], at=at, **given)
    elif do in answering.HOW:
        if said := answering.answered(request, more, at=at, **given):
            messages.success(request, said)
    elif do in ("withdraw", "close_link"):
        act = {"withdraw": withdraw, "close_link": close_links}[do]
        act(at=at, **given)
    return None
