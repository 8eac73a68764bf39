"""Steps 6 and 7: three laws side by side, a conclusion that another person signs, and the risk."""

from __future__ import annotations

import re

from .person import Person

RESULT = "La conclusión espera la firma de otra persona"


def conclude(ines: Person, case: str, *, shot: str = "") -> None:
    ines.be_at(f"{case}lectura/")
    ines.heading("Valorar lo que se sabe conforme a las tres leyes")
    for law in ("Protocolo de Palermo", "Estados Unidos", "Ley General de 2012"):
        ines.reads(law)
    ines.look("three laws", shot=shot)
    ines.answer("Usted concluye", re.compile("^presunta"))
    ines.write("Por qué", "Deuda que se cobra con trabajo, documentos retenidos y amenazas.")
    ines.press("Concluir, pasar a firma y valorar el riesgo")
    ines.reads(RESULT)
    ines.heading("Valorar el riesgo, con razones y fecha")


def sign(mateo: Person, folio: str) -> None:
    """A second person reads the conclusion with its three verdicts and signs it."""
    mateo.go("/firmas/")
    mateo.heading("Pendiente de su firma")
    mateo.look("signatures")
    mateo.page.get_by_role("listitem").filter(has_text=folio).get_by_role("link").first.click()
    mateo.heading("Leer la conclusión y decidir si se firma")
    mateo.look("signature")
    mateo.press("Firmar", exact=True)
    mateo.heading("Pendiente de su firma")


def judge_risk(ines: Person, case: str, *, shot: str = "") -> None:
    ines.be_at(f"{case}riesgo/")
    ines.heading("Valorar el riesgo, con razones y fecha")
    ines.answer("¿Ha habido amenazas?", "Sí")
    ines.answer("¿Le reclaman una deuda?", "Sí")
    for about, level, why in (
        ("La persona", "medio", "Hay deuda y amenazas; hoy nadie sabe dónde está."),
        ("Su familia en México", "bajo", "No conocen el domicilio."),
        ("El personal", "bajo", "Nadie ha venido a buscarla."),
    ):
        group = ines.page.get_by_role("group", name=about).first
        group.get_by_label(level, exact=True).check()
        group.locator("xpath=following::textarea[1]").fill(why)
    ines.look("risk", shot=shot)
    ines.press("Guardar y acordar el plan")
    ines.reads("Se guardaron la valoración y la fecha de la próxima revisión")
    ines.heading("Acordar el plan con la persona")
