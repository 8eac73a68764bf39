"""The ledger of ε, and the form that spends of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.content.errors import BadInput
from cauce.content.model import both
from cauce.measurement.access_draws import PrivacyLedger, privacy_ledger
from cauce.measurement.actions import draw_records
from cauce.measurement.rules.privacy_budget import LEAST_YEARS, said
from cauce.rules.permissions import permits
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.errors import lacking
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import exact, say

from .forms import DrawForm
from .showing import errors_table

DONE = say(
    "Se sacaron los registros y quedó escrito lo que se gastó. Todavía no se publica nada.",
    "The records were generated and the spending was recorded. Nothing is published yet.",
)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def draws(request: HttpRequest) -> HttpResponse:
    """What was spent, what is left, and (for whoever prepares) one more draw."""
    found = privacy_ledger(request.actor, timezone.now())
    may = permits(request.actor, "statistics.prepare").allowed
    button = Button(
        draw_records,
        DrawForm,
        given=lambda form: {"pool": form.pool, "epsilon": form.amount},
        said=DONE,
        through=lambda error: not isinstance(error, BadInput),
    )
    page = pressed(request, button)
    if page.answer:
        return page.answer
    return render(
        request,
        "reports/draws.html",
        {
            "nav": nav(request, "reports"),
            "form": page.form,
            "once": form_token.reused(request),
            "may": may,
            "lacks": lacking("statistics"),
            "budget": said(found.budget),
            "spent": said(found.spent),
            "left": said(found.left),
            "least_years": LEAST_YEARS,
            "least_people": found.least_people,
            "table": _ledger(found),
            "errors": errors_table(found.rows[0].errors) if found.rows else None,
            "newest": found.rows[0].pool if found.rows else "",
        },
    )


def _ledger(found: PrivacyLedger) -> dict[str, Any]:
    """As ``ui/table.html`` takes it."""
    names = offices.names_of({row.drawn_by for row in found.rows})
    return {
        "caption": both("Todo lo que se ha sacado", "Everything that was drawn"),
        "stack": True,
        "columns": [
            {"name": both("Núm.", "No.")},
            {"name": both("Años", "Years")},
            {"name": both("Quién", "Who")},
            {"name": both("Cuándo", "When")},
            {"name": both("Gastó (ε)", "Spent (ε)"), "number": True},
            {"name": both("Quedó (ε)", "Left (ε)"), "number": True},
        ],
        "rows": [
            [
                str(row.number),
                row.pool,
                names.get(row.drawn_by, row.drawn_by),
                both(*(f"{exact(row.drawn_at, one)} UTC" for one in ("es", "en"))),
                said(row.epsilon),
                said(row.left),
            ]
            for row in found.rows
        ],
    }
