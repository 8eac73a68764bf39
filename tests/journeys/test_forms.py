"""A form is filled once, on a telephone too: what is known is shown, the rest is typed and printed."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.models import FilledForm

from . import casework

pytestmark = pytest.mark.journey


def test_it_fills_a_receipt_and_prints_it(house):
    case = casework.open_case(house)
    ines = house.person("ines")
    actions.record_consent(
        actor=house.cast.ines.actor, case=case, purpose="keeping", given=True, at=timezone.now()
    )
    ines.go("/formatos/")
    ines.heading("Elegir una herramienta")
    ines.look("tools")
    ines.go(f"/casos/{case.id}/formatos/")
    ines.look("forms of a case")
    ines.press(re.compile("T19 Recibo"))
    ines.heading("Recibo")
    ines.reads(case.folio)
    ines.write("Entrega, nombre y cargo", "Inés Carranza, protección")
    ines.answer("Moneda", "Pesos mexicanos")
    ines.write("Concepto, línea 1", "Pasaje")
    ines.write("Cantidad, línea 1", "850.50")
    ines.answer("Cómo se entregó", "En efectivo")
    ines.press("Terminar")
    ines.reads("Falta para terminar")
    ines.look("form with what lacks")
    ines.write(re.compile("Día y hora"), "2026-01-12T10:15")
    ines.write(re.compile("^Lugar"), "Oficina")
    ines.press("Terminar")
    ines.reads("ochocientos cincuenta pesos 50/100")
    ines.look("finished form")
    row = FilledForm.objects.get(case=case)
    ines.go(f"/casos/{case.id}/formatos/{row.id}/hoja/?como=pagina")
    ines.heading("Recibo")
    ines.reads("850.50 MXN")


def test_it_ticks_the_personal_sheet_and_sends_only_the_day(house):
    lucia = house.person("lucia")
    lucia.go("/formatos/personal/")
    lucia.heading("Cuidar a quien cuida")
    lucia.page.get_by_label("Me cuesta dormir").check()
    lucia.look("personal sheet")
    sent = []
    lucia.page.on("request", lambda request: sent.append((request.url, request.post_data or "")))
    lucia.press("Ya la hice")
    lucia.reads("Solo queda la fecha")
    posted = next(data for url, data in sent if url.endswith("/personal/") and data)
    assert set(re.findall(r"(\w+)=", posted)) == {"csrfmiddlewaretoken", "once"}
