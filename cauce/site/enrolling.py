"""Beginning with a printed code: the first key of whoever joins, or a new one when all were lost."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cauce.content.errors import CauceError
from cauce.custody.journal.gathered import gathered
from cauce.desk.staff.accounts.own.answers import answer_of_key, new_app, shown_app
from cauce.desk.staff.accounts.own.forms import EnrollAppForm, InvitationForm, NewKeyForm, NewPasswordForm
from cauce.rules.passwords import check_password
from cauce.staff.accounts import access, codes, sessions, signing_in, webauthn
from cauce.staff.accounts.actions import FirstFactor
from cauce.staff.accounts.actions import enroll as begin_anew
from cauce.staff.accounts.models import Invitation
from cauce.staff.accounts.proofs import Wrong
from cauce.staff.offices import access as offices
from cauce.ui.errors import add_refusal
from cauce.ui.words import say

from .signin import status_of

SECONDS = 900  # from the code to the key
WAYS = {
    "key": say("Una llave o el propio aparato", "A key or the device itself"),
    "app": say("Una aplicación de códigos", "A code app"),
    "codes": say("Una hoja de códigos impresa", "A printed sheet of codes"),
}
FORMS = {"key": NewKeyForm, "app": EnrollAppForm, "codes": NewPasswordForm}


@require_http_methods(["GET", "HEAD", "POST"])
def enroll(request: HttpRequest) -> HttpResponse:
    """Type the printed code; nothing is told of whose it could be."""
    form = InvitationForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            found = signing_in.by_invitation(
                request, username=typed["username"], code=typed["invitation"], at=timezone.now()
            )
        except (Wrong, signing_in.Wait) as error:
            add_refusal(form, error)
            status = status_of(error)
        else:
            request.session.cycle_key()
            sessions.wait(request, "enrolling", invitation=str(found.id))
            return redirect("enroll_choose")
    form.forget()
    return render(request, "site/enroll.html", {"form": form}, status=status)


def _invitation(request: HttpRequest) -> Invitation | None:
    """The invitation with which somebody is enrolling in this browser; None: nobody is."""
    kept = sessions.waiting(request, "enrolling", SECONDS)
    return access.invitation_with(kept["invitation"], timezone.now()) if kept else None


@require_POST
def ask_new_key(request: HttpRequest) -> JsonResponse:
    """What the browser makes the new key with."""
    invitation = _invitation(request)
    if invitation is None:
        raise Http404
    return JsonResponse(webauthn.ask_for_new(invitation.user, [], request.session))


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Enrol in one of the ways that the roles of this person allow, and in no other."""
    invitation = _invitation(request)
    if invitation is None:
        return redirect("enroll")
    user = invitation.user
    open_ways = [way for way in access.ways_open_to(user) if way in WAYS]
    way = request.POST.get("way") or request.GET.get("way") or next(iter(open_ways), "")
    if way not in open_ways:
        return render(request, "site/enroll_none.html", {}, status=403)
    form = FORMS[way](request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, invitation, way, form.cleaned_data)
        except (CauceError, webauthn.NotTheKey) as error:
            status = _say(form, error)
    if hasattr(form, "forget"):
        form.forget()
    more = shown_app(user, new_app(request)) if way == "app" else {}
    ways = [{"way": one, "label": WAYS[one], "current": one == way} for one in open_ways]
    context = {"form": form, "way": way, "ways": ways if len(ways) > 1 else [], **more}
    return render(request, "site/enroll_choose.html", context, status=status)


def _say(form: Any, error: Exception) -> int:
    if isinstance(error, CauceError):
        add_refusal(form, error)
        return status_of(error)
    form.add_error(
        None,
        say(
            "La llave no respondió como se esperaba. Intente de nuevo.",
            "The key did not respond as expected. Try again.",
        ),
    )
    return 200


def _done(request: HttpRequest, invitation: Invitation, way: str, typed: dict) -> HttpResponse:
    """Keep the new way in. Raises what is wrong with what was typed."""
    user, at = invitation.user, timezone.now()
    given: dict[str, Any] = {}
    if way == "key":
        given = {"key": webauthn.new_key(answer_of_key(request), request.session), "name": typed["name"]}
    else:
        check_password(typed["new"], about=(user.username, user.display_name))
        signing_in.refuse_common(typed["new"], user)
    if way == "app":
        secret = new_app(request)
        step = codes.step_of(secret, typed["one_time_code"], at)
        if step is None:
            raise Wrong()
        given = {"app": (secret, step)}
    if way == "codes":
        given = {"sheet": True}
    if way != "key":
        # Before the act: nobody waits for a hash inside a transaction. Raises ``Busy``.
        given["encoded"] = signing_in.hashed(typed["new"])
    sheet = begin_anew(
        actor=offices.actor_for(user, at),
        user=user,
        invitation=invitation,
        at=at,
        **gathered(given, factor=FirstFactor),
    )
    request.session.flush()
    if sheet:
        return render(request, "own/sheet.html", {"codes": sheet, "first": True})
    return render(request, "site/enrolled.html", {"way": way})
