"""Adding and removing what one signs in with. Each asks for a proof of minutes ago."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent
from cauce.rules.passwords import check_password
from cauce.staff.accounts import access, codes, sessions, signing_in, webauthn
from cauce.staff.accounts import actions as accounts
from cauce.staff.accounts.models import Key, Outside
from cauce.staff.accounts.recent_proof import fresh
from cauce.ui.errors import add_refusal, refuse
from cauce.ui.words import say

from .answers import APP, answer_of_key, new_app, shown_app
from .forms import AppForm, ChangePasswordForm, NewKeyForm, NewPasswordForm

NOT_ANSWERED = say(
    "La llave no respondió como se esperaba. Intente de nuevo.",
    "The key did not respond as expected. Try again.",
)


def _may(request: HttpRequest, way: str) -> None:
    """Whether the roles of whoever asks allow this way. Raises ``Absent``."""
    if way not in access.ways_open_to(request.user):
        raise Absent()


@require_POST
@fresh
def ask_new(request: HttpRequest) -> JsonResponse:
    """What the browser makes a new key with."""
    keys = access.factors_of(request.user).keys
    return JsonResponse(webauthn.ask_for_new(request.user, keys, request.session))


@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def add(request: HttpRequest) -> HttpResponse:
    """Enrol another key: its name, then a touch."""
    form = NewKeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        try:
            new = webauthn.new_key(answer_of_key(request), request.session)
            accounts.add_key(
                actor=request.actor,
                user=request.user,
                new=new,
                at=at,
                name=form.cleaned_data["name"],
                here=sessions.here(request),
            )
        except webauthn.NotTheKey:
            form.add_error(None, NOT_ANSWERED)
        except CauceError as error:
            add_refusal(form, error)
        else:
            messages.success(request, say("La llave quedó dada de alta.", "The key is enrolled."))
            return redirect("account:home")
    form.forget()
    return render(request, "own/key_add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def key(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """Give a key another name, or remove it; a key of somebody else is not there."""
    return _key(request, access.key_for(request.actor, key_id))


@fresh
def _key(request: HttpRequest, found: Key) -> HttpResponse:
    form = NewKeyForm(
        request.POST if request.POST.get("do") == "rename" else None, initial={"name": found.name}
    )
    if request.POST.get("do") == "remove":
        return _removed(request, accounts.remove_key, key=found)
    if form.is_bound and form.is_valid():
        accounts.rename_key(actor=request.actor, key=found, name=form.cleaned_data["name"])
        return redirect("account:home")
    return render(request, "own/key.html", {"form": form, "key": found})


def _removed(request: HttpRequest, act, **what) -> HttpResponse:
    """Remove a way in, unless it is the last; either way back to the account with the answer."""
    try:
        act(actor=request.actor, user=request.user, here=sessions.here(request), at=timezone.now(), **what)
    except CauceError as error:
        refuse(request, error)
    else:
        messages.success(request, say("Quedó retirada.", "It was removed."))
    return redirect("account:home")


@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def app(request: HttpRequest) -> HttpResponse:
    """Enrol a code app, or remove the one there is."""
    if request.POST.get("do") == "remove":
        return _removed(request, accounts.remove_app)
    _may(request, "app")
    form = AppForm(request.POST if request.method == "POST" else None)
    secret = new_app(request, again=request.method != "POST")
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        step = codes.step_of(secret, form.cleaned_data["one_time_code"], at)
        if step is None:
            form.add_error(
                "one_time_code",
                say("No es ese código. Espere al siguiente.", "It is not that code. Wait for the next one."),
            )
        else:
            accounts.add_app(
                actor=request.actor,
                user=request.user,
                secret=secret,
                step=step,
                here=sessions.here(request),
                at=at,
            )
            request.session.pop(APP, None)
            messages.success(request, say("La aplicación quedó dada de alta.", "The app is enrolled."))
            return redirect("account:home")
    form.forget()
    context = {"form": form, **shown_app(request.user, secret)}
    return render(request, "own/app.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def sheet(request: HttpRequest) -> HttpResponse:
    """Print a sheet of codes, shown once; or cancel the one there is."""
    if request.POST.get("do") == "remove":
        return _removed(request, accounts.remove_codes)
    _may(request, "codes")
    if request.POST.get("do") == "print":
        made = accounts.print_codes(
            actor=request.actor, user=request.user, here=sessions.here(request), at=timezone.now()
        )
        return render(request, "own/sheet.html", {"codes": made})
    left = access.factors_of(request.user).codes_left
    return render(request, "own/codes.html", {"left": left})


@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def password(request: HttpRequest) -> HttpResponse:
    """Another password: long, not a known one, not made of the words of the house."""
    # Whoever signs in with a key alone may have none yet.
    kind = ChangePasswordForm if request.user.has_usable_password() else NewPasswordForm
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user, new = request.user, form.cleaned_data["new"]
        try:
            if "current" in form.cleaned_data:
                signing_in.check_current(request, password=form.cleaned_data["current"], at=timezone.now())
            check_password(new, about=(user.username, user.display_name))
            signing_in.refuse_common(new, user)
            encoded = signing_in.hashed(new)
        except CauceError as error:
            add_refusal(form, error)
        else:
            accounts.change_password(
                actor=request.actor,
                user=user,
                encoded=encoded,
                at=timezone.now(),
                here=sessions.here(request),
            )
            sessions.keep_after_password(request)
            messages.success(request, say("La contraseña quedó cambiada.", "The password is changed."))
            return redirect("account:home")
    return render(request, "own/password.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, outside_id: UUID) -> HttpResponse:
    """Confirm a name at the ministry, or refuse it; one of somebody else is not there."""
    return _outside(request, access.outside_for(request.actor, outside_id))


@fresh
def _outside(request: HttpRequest, found: Outside) -> HttpResponse:
    if request.method == "POST":
        act = accounts.confirm_outside if request.POST.get("do") == "confirm" else None
        act = act or (accounts.unlink_outside if request.POST.get("do") == "remove" else None)
        if act is not None:
            act(actor=request.actor, user=request.user, outside=found, at=timezone.now())
        return redirect("account:home")
    return render(request, "own/outside.html", {"outside": found})
