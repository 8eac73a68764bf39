"""For headquarters: how many cases of each post wait, and the order of the copy-sheet, with its history."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases import access_registers as access
from cauce.cases.actions import set_order
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import OrderForm
from .views import address, registers, sheet_of

SET = say("Toda la red usa este orden desde ahora.", "The whole network now uses this order.")


@require_GET
def network(request: HttpRequest) -> HttpResponse:
    """Numbers by post, the longest wait first; nobody's case."""
    sheet, at = sheet_of(request), timezone.now()
    found = access.waiting_by_post(request.actor, sheet)
    return render(
        request,
        "registers/network.html",
        {
            "nav": nav(request, "registers:network"),
            "sheet": sheet,
            "tabs": registers(request, sheet),
            "rows": [(one, (at - one.since).days) for one in found],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest) -> HttpResponse:
    """The place of each field; earlier orders stay below."""
    sheet = sheet_of(request)
    held = access.orders(request.actor, sheet.id)
    now = access.fields_of(sheet)
    button = Button(
        set_order,
        lambda sent: OrderForm(sheet, now, sent),
        given=lambda form: {"shown": form.shown()},
        said=SET,
    )
    here = redirect(address("registers:order", sheet))
    page = pressed(request, button, then=here, register=sheet.id, at=timezone.now())
    if page.answer:
        return page.answer
    labels = {one.id: one.label for one in sheet.fields}
    names = offices.names_of({one.by for one in held})
    return render(
        request,
        "registers/order.html",
        {
            "nav": nav(request, "registers:network"),
            "sheet": sheet,
            "form": page.form,
            "once": form_token.reused(request),
            "held": [
                {
                    "at": one.at,
                    "by": names.get(one.by, ""),
                    "fields": [labels[id] for id in one.fields["shown"] if id in labels],
                }
                for one in held
            ],
        },
    )
