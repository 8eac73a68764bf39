"""Signing in: with a key, with a password and a code, or from the ministry; and proving it again."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cauce.content.errors import CauceError
from cauce.custody.journal.door import record_refusal
from cauce.desk.staff.accounts.own.answers import answer_of_key
from cauce.desk.staff.accounts.own.forms import CodeForm, EnterForm
from cauce.staff.accounts import access, browsers, oidc, sessions, signing_in, webauthn
from cauce.staff.accounts.codes import DEMO_CODE
from cauce.staff.accounts.proofs import Proof, Wrong, by_key, is_open
from cauce.staff.accounts.slots import Busy
from cauce.staff.offices.models import User
from cauce.ui.errors import add_refusal
from cauce.ui.words import say

log = logging.getLogger("cauce")
SECOND_SECONDS = 300  # between the ministry's answer and our own second factor
ASKED_SECONDS = 600  # at the ministry's page
RESTED = "pausa"  # led here by a page that nobody touched (rest.js)
LEFT_SCREEN = say(
    "Nadie tocó esa página en un rato y se quitó de la pantalla, por si alguien más la veía. Su sesión "
    "sigue abierta y lo guardado está en su lugar.",
    "Nobody touched that page for a while, so it left the screen in case somebody else could see it. Your "
    "session is still open, and what was saved is in its place.",
)


def back_to(request: HttpRequest) -> str:
    """Where somebody was going, if it is here; else the first page."""
    back = request.POST.get("next") or request.GET.get("next") or "/"
    inside = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if inside else "/"


def demo_code() -> str:
    """The code to show beside its box; '' anywhere but on the demonstration network."""
    # It stays on one line.
    return DEMO_CODE.replace(" ", "\N{NO-BREAK SPACE}") if settings.DEMO is True else ""


def status_of(error: CauceError) -> int:
    """How the page is answered: wrong is a page like any other, haste and crowds say so."""
    return {"wait": 429, "busy": 503}.get(error.id, 200)


def _opened(request: HttpRequest, user: User, proof: Proof, back: str) -> HttpResponse:
    token = sessions.begin(request, user, proof, timezone.now())
    response = HttpResponseRedirect(back)
    browsers.give(response, token)
    return response


def _by_key(request: HttpRequest, only: User | None = None) -> tuple[User, Proof]:
    """Whose key answered. Raises ``Wrong``; what was wrong with it stands in the journal."""
    try:
        return by_key(answer_of_key(request), request.session, timezone.now(), only=only)
    except webauthn.NotTheKey as problem:
        record_refusal(signing_in.NOBODY, "session.open", reason="key")
        raise Wrong() from problem


@require_POST
def ask_key(request: HttpRequest) -> JsonResponse:
    """What the browser asks any key for: whose it is, the key says."""
    return JsonResponse(webauthn.ask_for(request.session))


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in with a key alone, or with a password and a code."""
    back = back_to(request)
    if request.actor is not None:
        if RESTED in request.GET:
            messages.info(request, LEFT_SCREEN)
        return HttpResponseRedirect(back)
    shared = "siguiente" in request.GET
    if request.method != "POST":
        return _enter_page(request, EnterForm(shared=shared), back)
    form = EnterForm(request.POST, shared=shared)
    try:
        if "credential" in request.POST:
            form = EnterForm(shared=shared)
            user, proof = _by_key(request)
            return _opened(request, user, proof, back)
        if form.is_valid():
            typed = form.cleaned_data
            user, proof = signing_in.by_password(
                request,
                username=typed["username"],
                password=typed["password"],
                code=typed["one_time_code"],
                at=timezone.now(),
            )
            return _opened(request, user, proof, back)
    except (Wrong, signing_in.Wait, Busy) as error:
        return _refused(request, form, error, back)
    return _enter_page(request, form, back)


def _refused(request, form: EnterForm, error: CauceError, back: str) -> HttpResponse:
    failed_key = not form.is_bound
    if not failed_key:
        add_refusal(form, error)
    page = _enter_page(request, form, back, failed_key=failed_key)
    page.status_code = status_of(error)
    if isinstance(error, signing_in.Wait):
        page.headers["Retry-After"] = str(error.seconds)
    elif isinstance(error, Busy):
        page.headers["Retry-After"] = "5"
    return page


def _enter_page(request, form: EnterForm, back: str, **more: Any) -> HttpResponse:
    form.forget()
    context = {"form": form, "next": back if back != "/" else "", "ministry": oidc.is_offered()}
    context["demo_code"] = demo_code()
    context["shared"] = "siguiente" in request.GET
    context["rested"] = RESTED in request.GET
    return render(request, "site/enter.html", {**context, **more})


