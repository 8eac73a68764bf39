"""What is grave needs a proof of who one is that is minutes old: exporting, opening in an emergency.

The proof is a touch of the key or a code, given when signing in and again at ``step_up``; when it
was given stands in the session as ``proved_at`` (seconds). Source: ASVS 5.0, 7.5.3.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


def proved(request: HttpRequest) -> None:
    """Remember that whoever is at the keyboard proved who they are just now."""
    request.session["proved_at"] = int(time.time())


def is_fresh(request: HttpRequest) -> bool:
    """Whether the last proof is recent enough for what is grave."""
    given = request.session.get("proved_at", 0)
    return 0 <= time.time() - given <= settings.STEP_UP_SECONDS


def fresh(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that asks for a new proof first, and comes back to its page after it.

    Decorate the page with the form and the one that receives it alike: what was typed is lost only
    when the proof ran out while it was being typed, so such forms are short.
    """

    @functools.wraps(view)
    def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method == "GET" else request.path
        return prove_first(back)

    return wrapper


def prove_first(back: str) -> HttpResponse:
    """To the page that asks for a new proof, and from there to the address ``back``."""
    return HttpResponseRedirect(f"{reverse('step_up')}?{urlencode({'next': back})}")
