"""What the pages of this door share: their frame, and how something that two people sign is decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cauce.content.model import Text
from cauce.rules.permissions import permits
from cauce.staff.accounts.recent_proof import is_fresh, prove_first
from cauce.ui import form_token
from cauce.ui.errors import words
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed

WHY_MOST = 2000  # letters of a reason


def base(request: HttpRequest, **more: Any) -> dict[str, Any]:
    """The frame of a page, and what whoever looks may do here."""
    return {
        "nav": nav(request, "analyst:list"),
        "once": form_token.reused(request),
        "may_prepare": permits(request.actor, "statistics.prepare").allowed,
        "may_sign": permits(request.actor, "statistics.sign").allowed,
        **more,
    }


def decided(
    request: HttpRequest,
    acts: Mapping[str, tuple[Callable[..., Any], Text]],
    *,
    here: str,
    listed: str,
    again: Callable[..., HttpResponse],
    **found: Any,
) -> HttpResponse:
    """The button that was pressed. ``acts``: by its name, what it does and what is said of it; ``here``: the
    page of what is decided; ``listed``: where one is once it is discarded; ``again``: that page with what was
    refused and the reason that was typed; ``found``: what is decided, as the acts name it.
    """
    what, why = request.POST.get("do", ""), reason(request)
    if what == "sign" and not is_fresh(request):
        # It cannot be taken back: nobody signs at a desk that somebody else left open.
        return prove_first(here)
    buttons = {name: Button(act, said=done, stays=True) for name, (act, done) in acts.items()}
    page = pressed(request, buttons, then=redirect(listed if what == "discard" else here), **found)
    return page.answer or again(refused=words(page.error), typed=why)


def reason(request: HttpRequest) -> str:
    """Why somebody does not sign, as it was typed."""
    return request.POST.get("why", "")[:WHY_MOST]