@require_http_methods(["GET", "HEAD", "POST"])
def step_up(request: HttpRequest) -> HttpResponse:
    """Prove again who is at the keyboard, with one's own factor, then go on."""
    back = back_to(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    failed_key, status = False, 200
    if request.method == "POST":
        try:
            if "credential" in request.POST:
                form = CodeForm()
                _, proof = _by_key(request, only=request.user)
                sessions.prove_again(request, proof, timezone.now())
                return HttpResponseRedirect(back)
            if form.is_valid():
                code = form.cleaned_data["one_time_code"]
                proof = signing_in.by_code_again(request, code=code, at=timezone.now())
                sessions.prove_again(request, proof, timezone.now())
                return HttpResponseRedirect(back)
        except (Wrong, signing_in.Wait) as error:
            failed_key, status = not form.is_bound, status_of(error)
            if form.is_bound:
                add_refusal(form, error, "one_time_code")
    form.forget()
    context = {"form": form, "next": back, "failed_key": failed_key, **_offers(request.user)}
    return render(request, "site/step_up.html", context, status=status)


def _offers(user: User) -> dict[str, Any]:
    """Which ways a page offers somebody who is known already."""
    has, at = access.factors_of(user), timezone.now()
    return {
        "offers_key": bool(has.keys),
        "demo_code": demo_code(),
        "offers_code": is_open(user, "demo", at)
        or (bool(has.app) and is_open(user, "app", at))
        or (bool(has.codes_left) and is_open(user, "codes", at)),
    }


@require_GET
def ministry(request: HttpRequest) -> HttpResponse:
    """To the ministry's own sign-in, if this server has one."""
    if not oidc.is_offered():
        raise Http404
    try:
        where, kept = oidc.begin(request.build_absolute_uri(reverse("ministry_back")))
    except oidc.NotVouched as problem:
        log.error("ministry %s", problem)  # words of ours and the kind of error, nobody's data
        return render(request, "site/ministry_silent.html", status=503)
    sessions.wait(request, "ministry", next=back_to(request), **kept)
    return HttpResponseRedirect(where)


@require_GET
def ministry_back(request: HttpRequest) -> HttpResponse:
    """Back from the ministry: a second factor of ours follows, unless it vouched for one."""
    if not oidc.is_offered():
        raise Http404
    kept = sessions.waiting(request, "ministry", ASKED_SECONDS)
    request.session.pop("ministry", None)
    try:
        vouched = oidc.finish({name: request.GET[name] for name in request.GET}, kept)
    except oidc.NotVouched as problem:
        log.error("ministry %s", problem)
        record_refusal(signing_in.NOBODY, "session.open", reason="ministry")
        return render(request, "site/ministry_silent.html", status=403)
    linked = access.outside_of(vouched.issuer, vouched.subject)
    if linked is None or not linked.user.is_active:
        # Nothing is made, and nobody is looked for by name or address.
        record_refusal(signing_in.NOBODY, "session.open", reason="not_linked")
        return render(request, "site/ministry_silent.html", status=403)
    back = (kept or {}).get("next", "/")
    if vouched.strong and is_open(linked.user, "ministry", timezone.now()):
        try:
            return _opened(request, linked.user, Proof("ministry"), back)
        except Wrong:
            return render(request, "site/ministry_silent.html", status=403)
    sessions.wait(request, "second", user=str(linked.user.id), next=back)
    return redirect("second")


@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """Our own second factor, for whom the ministry vouched without one."""
    kept = sessions.waiting(request, "second", SECOND_SECONDS)
    user = access.user_with(kept["user"]) if kept else None
    if kept is None or user is None:
        return redirect("enter")
    form = CodeForm(request.POST if request.method == "POST" else None)
    failed_key, status = False, 200
    if request.method == "POST":
        try:
            if "credential" in request.POST:
                form = CodeForm()
                found, proof = _by_key(request, only=user)
                return _opened(request, found, proof, kept["next"])
            if form.is_valid():
                code = form.cleaned_data["one_time_code"]
                proof = signing_in.by_code_after(request, user=user, code=code, at=timezone.now())
                return _opened(request, user, proof, kept["next"])
        except (Wrong, signing_in.Wait) as error:
            failed_key, status = not form.is_bound, status_of(error)
            if form.is_bound:
                add_refusal(form, error, "one_time_code")
    form.forget()
    # Both ways are offered to everybody: the page does not tell what somebody has.
    context = {"form": form, "failed_key": failed_key, "offers_key": True, "offers_code": True}
    return render(request, "site/second.html", context, status=status)
