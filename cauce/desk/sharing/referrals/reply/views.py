"""A receiver without an account: a link, a code told by another way, one request, one answer.

What is over, withdrawn, tried too often or never was looks the same: one page that tells nothing.
Nothing is shown before the code, and nothing can be typed but the code and a number.
"""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone, Refused
from cauce.desk.sharing.referrals.partner import showing
from cauce.desk.sharing.referrals.partner.forms import AnswerForm
from cauce.rules.referral import ENDS
from cauce.sharing.referrals import access
from cauce.sharing.referrals.access_links import link_by, receiver_of
from cauce.sharing.referrals.actions import answer, look, try_code
from cauce.sharing.referrals.models import ReplyLink
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.words import say

from .forms import CodeForm

OPEN_FOR = dt.timedelta(minutes=30)  # then the code is asked for again
WRONG = say(
    "Ese no es el código. Revíselo y escríbalo otra vez.",
    "That is not the code. Check it and write it again.",
)


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """The code first, then the request of this link and no other."""
    at = timezone.now()
    try:
        link = link_by(token, at)
        if not _is_open(request, link, at):
            return _ask_code(request, link, token, at)
        if request.method == "POST" and "what" in request.POST:
            return _answer(request, link, token, at)
        form = AnswerForm(askable=showing.askable(link.referral))
        return _page(request, link, form, at)
    except (Absent, Refused):
        return nothing()


def nothing() -> HttpResponse:
    """One page for whatever does not open, without the request: the same bytes for everybody."""
    return HttpResponse(render_to_string("reply/nothing.html"), status=404)


def _name(link: ReplyLink) -> str:
    return f"reply:{link.id.hex}"


def _is_open(request: HttpRequest, link: ReplyLink, at: dt.datetime) -> bool:
    until = request.session.get(_name(link), "")
    return bool(until) and at < dt.datetime.fromisoformat(until)


def _ask_code(request: HttpRequest, link: ReplyLink, token: str, at: dt.datetime) -> HttpResponse:
    form = CodeForm(request.POST if "code" in request.POST else None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        if try_code(actor=receiver_of(link), link=link, code=code, at=at):
            request.session.cycle_key()
            request.session[_name(link)] = (at + OPEN_FOR).isoformat()
            return redirect("reply:request", token=token)
        if link.closed_at is not None:
            return nothing()
        form.add_error("code", WRONG)
    return render(request, "reply/code.html", {"form": form})


def _answer(request: HttpRequest, link: ReplyLink, token: str, at: dt.datetime) -> HttpResponse:
    form = AnswerForm(request.POST, askable=showing.askable(link.referral))
    if form.is_valid():
        try:
            answer(
                actor=receiver_of(link),
                referral=link.referral,
                at=at,
                once=form_token.sent(request),
                **form.answered(),
            )
        except (Absent, Refused):
            raise
        except CauceError as error:
            add_refusal(form, error)
            return _page(request, link_by(token, at), form, at)
        except AlreadyDone:
            pass
        return redirect("reply:request", token=token)
    return _page(request, link, form, at)


def _page(request: HttpRequest, link: ReplyLink, form: AnswerForm, at: dt.datetime) -> HttpResponse:
    actor = receiver_of(link)
    look(actor=actor, link=link, at=at)
    referral = link.referral
    over = referral.state in ENDS
    shared = {} if over else access.shared_with(actor, referral)
    return render(
        request,
        "reply/request.html",
        {
            "over": over,
            "once": form_token.reused(request),
            **showing.request_of(referral, form, at, shared),
        },
    )
