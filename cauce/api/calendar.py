"""The calendar of somebody of the staff, at a secret address: instants alone, for two months."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from cauce.cases import access_due
from cauce.custody.journal.door import Absent
from cauce.staff.accounts.access_telling import mark_of, whose_calendar
from cauce.staff.offices import access_duty
from cauce.standards.calendar import calendar


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What is due from yesterday on, and when turns on duty begin; an address that is nobody's is an address
    like any other.
    """
    user = whose_calendar(token)
    if user is None:
        raise Absent()
    at = timezone.now()
    until, since = at + access_due.AHEAD, at - access_due.BEHIND
    due = [
        *access_due.instants(str(user.id), until, since),
        *access_duty.starts_of(str(user.id), until, since),
    ]
    body = calendar(mark_of(user), due, at, english=user.language == "en")
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="calendario.ics"'
    return answer


urlpatterns = [path("calendario/<str:token>/", feed, name="calendar")]
