"""Totals that partners may share: tried and kept here, and shown beside what the network counted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.content.model import Text, both
from cauce.custody.journal.door import AlreadyDone, as_id
from cauce.measurement import access_totals as access
from cauce.measurement.actions import take_totals, withdraw_totals
from cauce.rules.totals import NAMES, SHORTEST_DAYS, SMALLEST_PART, UNITS
from cauce.standards.totals import Read, read
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

MISSING = say("Pegue los renglones con su encabezado.", "Paste the rows with their header.")
MEANINGS: dict[str, Text] = {
    "organisation": both("Quién da el total.", "Who provides the total."),
    "since": both(
        "Primer día del periodo: 2025-01-01 o 01/01/2025.",
        "First day of the period: 2025-01-01 or 01/01/2025, day first.",
    ),
    "until": both(
        f"Último día del periodo, que es de {SHORTEST_DAYS} días o más.",
        f"Last day of the period, which is of {SHORTEST_DAYS} days or more.",
    ),
    "definition": both("La ley o la regla con la que se contó.", "The law or rule by which it was counted."),
    "unit": both("Personas, casos o contactos.", "People, cases or contacts."),
    "place": both("De qué estado o país es el total.", "The state or country the total refers to."),
    "breakdown": both(
        "De qué parte, por ejemplo sexo=mujer; edad=18-24. Vacía: de todo.",
        "Which subgroup, for example sex=woman; age=18-24. Blank: all.",
    ),
    "value": both(
        f"El total. Una parte, de {SMALLEST_PART} o más.",
        f"The total. For a subgroup, {SMALLEST_PART} or more.",
    ),
    "smallest": both(
        "El número más pequeño que esa organización da a conocer.",
        "The smallest number this organisation publishes.",
    ),
    "terms": both("Licencia o condiciones de uso.", "Licence or terms of use."),
    "attested": both(
        "Qué cargo o documento responde de que se puede compartir. No el nombre de una persona.",
        "Which position or document authorises sharing it. Not a person's name.",
    ),
}
SHOWN = 50  # refused rows on the page; the command tells them all


class RowsForm(forms.Form):
    """The rows, pasted from a spreadsheet or a file of text."""

    rows = forms.CharField(
        label=say("Renglones", "Rows"),
        max_length=400_000,
        strip=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": MISSING},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def totals(request: HttpRequest) -> HttpResponse:
    """What stands; by POST rows are tried, kept, or the rows of one file taken out of use."""
    found = access.totals(request.actor)
    form, tried = RowsForm(), None
    if request.method == "POST" and request.POST.get("do") == "withdraw":
        return _withdraw(request)
    if request.method == "POST":
        form = RowsForm(request.POST)
        if form.is_valid():
            try:
                tried = read(form.cleaned_data["rows"].encode())
                if request.POST.get("do") == "keep" and tried.judged.kept:
                    return _keep(request, tried)
            except AlreadyDone:
                return redirect("headquarters:totals")
            except CauceError as error:
                add_refusal(form, error, "rows")
    return render(
        request,
        "headquarters/totals.html",
        {
            "nav": nav(request, "headquarters"),
            "form": form,
            "tried": tried,
            "once": form_token.reused(request),
            "small": SMALLEST_PART,
            "columns": [(NAMES[name], said) for name, said in MEANINGS.items()],
            "refused": _refused(tried),
            "table": _table(found) if found else None,
            "batches": _batches(found),
        },
    )


def _keep(request: HttpRequest, tried: Read) -> HttpResponse:
    there = take_totals(
        actor=request.actor,
        totals=tried.judged.kept,
        at=timezone.now(),
        once=form_token.sent(request),
        digest=tried.digest,
    )
    new, left = len(tried.judged.kept) - len(there), len(tried.judged.refused)
    messages.success(
        request,
        say(
            f"Totales guardados: {new}. Ya estaban: {len(there)}. No entraron: {left}.",
            f"Totals kept: {new}. There already: {len(there)}. Not taken: {left}.",
        ),
    )
    return redirect("headquarters:totals")


def _withdraw(request: HttpRequest) -> HttpResponse:
    button = Button(withdraw_totals, said=say("Ya no se muestran.", "They are no longer shown."))
    here, batch = redirect("headquarters:totals"), as_id(request.POST.get("batch", ""))
    return pressed(request, button, then=here, batch=batch, at=timezone.now()).answer or here


def _refused(tried: Read | None) -> dict[str, Any] | None:
    """The rows that did not come in, as ``ui/table.html`` takes them."""
    if tried is None or not tried.judged.refused:
        return None
    rows = [
        [
            both(f"Renglón {one.line}", f"Row {one.line}"),
            NAMES[one.column],
            both(f"{one.why.es} {one.cure.es}", f"{one.why.en} {one.cure.en}"),
        ]
        for one in tried.judged.refused[:SHOWN]
    ]
    return {
        "caption": say("Lo que no entra y por qué", "What is not accepted, and why"),
        "rows": rows,
        "stack": True,
        "columns": [
            {"name": say("Renglón", "Row")},
            {"name": say("Columna", "Column")},
            {"name": say("Por qué", "Why")},
        ],
    }


def _table(found: list[access.Beside]) -> dict[str, Any]:
    rows = []
    for one in found:
        total = one.total
        of = " · ".join(part for part in (total.place, total.breakdown) if part)
        rows.append(
            [
                both(total.organisation, total.organisation),
                f"{total.since} – {total.last_day}",
                both(of, of),
                _value(one),
                both(*(2 * (str(one.ours) if one.ours is not None else "–",))),
                both(total.definition, total.definition),
                _terms(one),
            ]
        )
    return {
        "caption": say("Totales de otras organizaciones", "Totals of other organisations"),
        "rows": rows,
        "stack": True,
        "columns": [
            {"name": say("Organización", "Organisation")},
            {"name": say("Periodo", "Period")},
            {"name": say("De dónde y de quiénes", "Where and of whom")},
            {"name": say("Su total", "Their total"), "number": True},
            {"name": say("Casos que abrió la red", "Cases the network opened"), "number": True},
            {"name": say("Con qué definición", "By which definition")},
            {"name": say("Con qué condiciones", "Terms of use")},
        ],
    }


def _value(one: access.Beside) -> Text:
    unit = UNITS[one.total.unit]
    return both(f"{one.total.value:,} {unit.es}", f"{one.total.value:,} {unit.en}")


def _terms(one: access.Beside) -> Text:
    total = one.total
    return both(
        f"{_ended(total.terms)} Responde: {_ended(total.attested)} Su celda mínima: {total.smallest}.",
        f"{_ended(total.terms)} Attested by: {_ended(total.attested)} Their smallest cell: {total.smallest}.",
    )


def _ended(text: str) -> str:
    """As a sentence."""
    return text.rstrip(". ") + "."


def _batches(found: list[access.Beside]) -> list[dict[str, Any]]:
    """Each file that came in, newest first, to be taken out of use as a whole."""
    seen: dict[Any, dict[str, Any]] = {}
    for one in found:
        row = seen.setdefault(
            one.total.batch, {"id": one.total.batch, "at": one.total.taken_at, "rows": 0, "names": set()}
        )
        row["rows"] += 1
        row["names"].add(one.total.organisation)
    return sorted(
        ({**row, "names": ", ".join(sorted(row["names"]))} for row in seen.values()),
        key=lambda row: row["at"],
        reverse=True,
    )
