"""More records than the work explains: the page that says so, the proof and the reason to go on."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal import read_limits
from cauce.custody.journal.door import AlreadyDone, record_refusal
from cauce.rules.permissions import SYSTEM, Actor
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.notices import access as notices
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.words import say

from .context import demonstration

REASONS = (
    ("handover", say("Recibo los casos de otra persona", "I am taking over somebody's cases")),
    ("review", say("Reviso los casos de mi consulado", "I am reviewing my post's cases")),
    ("many_people", say("Hoy llegaron muchas personas", "Many people came today")),
    (
        "other",
        say(
            "Otra razón, que ya hablé con mi jefatura",
            "Another reason, already discussed with my head of post",
        ),
    ),
)


class WhyForm(forms.Form):
    """What so many records are needed for; the answer goes to the journal."""

    reason = forms.ChoiceField(
        label=say("¿Para qué necesita ver más?", "What do you need to see more for?"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={
            "required": say("Elija el motivo.", "Choose the purpose."),
            "invalid_choice": say("Elija una de la lista.", "Choose one of the list."),
        },
    )


def stopped(request: HttpRequest, error: read_limits.TooMany) -> HttpResponse:
    """The answer to one record too many; who should know is told now, once a day."""
    at = timezone.now()
    record_refusal(request.actor, "pace.exceeded", post=_post(request.actor), about=error.about)
    tell(request.actor, error.why, at)
    page = render_to_string("site/too_many.html", demonstration() | {"why": error.why, "next": request.path})
    response = HttpResponse(page, status=429)
    response.headers["Retry-After"] = "3600"
    return response


def seen_nothing(actor: Actor | None) -> None:
    """After a «nothing here»: whoever tries many ids of cases is told of as well."""
    if actor is not None:
        at = timezone.now()
        if read_limits.walks(actor, at):
            tell(actor, "unknown", at)


def _post(actor: Actor) -> str | None:
    return min(actor.posts, default=None)


def tell(actor: Actor, why: str, at: dt.datetime) -> None:
    """One alert a day for each person and cause."""
    cause = "unknown" if why == "unknown" else "many"
    key = f"pace:{cause}:{at.date()}:{actor.user}"
    if not notices.exists(key):
        from cauce.cases.actions import unusual_reads  # all that is done in a case comes with it

        unusual_reads.alert(actor=SYSTEM, who=actor.user, post=_post(actor), why=why, key=key, at=at)


@fresh
@require_http_methods(["GET", "POST"])
def go_on(request: HttpRequest) -> HttpResponse:
    """Who it is was proved just now; say what for, and go back to where one was."""
    back = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        from cauce.cases.actions import unusual_reads

        try:
            unusual_reads.extend(
                actor=request.actor,
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
                once=form_token.sent(request),
            )
            return HttpResponseRedirect(back)
        except AlreadyDone:
            return HttpResponseRedirect(back)
        except CauceError as error:
            add_refusal(form, error)
    status = 422 if form.errors else 200
    context = {"form": form, "next": back, "once": form_token.reused(request)}
    return render(request, "site/go_on.html", context, status=status)
