"""One referral on its line: answered, silent or taken back, and what the person says of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.desk.errors import words
from cauce.desk.once import key_of
from cauce.journal.door import AlreadyDone
from cauce.referrals import access
from cauce.referrals.actions import confirm_given, inform, withdraw
from cauce.rules.consent import SHAREABLE_FIELDS
from cauce.rules.content.loader import parameter_on
from cauce.rules.errors import CauceError
from cauce.rules.referral import STATE_LABELS, WAITING, chases, possible

from .frame import case_page

DRAWN = {"done": "done", "current": "here", "ahead": "ahead", "passed": "done"}
BROKEN = ("rejected", "withdrawn", "expired", "error", "not_completed")
AGAIN = ("rejected", "expired", "withdrawn", "not_completed")
CHASES = ("chase-first", "chase-second", "chase-third")


@require_http_methods(["GET", "POST"])
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Where it is, who is waited for, and what may be done from here."""
    found = access.referral_for(request.actor, referral_id)
    context = case_page(
        request, found.case_id, "referral", timezone.now(), "protection:refer"
    )  # fmt: skip
    if request.method == "POST":
        try:
            _post(request, found, context)
        except AlreadyDone:
            pass
        except CauceError as error:
            messages.error(request, words(error))
        return redirect("protection:referral", referral_id=found.id)
    edition = context["edition"]
    labels = {one.id: one.label for one in SHAREABLE_FIELDS}
    shared = access.shared_by(found)
    reasons = {row.id: row.title for row in edition.catalogues["rejection_reasons"]}
    needs = {row.id: row.title for row in edition.catalogues["needs"]}
    find = {"for": found.case_id, "need": found.need}
    return render(request, "protection/referral.html", context | {
        "referral": found, "stations": _stations(found), "state": STATE_LABELS[found.state],
        "need": needs.get(found.need, found.need), "reason": reasons.get(found.rejection),
        "facts": [{"name": labels.get(name, name), "value": value}
                  for name, value in shared.items()],
        "chases": _chases(found, context), "waiting": found.state in WAITING,
        "may_withdraw": "withdraw" in possible(found.state, "sender"),
        "again": found.state in AGAIN, "asked": found.state == "info_requested",
        "find_href": f"{reverse('directory:find')}?{urlencode(find)}",
        "may_confirm": found.confirmed is None and found.answered_at is not None
        and found.state not in AGAIN,
    })  # fmt: skip


def _stations(found: Any) -> list[dict[str, Any]]:
    access.steps_of(found)
    return [
        {
            "label": stop.label,
            "at": stop.at,
            "state": "broken" if stop.state in BROKEN else DRAWN[stop.kind],
        }
        for stop in access.line_of(found)
    ]


def _chases(found: Any, context: dict[str, Any]) -> list[dict[str, Any]]:
    """The days on which silence is chased, and which of them have come."""
    if found.state not in WAITING:
        return []
    on = context["at"].date()
    days = [parameter_on(context["edition"], name, on).value for name in CHASES]
    since = access.steps_of(found)[-1].at
    came = len(chases(found.state, since, days, context["at"]))
    return [{"days": day, "done": i < came} for i, day in enumerate(days)]


def _post(request: HttpRequest, found: Any, context: dict[str, Any]) -> None:
    given = {"actor": request.actor, "referral": found, "once": key_of(request)}
    do = request.POST.get("do")
    if do == "withdraw":
        withdraw(at=context["at"], **given)
    elif do == "inform":
        inform(at=context["at"], **given)
    elif do in ("given", "not_given"):
        confirm_given(given=do == "given", **given)
