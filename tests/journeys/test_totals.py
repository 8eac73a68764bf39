"""An analyst brings in what a partner may share: it is tried, kept, and stands beside ours."""

from __future__ import annotations

import pytest

from .person import seen

pytestmark = pytest.mark.journey

ROWS = "\n".join(
    [
        "organisation;since;until;definition;unit;place;breakdown;value;smallest;terms;attested",
        (
            "Refugio Alfa (ejemplo);2024-01-01;2024-12-31;TVPA, 22 U.S.C. 7102;person;Texas;;1250;10;CC BY "
            "4.0.;Dirección de estadística, oficio 14."
        ),
        (
            "Refugio Alfa (ejemplo);2024-01-01;2024-12-31;TVPA, 22 U.S.C. "
            "7102;person;Texas;sexo=mujer;400;10;CC BY 4.0.;Dirección de estadística, oficio 14."
        ),
        (
            "Refugio Alfa (ejemplo);2024-01-01;2024-12-31;TVPA, 22 U.S.C. 7102;person;Texas;edad=0-8;3;3;CC "
            "BY 4.0.;Dirección de estadística, oficio 14."
        ),
    ]
)


def test_an_analyst_tries_totals_keeps_the_good_ones_and_reads_them_beside_ours(house):
    raul = house.person("raul")
    raul.go("/red/")
    raul.follow("Totales de otras organizaciones")
    raul.heading("Ver los totales de otras organizaciones")
    seen(raul, "totals: none yet")
    raul.write("Renglones", ROWS)
    raul.press("Revisar sin guardar")
    raul.reads("Se aceptan 2. Aún no se guardó nada.")
    raul.reads("Es una parte de menos de 10")
    seen(raul, "totals: tried")
    raul.press("Guardar los aceptados")
    raul.reads("Totales guardados: 2")
    raul.reads("1,250 personas")
    raul.reads_not("1,650")
    seen(raul, "totals: kept")
