"""Mateo brings the ugly spreadsheet of the post: on a desk and on a phone, from the file to the cases."""

from __future__ import annotations

import pytest

from cauce.cases.models import Case
from tests.uglysheet import ugly

from .person import seen

pytestmark = pytest.mark.journey


def test_an_ugly_spreadsheet_is_read_asked_about_and_brought(house):
    mateo = house.person("mateo")
    mateo.go("/importaciones/")
    seen(mateo, "earlier cases: none yet")
    mateo.page.get_by_label("El archivo").set_input_files(
        {"name": "casos.xlsx", "mimeType": "application/octet-stream", "buffer": ugly()}
    )
    mateo.press("Leer el archivo")
    mateo.reads("Falta contestar:")
    mateo.follow("Contestar")
    seen(mateo, "earlier cases: columns")
    mateo.page.get_by_label("K · obs.").select_option("note")
    mateo.page.get_by_label("Primero el día").check()
    mateo.press("Guardar y ver el resultado")
    mateo.reads("Nada se ha guardado todavía como caso.")
    seen(mateo, "earlier cases: trial")
    mateo.press("Traer 4 casos")
    mateo.reads("todos los renglones tienen cuenta")
    seen(mateo, "earlier cases: brought")
    assert Case.objects.filter(post="HOU", imported=True).count() == 4
