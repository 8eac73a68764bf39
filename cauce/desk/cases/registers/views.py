"""The cases of a post that wait for a number of another register, and one form to type one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access_registers as access
from cauce.cases.access_ended import case_of_folio
from cauce.cases.actions import write_number
from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.content.model_registers import RegisterSheet
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.tabs import Tab, Tabs
from cauce.ui.words import say

from .forms import QuickForm

bad_input = BadInputs(__file__)

WRITTEN = say("El folio quedó escrito.", "The folio was saved.")


def sheet_of(request: HttpRequest) -> RegisterSheet:
    """The register that the address names; the first one when it names none that there is."""
    known = access.sheets()
    return known.get(request.GET.get("r", ""), next(iter(known.values())))


def registers(request: HttpRequest, now: RegisterSheet) -> Tabs:
    """The registers, to go from one to another on the same page."""
    return Tabs(
        say("Registros", "Registers"),
        tuple(
            Tab(one.title, f"{request.path}?r={one.id}", "page" if one.id == now.id else "")
            for one in access.sheets().values()
        ),
    )


def address(route: str, sheet: RegisterSheet) -> str:
    return f"{reverse(route)}?r={sheet.id}"


def case_named(post: Post, folio: str) -> Case:
    """The case of a post with that local folio. Raises ``BadInput``: also for another post's."""
    found = case_of_folio(post.code, folio)
    if found is None or found.blocked_at or found.erased_at:
        raise bad_input("your_post_has_no_case_with_local", where="folio")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Who waits and since when; a number typed here goes to the case with that local folio."""
    post, sheet, at = post_here(request, "case.list"), sheet_of(request), timezone.now()

    def write(*, folio: str, meets: bool = False, **given: Any) -> None:
        write_number(case=case_named(post, folio), meets=meets, **given)

    button = Button(write, lambda sent: QuickForm(sheet, sent), said=WRITTEN)
    here = redirect(address("registers:home", sheet))
    page = pressed(request, button, then=here, register=sheet.id, at=at)
    if page.answer:
        return page.answer
    return render(
        request,
        "registers/home.html",
        {
            "nav": nav(request, "registers:home"),
            "post": post,
            "sheet": sheet,
            "form": page.form,
            "tabs": registers(request, sheet),
            "once": form_token.reused(request),
            "rows": access.waiting(request.actor, post, sheet, day_at(post, at)),
            "most": access.MOST,
            "out": address("registers:out", sheet),
            "into": address("registers:into", sheet),
        },
    )
