"""Signing in and out, choosing the language, leaving the page, and the two pages of errors."""

from __future__ import annotations

import sys

from django import forms
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cauce.accounts.fresh import proved
from cauce.journal.door import record_read, record_refusal
from cauce.offices import access as offices
from cauce.offices.actions import choose_language
from cauce.rules.permissions import Actor
from cauce.ui.words import say

from .guard import nothing_here
from .middleware import is_full, not_saved, typed

# Where each role begins, most specific first.
DOORS = (
    ("protection_consul", "protection:worklist"),
    ("protection_officer", "protection:worklist"),
    ("window_officer", "window:cues"),
    ("head_of_post", "head:numbers"),
    ("headquarters", "headquarters:numbers"),
    ("analyst", "headquarters:numbers"),
    ("partner_staff", "partner:inbox"),
    ("auditor", "auditor:journal"),
    ("administrator", "demo:outbox"),
    ("sre_mexico", "protocol:contents"),
    ("iom", "protocol:contents"),
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page of whoever signed in."""
    for role, route in DOORS:
        if request.actor.has_role(role):
            return redirect(route)
    return render(request, "site/no_door.html")


class EnterForm(AuthenticationForm):
    """User name and password; one error for every reason, so that nobody learns who has an account."""

    error_messages = {
        "invalid_login": say(
            "El usuario y la contraseña no coinciden. Revise mayúsculas y vuelva a escribirlos.",
            "The user name and the password do not match. Check capital letters and try again.",
        ),
        "inactive": say("Esta cuenta no está activa.", "This account is not active."),
    }
    username = forms.CharField(
        label=say("Usuario", "User name"),
        max_length=60,
        error_messages={"required": say("Escriba su usuario.", "Write your user name.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=say("Contraseña", "Password"),
        strip=False,
        error_messages={"required": say("Escriba su contraseña.", "Write your password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class Enter(LoginView):
    """Sign in with a user name and a password (the strong version is a later part)."""

    template_name = "site/enter.html"
    authentication_form = EnterForm
    redirect_authenticated_user = True

    def form_valid(self, form) -> HttpResponse:
        login(self.request, form.get_user())
        proved(self.request)
        user = form.get_user()
        actor = offices.actor_for(user)
        post = next(iter(sorted(actor.posts)), None)
        record_read(actor, "session.open", about=("user", user.id), post=post)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form) -> HttpResponse:
        # The name that was typed is not kept: it may be a password in the wrong field.
        record_refusal(Actor("nobody"), "session.open")
        return super().form_invalid(form)


class ProveForm(forms.Form):
    """The password of whoever already signed in, asked again before something grave."""

    password = forms.CharField(
        label=say("Contraseña", "Password"),
        strip=False,
        error_messages={"required": say("Escriba su contraseña.", "Write your password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def step_up(request: HttpRequest) -> HttpResponse:
    """Prove again who is at the keyboard, then go on to where one was going."""
    back = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    form = ProveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if request.user.check_password(form.cleaned_data["password"]):
            proved(request)
            return HttpResponseRedirect(back)
        record_refusal(request.actor, "session.prove")
        form.add_error("password", say("La contraseña no es esa.", "That is not the password."))
    return render(request, "site/step_up.html", {"form": form, "next": back})


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Sign out; the browser is asked to forget what it holds."""
    logout(request)
    response = redirect("enter")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_http_methods(["GET", "HEAD"])
def leave(request: HttpRequest) -> HttpResponse:
    """Where «leave this page» leads: an ordinary page of opening hours. The session is ended."""
    if request.user.is_authenticated:
        logout(request)
    response = render(request, "site/leave.html")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose Spanish or English and go back to the page one was on."""
    chosen = "en" if request.POST.get("language") == "en" else "es"
    if request.actor is not None:
        choose_language(actor=request.actor, user=request.user, language=chosen)
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie("idioma", chosen, max_age=31536000, httponly=True, samesite="Lax",
                        secure=request.is_secure())  # fmt: skip
    return response


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """For whatever watches the server: that it answers, and nothing else."""
    return HttpResponse("ok", content_type="text/plain")


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing at this address. Without the request, so that the bytes are the same for everybody."""
    return nothing_here()


def broken(request: HttpRequest) -> HttpResponse:
    """A mistake of ours. Without the request: what failed may be the session or the database."""
    error = sys.exc_info()[1]
    if isinstance(error, DatabaseError | OSError):
        # Outside the views: the session itself could not be read or kept.
        return not_saved(request, is_full(error), type(error).__name__)
    return HttpResponse(render_to_string("site/broken.html"), status=500)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was open too long, or whose session ended: what was typed is shown back."""
    page = render_to_string("site/stale.html", {"typed": typed(request)})
    return HttpResponse(page, status=403)
