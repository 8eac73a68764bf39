"""What whoever reads by voice, by keyboard, enlarged or on a small screen can count on here, and what not.

The page says what was tried and how, so it is changed with whatever makes it untrue. It asks nothing and
leaves no cookie.
"""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from .views import answer

# The day on which somebody last held every sentence against the program.
LOOKED_ON = dt.date(2026, 11, 29)


@require_safe
def statement(request: HttpRequest, language: str) -> HttpResponse:
    """The statement in one language."""
    other = "page" if language == "en" else "page-en"
    return answer(
        request,
        "accessibility/statement.html",
        language,
        False,
        elsewhere=reverse(f"accessibility:{other}"),
        looked_on=LOOKED_ON,
    )
